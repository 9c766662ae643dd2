/** Sections I and II: purposes, persons, functions, legal bases. */
import type { BasisDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Line, Span } from "../paper/paper.ts";
import { joined, spansOf } from "../paper/spans.ts";
import { cited, coded, day, named, type Saying, text } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";

/** The purposes, the persons they concern and the functions. */
export function purposeFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const purposes = entries(document.purposes);
  const {
    purposes: _p,
    subjects: _s,
    functions: _f,
    ...rest
  } = partOf(document, ["kind", "title", "version", "startsOn", "endsOn", "zone", "events", "capture", "timers"]);
  const without = ["statement", "bases"];
  return [
    ...(purposes.length === 0
      ? [paragraph(t("La finalité du traitement n'est pas déclarée.", "The purpose of the processing is not stated."))]
      : []),
    ...list(
      t(
        "Le responsable de traitement indique que le traitement a pour finalité :",
        "The controller states that the purpose of the processing is:",
      ),
      purposes.map(([id, purpose]) => ({
        line: quoted(say, named(say, "purposes", id)),
        items: stated(say, purpose, ["purposes"], without),
      })),
    ),
    ...(document.subjects === undefined
      ? [paragraph(t("Les personnes concernées ne sont pas déclarées.", "The persons concerned are not stated."))]
      : list(
          t("Les personnes concernées sont :", "The persons concerned are:"),
          entries(document.subjects).map(([id, subject]) => ({
            line: text(say, subject.label, id),
            items: stated(say, subject, ["subjects"], ["label"]),
          })),
        )),
    ...(document.functions === undefined
      ? [paragraph(t("Les fonctionnalités ne sont pas déclarées.", "The functions are not stated."))]
      : list(
          t("Les fonctionnalités sont les suivantes :", "The functions are:"),
          entries(document.functions).map(([id, one]) => ({
            line: text(say, one.label, id),
            items: stated(say, one, ["functions"], ["label"]),
          })),
        )),
    ...list(t("Il est également déclaré :", "Also stated:"), stated(say, rest, [])),
  ];
}

/** The legal bases: purpose, basis, days it holds, text; then what each states besides. */
export function basisFacts(say: Saying): readonly Block[] {
  const { t } = say;
  const bases = basesOf(say);
  const without = ["kind", "from", "until", "endEvent", "reference"];
  return [
    basesTable(say),
    ...list(
      t("Il est précisé que :", "In addition:"),
      bases.flatMap(({ id, basis }) => {
        const items = stated(say, basis, ["bases"], without);
        return items.length === 0 ? [] : [{ line: joined([named(say, "purposes", id), coded(say, basis.kind)], ", "), items }];
      }),
    ),
  ];
}

function basesOf({ document }: Saying): readonly { readonly id: string; readonly basis: BasisDocument }[] {
  return entries(document.purposes).flatMap(([id, { bases = [] }]) => bases.map((basis) => ({ id, basis })));
}

/** Purpose, basis, days it holds, text. */
export function basesTable(say: Saying): Block {
  const { t } = say;
  return table(
    t("Bases légales", "Legal bases"),
    [t("Finalité", "Purpose"), t("Base légale", "Legal basis"), t("Période", "Days it holds"), t("Texte", "Text")],
    basesOf(say).map(({ id, basis }) => [
      named(say, "purposes", id),
      coded(say, basis.kind),
      daysOf(say, basis),
      cited(say, basis.reference),
    ]),
    t("Aucune base légale n'est déclarée.", "No legal basis is stated."),
  );
}

function daysOf(
  say: Saying,
  { from, until, endEvent }: { readonly from?: string; readonly until?: string; readonly endEvent?: string },
): Line {
  const { t } = say;
  const parts: Line[] = [];
  if (from !== undefined) parts.push(`${t("à compter du", "from")} ${day(say, from)}`);
  if (until !== undefined) parts.push(`${t("jusqu'au", "until")} ${day(say, until)}`);
  if (endEvent !== undefined) parts.push([{ text: t("jusqu'à l'événement : ", "until: ") }, named(say, "events", endEvent)]);
  return parts.length === 0 ? t("sans limite déclarée", "no limit stated") : joined(parts, ", ");
}

/** In the quotation marks of the language. */
export function quoted({ language }: Saying, line: Line): readonly Span[] {
  const [open, close] = language === "fr" ? ["« ", " »"] : ["“", "”"];
  return [{ text: open }, ...spansOf(line), { text: close }];
}

/** The members of a declaration that a section lists as they stand; those that are not stated are left out. */
export function partOf<T extends object>(document: T, members: readonly (keyof T)[]): Partial<T> {
  const held = members.flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]]));
  // Only members of the document, under their own names.
  return Object.fromEntries(held) as Partial<T>;
}

/** Members as a list, and those that are missing named as such. */
export function listedParts<T extends object>(say: Saying, document: T, members: readonly (keyof T & string)[]): readonly Block[] {
  return list(
    undefined,
    members.flatMap((name) =>
      document[name] === undefined ? [{ line: memberUnstated(say, name) }] : memberItem(say, name, document[name], []),
    ),
  );
}

function memberUnstated(say: Saying, name: string): Line {
  return [...spansOf(memberItem(say, name, say.unstated, [])[0]?.line ?? name)];
}
