/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Purposes with their bases, and which data serve them. */
import type { BasisDocument, LegalReference } from "@favorable/processing";
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import type { Flow } from "../facts/flow.ts";
import type { Lang } from "../input.ts";
import { count, label, longDate, typeset } from "../language.ts";
import { FlowPicture, purposeTone } from "../pictures/flow.tsx";
import { idOf, type View } from "../view.ts";
import { BASES } from "../vocabulary.ts";
import { DATA, PARTS } from "../words.ts";
import { Names, Part, Says, Swatch, Wide } from "./shared.tsx";

/** The part on purposes. */
export const Purposes = ({ view, at, flow }: { view: View; at: number; flow: Flow }): JSX.Element => {
  const { lang, document } = view;
  const purposes = Object.entries(document.purposes ?? {});
  if (purposes.length === 0 && flow.rows.length === 0)
    return <Part view={view} name="purposes" at={at} title={PARTS.purposes} lead={PARTS.nothing} />;
  return (
    <Part view={view} name="purposes" at={at} title={PARTS.purposes}>
      <Wide label={DATA.basis[lang]}>
        <table class="plain bases">
          <thead>
            <tr>
              <th scope="col">{DATA.purpose[lang]}</th>
              <th scope="col">{DATA.basis[lang]}</th>
            </tr>
          </thead>
          <tbody>
            {purposes.map(([id, purpose]) => (
              <tr>
                <th scope="row">
                  <Says text={purpose.statement} lang={lang} name={id} />
                </th>
                <td>
                  <Bases bases={purpose.bases ?? []} view={view} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <FlowFigure view={view} flow={flow} />
    </Part>
  );
};

const Bases = ({ bases, view }: { bases: readonly BasisDocument[]; view: View }): JSX.Element =>
  bases.length === 0 ? (
    <span>{DATA.noBasis[view.lang]}</span>
  ) : (
    <ul>
      {bases.map((basis) => (
        <li>{basisWords(basis, view)}</li>
      ))}
    </ul>
  );

function basisWords(basis: BasisDocument, { lang, document }: View): string {
  const from = basis.from === undefined ? "" : `, ${DATA.from[lang]} ${longDate(lang, basis.from)}`;
  const until = basis.until === undefined ? "" : `, ${DATA.until[lang]} ${longDate(lang, basis.until)}`;
  const ends =
    basis.endEvent === undefined
      ? ""
      : `, ${DATA.untilEvent[lang]} ${label(member(document.events, basis.endEvent)?.label, lang, basis.endEvent)}`;
  return `${member(BASES, basis.kind)?.[lang] ?? basis.kind}${reference(basis.reference, lang)}${from}${until}${ends}`;
}

function reference(cited: LegalReference | undefined, lang: Lang): string {
  if (cited === undefined) return "";
  const article = cited.article === undefined ? "" : /^\d/.test(cited.article) ? `, art.\u00A0${cited.article}` : `, ${cited.article}`;
  return ` (${typeset(lang, cited.text)}${article})`;
}

const FlowFigure = ({ view, flow }: { view: View; flow: Flow }): JSX.Element | null => {
  const { lang } = view;
  if (flow.links.length === 0) return null;
  const special = flow.nodes.some((node) => node.special);
  return (
    <>
      <p class="lead above">{PARTS.flowLead[lang]}</p>
      <figure>
        <Wide label={PARTS.purposes[lang]}>
          <FlowPicture flow={flow} lang={lang} id={idOf(view, "flow")} />
        </Wide>
        <ul class="key">
          {flow.purposes.slice(0, 4).map((purpose, at) => (
            <li>
              <Swatch name={purposeTone(at)} />
              <Says text={purpose.label} lang={lang} name={purpose.id} />
            </li>
          ))}
          {special && (
            <li>
              <Swatch name="tone-special" />
              {DATA.special[lang]}
            </li>
          )}
          <li>
            <Swatch name="tone-plain" />
            {DATA.ordinary[lang]}
          </li>
        </ul>
      </figure>
      <details>
        <summary>{PARTS.sameData[lang]}</summary>
        <Wide label={PARTS.sameData[lang]}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{DATA.category[lang]}</th>
                {flow.purposes.map((purpose) => (
                  <th scope="col">
                    <Says text={purpose.label} lang={lang} name={purpose.id} /> ({DATA.fields[lang]})
                  </th>
                ))}
                <th scope="col">{DATA.readBy[lang]}</th>
              </tr>
            </thead>
            <tbody>
              {flow.rows.map((row) => (
                <tr>
                  <th scope="row">
                    <Says text={row.label} lang={lang} name={row.id} />
                  </th>
                  {row.fields.map((fields) => (
                    <td>{count(lang, fields)}</td>
                  ))}
                  <td>{row.readers.length === 0 ? DATA.nobody[lang] : <Names names={row.readers} lang={lang} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </>
  );
};
