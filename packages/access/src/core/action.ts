/** The actions of a matrix, and their bits. */

/** The actions of a matrix. Extraction is one of its own: reading does not imply it. */
export type Action = "read" | "add" | "modify" | "delete" | "extract";

/** The actions in the order that documents print them. */
export const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];

const BITS: ReadonlyMap<string, number> = new Map(ACTIONS.map((action, at) => [action, 1 << at]));

/** The bit of an action; 0, which no mask holds, for a text that is none. */
export function bitOf(action: string): number {
  return BITS.get(action) ?? 0;
}

/** The bits of several actions. */
export function maskOf(actions: readonly string[]): number {
  return actions.reduce((mask, action) => mask | bitOf(action), 0);
}
