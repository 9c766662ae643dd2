/** Conditions on rows, as data: a closed set of words, so that one condition gives a predicate, a statement's text and a sentence. */

/** A condition on a row, on who acts, or on the day. Field names are those of the record. */
export type Condition =
  | { readonly kind: "own-record"; readonly field: string }
  | { readonly kind: "own-unit"; readonly field: string }
  | { readonly kind: "case-load"; readonly field: string }
  | { readonly kind: "tenant"; readonly field: string }
  | { readonly kind: "last-days"; readonly field: string; readonly days: number }
  | { readonly kind: "during"; readonly from?: string; readonly until?: string }
  | { readonly kind: "all-of" | "any-of"; readonly of: readonly Condition[] };

/** Who acts, as conditions see it; a fact that is not stated meets no condition. */
export interface ActorFacts {
  /** The actor's own identifier as a data subject, where they are one. */
  readonly subject?: string;
  /** Organisational units. */
  readonly units?: readonly string[];
  /** Identifiers of the cases the actor is in charge of. */
  readonly cases?: readonly string[];
  readonly tenant?: string;
}

/** The row is about the actor: the field holds the actor's own `subject`. */
export function ownRecord(field: string): Condition {
  return Object.freeze({ kind: "own-record", field });
}

/** The field names one of the actor's `units`. */
export function ownUnit(field: string): Condition {
  return Object.freeze({ kind: "own-unit", field });
}

/** The field names one of the `cases` the actor is in charge of. */
export function caseLoad(field: string): Condition {
  return Object.freeze({ kind: "case-load", field });
}

/** The field names the actor's `tenant`. */
export function sameTenant(field: string): Condition {
  return Object.freeze({ kind: "tenant", field });
}

/**
 * The field holds a calendar date of the last days, today included.
 *
 * @param days - days before today, a whole number from 0 to 36,500
 */
export function lastDays(field: string, days: number): Condition {
  return Object.freeze({ kind: "last-days", field, days });
}

/**
 * Today lies in a span of calendar dates, both ends included.
 *
 * @param span - `from`, `until` or both, as `YYYY-MM-DD`
 */
export function during(span: { readonly from?: string; readonly until?: string }): Condition {
  return Object.freeze({ kind: "during", ...span });
}

/** Every condition is met. */
export function allOf(...of: readonly Condition[]): Condition {
  return Object.freeze({ kind: "all-of", of: Object.freeze(of) });
}

/** One of the conditions is met. */
export function anyOf(...of: readonly Condition[]): Condition {
  return Object.freeze({ kind: "any-of", of: Object.freeze(of) });
}
