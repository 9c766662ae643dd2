/** A dictionary from the words of the document form to those of a reader. */

/** What stands for a code: in French, in English. */
export type Term = readonly [fr: string, en: string];

/** Terms by code; `parent.code` goes before `code` where a code means another thing there. */
export type Terms = Readonly<Record<string, Term>>;
