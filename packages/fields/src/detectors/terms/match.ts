/** Words and expressions in a text, whatever their case, accents and plural, in one pass. */

/** A list of terms of one kind: an expression each, words in the singular; `menteur/menteuse` writes two forms of one word. */
export interface TermList {
  /** The last part of the hit's kind: `term:<theme>`. */
  readonly theme: string;
  readonly terms: readonly string[];
}

/** Expressions by their first word. */
export type TermIndex = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly theme: string }[]>;

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const LONGEST_WORD = 40;
const BETWEEN = 3; // Units between two words of an expression: a space, an apostrophe, a line break.

/** Prepares lists for {@link termPlaces}. */
export function indexTerms(lists: readonly TermList[]): TermIndex {
  const index = new Map<string, { words: readonly string[]; theme: string }[]>();
  for (const { theme, terms } of lists)
    for (const term of terms)
      for (const words of variants(term)) {
        const [first, ...rest] = words;
        if (first !== undefined) index.set(first, [...(index.get(first) ?? []), { words: rest, theme }]);
      }
  return index;
}

/** Places of terms, the longest where several begin. */
export function termPlaces(
  text: string,
  index: TermIndex,
): readonly { readonly start: number; readonly end: number; readonly theme: string }[] {
  const words = [...text.matchAll(WORDS)].map(({ 0: word, index: start }) => ({ word: normal(word), start, end: start + word.length }));
  const found: { start: number; end: number; theme: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const here = words[at];
    let longest = 0;
    let theme = "";
    for (const entry of index.get(here?.word ?? "") ?? []) {
      const follows = entry.words.every((word, offset) => {
        const next = words[at + 1 + offset];
        return next?.word === word && next.start - (words[at + offset]?.end ?? 0) <= BETWEEN;
      });
      if (follows && entry.words.length + 1 > longest) [longest, theme] = [entry.words.length + 1, entry.theme];
    }
    const end = words[at + longest - 1]?.end;
    if (here === undefined || longest === 0 || end === undefined) continue;
    found.push({ start: here.start, end, theme });
    at += longest - 1;
  }
  return found;
}

function variants(term: string): readonly (readonly string[])[] {
  return term
    .split(" ")
    .reduce<readonly (readonly string[])[]>(
      (made, word) => word.split("/").flatMap((form) => made.map((words) => [...words, ...parts(form)])),
      [[]],
    );
}

function parts(form: string): readonly string[] {
  return [...form.matchAll(WORDS)].map(([word]) => normal(word));
}

/** Lower case, no accents, no final s: what two writings of a word share. */
function normal(word: string): string {
  if (word.length > LONGEST_WORD) return "";
  const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe");
  return plain.length > 3 && plain.endsWith("s") ? plain.slice(0, -1) : plain;
}
