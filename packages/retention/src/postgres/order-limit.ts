/** An order that is limited to purposes, in its canonical form. */

/** The purposes, each once and in order; nothing where the order is about everything. */
export function limitOf(purposes: readonly string[] | null | undefined): { readonly purposes?: readonly string[] } {
  return purposes === undefined || purposes === null ? {} : { purposes: [...new Set(purposes)].sort() };
}
