/** What a detector tells: where, and of what kind. Never the text itself, so that a hit may be stored, counted and logged. */

/** A place in a text. */
export interface Hit {
  /** What stands there: `iban`, `fr-nir`, `term:insult` … */
  readonly kind: string;
  /** Position of its first UTF-16 code unit, from 0, as `String.prototype.slice` counts. */
  readonly start: number;
  /** Position after its last UTF-16 code unit. */
  readonly end: number;
}

/** Looks through a text. Those of `@favorable/fields/detectors`, or one of the application's own. */
export type TextDetector = (text: string) => readonly Hit[];
