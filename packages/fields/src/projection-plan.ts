/** What a projector is made of, and what it is. */

/** One field of a plan. */
export interface PlannedField {
  readonly name: string;
  /** The key may be missing; otherwise a row without it is refused. */
  readonly optional: boolean;
  /** Null is a value of the field; otherwise it stands for a missing key, as databases write it. */
  readonly takesNull: boolean;
}

/** Projects a row. */
export type Projector = (row: object) => Record<string, unknown>;
