/** Rule → fact, in the rulebook's words → paths. */
export type Needs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
