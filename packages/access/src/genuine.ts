/** Which matrices `defineMatrix` made: an object of the same shape grants nothing. */
import type { Who } from "./matrix-type.ts";
import type { UntypedSession } from "./session.ts";

/** Opens a session for an emergency role; no public function leads here but that of the break-glass. */
type Opener = (who: Who<string, string>) => UntypedSession;

const made = new WeakMap<object, { readonly vocabulary: object; readonly open: Opener }>();

/** Remembers a matrix, its vocabulary and how its emergency roles are opened. */
export function registerMatrix(matrix: object, vocabulary: object, open: Opener): void {
  made.set(matrix, { vocabulary, open });
}

/** Whether `defineMatrix` of this copy of the package made the matrix, over that very vocabulary. */
export function isMatrixOf(matrix: unknown, vocabulary: unknown): boolean {
  return typeof matrix === "object" && matrix !== null && made.get(matrix)?.vocabulary === vocabulary;
}

/** How the emergency roles of a matrix are opened; undefined for what is none of `defineMatrix`. */
export function openerOf(matrix: object): Opener | undefined {
  return made.get(matrix)?.open;
}
