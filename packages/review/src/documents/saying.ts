/** Saying declared things in one language: names of parts, texts, periods, days, and what is not stated. */
import { canonicalBytes, toHex } from "@favorable/core";
import type { LegalReference, ProcessingDocument, RetentionBound, RetentionDocument, RetentionStart, Text } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import { member } from "../dossier/clean.ts";
import { find, longDate, periodWords } from "../dossier/language.ts";
import { cite } from "../wording.ts";
import { inLanguage, keyTerm, valueTerm } from "./glossary/lookup.ts";
import type { Term } from "./glossary/terms.ts";
import type { Language, Line, Paper, Span } from "./paper/paper.ts";
import { joined, spansOf } from "./paper/spans.ts";

/** Parts of a declaration that have names of their own. */
export type Named =
  | "categories"
  | "events"
  | "filingSystems"
  | "functions"
  | "hosting"
  | "links"
  | "notices"
  | "origins"
  | "proceedings"
  | "processors"
  | "purposes"
  | "recipients"
  | "records"
  | "retention"
  | "roles"
  | "subjects"
  | "transfers";

/** A declaration and the language it is said in. */
export interface Saying {
  readonly document: ProcessingDocument;
  readonly language: Language;
  /** The phrase of the language. */
  readonly t: (fr: string, en: string) => string;
  /** Between parts of a line that have commas of their own. */
  readonly apart: string;
  /** What is said where nothing is stated. */
  readonly unstated: string;
}

/** Begins to say a declaration. */
export function saying(document: ProcessingDocument, language: Language): Saying {
  const t = (fr: string, en: string): string => (language === "fr" ? fr : en);
  return { document, language, t, apart: t(" ; ", "; "), unstated: t("non déclaré", "not stated") };
}

/** A paper on the declaration. */
export function paperOf({ document, language }: Saying, title: string, blocks: Paper["blocks"]): Paper {
  // As the review hashes it: what JSON cannot hold is dropped first.
  const hash = toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(document)))));
  return { language, title, declaration: { id: document.id, sha256: hash }, blocks };
}

/** A declared text; what stands in its place when there is none. */
export function text({ language, unstated }: Saying, said: Text | undefined, otherwise?: string): Span {
  const found = find(said, language);
  if (found === undefined) return { text: otherwise ?? unstated };
  return found.lang === language ? { text: found.text } : { text: found.text, lang: found.lang };
}

/** The name of a declared part; its identifier when the declaration gives it none. */
export function named(say: Saying, part: Named, id: string): Span {
  const found = find(labelOf(say.document, part, id), say.language);
  if (found === undefined) return derived(say, part, id) ?? { text: id, code: true };
  return found.lang === say.language ? { text: found.text } : { text: found.text, lang: found.lang };
}

/** How many categories name the retention that covers them. */
const NAMING = 3;

/** What stands for parts that have no label of their own: a retention by its categories, a place of hosting by what it holds. */
function derived(say: Saying, part: Named, id: string): Span | undefined {
  const { document, t } = say;
  const hosting = part === "hosting" ? member(document.hosting, id) : undefined;
  if (hosting !== undefined) return { text: `${codes(say, hosting.holds, "hosting")} (${hosting.country})` };
  const rule = part === "retention" ? member(document.retention, id) : undefined;
  if (rule === undefined || rule.categories.length === 0) return undefined;
  const shown = rule.categories.slice(0, NAMING).map((category) => named(say, "categories", category).text);
  const rest = rule.categories.length - shown.length;
  const more = rest === 0 ? [] : [t(rest === 1 ? "une autre" : `${rest} autres`, rest === 1 ? "one more" : `${rest} more`)];
  return { text: [...shown, ...more].join(", ") };
}

function labelOf(document: ProcessingDocument, part: Named, id: string): Text | undefined {
  switch (part) {
    case "purposes":
      return member(document.purposes, id)?.statement;
    case "links":
      return member(document.links, id)?.processing;
    case "notices":
      return member(document.notices, id)?.title;
    case "proceedings":
      return member(document.proceedings, id)?.title;
    case "roles":
      return member(document.access?.roles, id)?.label;
    case "hosting":
    case "retention":
    case "transfers":
      return undefined;
    default:
      return member<{ readonly label?: Text }>(document[part], id)?.label;
  }
}

/** Names joined by commas; what stands in their place when nothing is stated, or when none is. */
export function names(say: Saying, part: Named, ids: readonly string[] | undefined): Line {
  if (ids === undefined) return say.unstated;
  if (ids.length === 0) return say.t("néant", "none");
  return joined(
    ids.map((id) => named(say, part, id)),
    ids.some((id) => named(say, part, id).text.includes(",")) ? say.apart : ", ",
  );
}

/** A field, `record.field`, or a category, or a processor: what lists of information name. */
export function item(say: Saying, name: string): Line {
  const [record = "", field = ""] = name.split(".");
  const found = member(member(say.document.records, record)?.fields, field);
  if (found !== undefined) return find(found.label, say.language) === undefined ? { text: name, code: true } : text(say, found.label);
  if (member(say.document.categories, name) !== undefined) return named(say, "categories", name);
  return named(say, "processors", name);
}

/** A legal text as a sentence cites it. */
export function cited({ language, unstated }: Saying, reference: LegalReference | undefined): string {
  return reference === undefined ? unstated : cite(reference)[language];
}

/** A code in words; itself when no list holds it. */
export function coded(say: Saying, code: string | undefined, ...ancestors: readonly string[]): string {
  if (code === undefined) return say.unstated;
  const term = valueTerm(code, ancestors);
  return term === undefined ? code : inLanguage(term, say.language);
}

/** Codes in words, joined by commas. */
export function codes(say: Saying, list: readonly string[] | "none" | undefined, ...ancestors: readonly string[]): string {
  if (list === undefined) return say.unstated;
  if (list === "none" || list.length === 0) return say.t("néant", "none");
  return list.map((code) => coded(say, code, ...ancestors)).join(", ");
}

/** A member of the document form, as a heading or a label says it. */
export function key({ language }: Saying, name: string, ...ancestors: readonly string[]): string {
  const term: Term | undefined = keyTerm(name, ancestors);
  return term === undefined ? name : inLanguage(term, language);
}

/** A period in words. */
export function period({ language, unstated }: Saying, length: string | undefined): string {
  return length === undefined ? unstated : periodWords(language, length);
}

/** A day in words. */
export function day({ language, unstated }: Saying, on: string | undefined): string {
  return on === undefined ? unstated : longDate(language, on);
}

/** Yes, no, or not stated. */
export function yes({ t, unstated }: Saying, stated: boolean | undefined): string {
  return stated === undefined ? unstated : stated ? t("oui", "yes") : t("non", "no");
}

/** A bound of a retention: a period, an event, or a period after an event. */
export function bound(say: Saying, limit: RetentionBound | undefined): Line {
  if (limit === undefined || (limit.period === undefined && limit.event === undefined)) return say.unstated;
  const rounded = limit.roundedTo === undefined ? [] : [{ text: `, ${say.t("arrondie à", "rounded to")} ${coded(say, limit.roundedTo)}` }];
  if (limit.event === undefined) return [{ text: period(say, limit.period) }, ...rounded];
  const event = named(say, "events", limit.event);
  if (limit.period === undefined) return [{ text: say.t("jusqu'à l'événement : ", "until: ") }, event, ...rounded];
  return [{ text: `${period(say, limit.period)} ${say.t("après l'événement : ", "after: ")}` }, event, ...rounded];
}

/** From when a retention counts. */
function startOf(say: Saying, start: RetentionStart | undefined): Line {
  if (start === undefined) return say.unstated;
  switch (start.kind) {
    case "fixed-date":
      return day(say, start.on);
    case "event":
      return named(say, "events", start.event);
    case "last-activity":
      return coded(say, start.kind);
    case "field":
      return [{ text: say.t("date inscrite au dossier", "date in the file") }, ...fieldSpans(say, start.field)];
  }
}

/** From when a retention counts: its start, else the event its cap hangs on. */
export function startOfRule(say: Saying, rule: Pick<RetentionDocument, "start" | "maximum"> | undefined): Line {
  const event = rule?.maximum?.event;
  return rule?.start === undefined && event !== undefined ? named(say, "events", event) : startOf(say, rule?.start);
}

/** The label of a field between parentheses; what has none is only named where a document lists everything. */
function fieldSpans(say: Saying, field: string): readonly Span[] {
  const spans = spansOf(item(say, field));
  return spans.some(({ code }) => code === true) ? [] : [{ text: " (" }, ...spans, { text: ")" }];
}
