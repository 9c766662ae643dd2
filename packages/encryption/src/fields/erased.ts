/** What stands where a value of an erased subject was. */

const ERASED: unique symbol = Symbol.for("@favorable/erased");

/** The place of a value that nobody can read any more: a value itself, so that lists go on. */
export interface Erased {
  readonly [ERASED]: true;
  /** When the subject was erased, ISO 8601 in UTC. */
  readonly erasedAt: string;
}

/** Makes the mark. */
export function erased(erasedAt: string): Erased {
  return Object.freeze({ [ERASED]: true, erasedAt } as const);
}

/** Tells whether a value that was opened is the mark of an erased subject. */
export function isErased(value: unknown): value is Erased {
  return typeof value === "object" && value !== null && Reflect.get(value, ERASED) === true;
}
