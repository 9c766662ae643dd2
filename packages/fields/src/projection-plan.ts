/** What a projector is made of, and what it is. */

/** One field of a plan. */
export interface PlannedField {
  readonly name: string;
  /** The key may be missing; otherwise a row without it is refused. */
  readonly optional: boolean;
  /** Null is a value of the field; otherwise it stands for a missing key, as databases write it. */
  readonly takesNull: boolean;
  /** Cuts the value to what its schema declares, see `nestedCut`; left out, the value passes whole, whatever lies within. */
  readonly cut?: ((value: unknown) => unknown) | undefined;
}

/** Projects a row. */
export type Projector = (row: object) => Record<string, unknown>;
