/** Building the sentences of an opinion from declared names. */
import type { LegalReference, Text } from "@favorable/processing";
import type { Bilingual, Remark, Section, Word } from "./verdict.ts";

/** Words that a deliberation uses along its sections only (CCIN 2021-206: « souligne », « précise », « constate », « prend acte »). */
const BODY_WORDS: ReadonlySet<Word> = new Set(["souligne", "precise", "constate", "prend-acte"]);

/** A remark: section, word, then statement and remedy in French and English. */
export function say(section: Section, word: Word, statement: readonly [string, string], remedy: readonly [string, string]): Remark {
  const said = { section, word, statement: { fr: statement[0], en: statement[1] }, remedy: { fr: remedy[0], en: remedy[1] } };
  return BODY_WORDS.has(word) ? { ...said, where: "body" } : said;
}

/** The remark as one that its section makes and the operative part does not repeat. */
export function inBody(remark: Remark): Remark {
  return { ...remark, where: "body" };
}

/** A text in both languages, each standing in for the other when only one is given; a name without any text is quoted. */
export function both(text: Text | undefined, id: string): Bilingual {
  const name = quoted(id);
  return { fr: text?.fr ?? text?.en ?? name.fr, en: text?.en ?? text?.fr ?? name.en };
}

/** A name of the file that is no word of a language. */
export function quoted(id: string): Bilingual {
  return { fr: `« ${id} »`, en: `“${id}”` };
}

/** `a, b et c`, `a, b and c`; `a, b ; c` when a name has a comma of its own; at most twelve names, then how many more. */
export function list(names: readonly Bilingual[]): Bilingual {
  const shown = names.slice(0, 12);
  const more = names.length - shown.length;
  const fr = shown.map((name) => name.fr);
  const en = shown.map((name) => name.en);
  if (more > 0) {
    fr.push(`${more} autre${more > 1 ? "s" : ""}`);
    en.push(`${more} more`);
  }
  return { fr: joined([...new Set(fr)], " ; ", "et"), en: joined([...new Set(en)], "; ", "and") };
}

function joined(words: readonly string[], apart: string, conjunction: string): string {
  return words.length > 1 && words.some((word) => word.includes(",")) ? words.join(apart) : enumerate(words, conjunction);
}

/** Joins words with commas and a last conjunction. */
export function enumerate(words: readonly string[], conjunction: string): string {
  const last = words[words.length - 1] ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** The names of declared things, from their ids. */
export function named(ids: readonly string[], labelled: Readonly<Record<string, { readonly label?: Text }>> | undefined): Bilingual {
  return list(ids.map((id) => both(labelled !== undefined && Object.hasOwn(labelled, id) ? labelled[id]?.label : undefined, id)));
}

/** A legal text as a sentence cites it. */
export function cite(reference: LegalReference): Bilingual {
  const article = reference.article;
  if (article === undefined) return { fr: reference.text, en: reference.text };
  const several = / (et|and) /.test(article);
  const word = /^\d/.test(article) ? `article${several ? "s" : ""} ` : "";
  return {
    fr: `${reference.text}, ${word}${article.replaceAll(" and ", " et ")}`,
    en: `${reference.text}, ${word}${article.replaceAll(" et ", " and ")}`,
  };
}
