/** Which matrices `defineMatrix` made: an object of the same shape grants nothing. */

const made = new WeakMap<object, object>();

/** Remembers a matrix and its vocabulary. */
export function registerMatrix(matrix: object, vocabulary: object): void {
  made.set(matrix, vocabulary);
}

/** Whether `defineMatrix` of this copy of the package made the matrix, over that very vocabulary. */
export function isMatrixOf(matrix: unknown, vocabulary: unknown): boolean {
  return typeof matrix === "object" && matrix !== null && made.get(matrix) === vocabulary;
}
