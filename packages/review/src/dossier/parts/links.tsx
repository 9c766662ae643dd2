/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What comes from and goes to elsewhere: linked processings, channels, recipients, processors, transfers. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { LINKS } from "../exchange-words.ts";
import { label, periodWords, type Words } from "../language.ts";
import type { View } from "../view.ts";
import { PARTS } from "../words.ts";
import { Part, Says, Wide } from "./shared.tsx";

interface Row {
  readonly kind: Words;
  readonly name: JSX.Element;
  readonly what: string;
  readonly how: string;
}

/** The part on links; says so where the declaration states that there are none, or nothing. */
export const Links = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { document, lang } = view;
  const rows = [...linkRows(view), ...recipientRows(view), ...processorRows(view), ...transferRows(view)];
  const stated = [document.links, document.recipients, document.processors, document.transfers].some((part) => part !== undefined);
  if (rows.length === 0)
    return <Part view={view} name="links" at={at} title={PARTS.links} lead={stated ? PARTS.linksNone : PARTS.nothing} />;
  return (
    <Part view={view} name="links" at={at} title={PARTS.links} lead={PARTS.linksLead}>
      <Wide label={PARTS.links[lang]}>
        <table class="plain">
          <caption class="vh">{PARTS.links[lang]}</caption>
          <thead>
            <tr>
              {[LINKS.with, LINKS.kind, LINKS.what, LINKS.how].map((head) => (
                <th scope="col">{head[lang]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">{row.name}</th>
                <td>{row.kind[lang]}</td>
                <td>{row.what === "" ? "–" : row.what}</td>
                <td>{row.how === "" ? "–" : row.how}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Part>
  );
};

function linkRows({ document, lang }: View): readonly Row[] {
  return Object.entries(document.links ?? {}).map(([id, link]) => {
    const { channel } = link;
    const age = channel?.maximumAge === undefined ? [] : [`${LINKS.stays[lang]} ${periodWords(lang, channel.maximumAge)}`];
    const backups = channel?.backupRotation === undefined ? [] : [`${LINKS.backups[lang]} ${periodWords(lang, channel.backupRotation)}`];
    const sealed = channel?.encrypted === undefined ? [] : [(channel.encrypted ? LINKS.encrypted : LINKS.clear)[lang]];
    const known = link.status === "unknown" ? [LINKS.unknown[lang]] : [];
    return {
      kind: link.direction === "in" ? LINKS.in : link.direction === "out" ? LINKS.out : LINKS.both,
      name: <Says text={link.processing} lang={lang} name={id} />,
      what: named(labelsOf(document, lang), link.carries),
      how: [...known, ...sealed, ...age, ...backups].join(lang === "fr" ? "\u00A0; " : "; "),
    };
  });
}

function recipientRows({ document, lang }: View): readonly Row[] {
  return Object.entries(document.recipients ?? {}).map(([id, recipient]) => ({
    kind: LINKS.recipient,
    name: <Says text={recipient.label} lang={lang} name={id} />,
    what: named(labelsOf(document, lang), recipient.categories),
    how:
      recipient.basis === undefined ? "" : [recipient.basis.text, recipient.basis.article].filter((part) => part !== undefined).join(", "),
  }));
}

function processorRows({ document, lang }: View): readonly Row[] {
  return Object.entries(document.processors ?? {}).map(([id, processor]) => ({
    kind: LINKS.processor,
    name: <Says text={processor.label} lang={lang} name={id} />,
    what: named(labelsOf(document, lang), processor.categories ?? []),
    how: processor.contract === undefined ? LINKS.noContract[lang] : `${LINKS.contract[lang]} ${processor.contract.reference}`,
  }));
}

function transferRows({ document, lang }: View): readonly Row[] {
  return Object.entries(document.transfers ?? {}).map(([id, transfer]) => ({
    kind: LINKS.transfer,
    name: <code>{id}</code>,
    what: transfer.to,
    how: transfer.safeguard ?? LINKS.noSafeguard[lang],
  }));
}

function labelsOf(document: View["document"], lang: View["lang"]): ReadonlyMap<string, string> {
  return new Map(Object.entries(document.categories ?? {}).map(([id, category]) => [id, label(category.label, lang, id)]));
}

/** Categories by their labels; fields by their names. */
function named(labels: ReadonlyMap<string, string>, ids: readonly string[]): string {
  return ids.map((id) => labels.get(id) ?? id).join(", ");
}
