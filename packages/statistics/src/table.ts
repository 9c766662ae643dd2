/** Tables: the true one, which stays inside, and the one that may leave. */
import { PrivacyError } from "@favorable/core";
import { cellAt, type Shape, shapeOf } from "./shape.ts";

/** One dimension of a table: a closed list of parts. */
export interface Dimension {
  readonly name: string;
  /** The parts, in the order they are shown; none is left out because it is empty. */
  readonly values: readonly string[];
  /**
   * The parts say something that must not be known of a person: then « all of them » is not said of any group either,
   * however large it is.
   */
  readonly sensitive?: boolean;
}

/** True counts: confidential. Cells lie as {@link cellOf} says. */
export interface CountTable {
  readonly dimensions: readonly Dimension[];
  readonly counts: readonly number[];
}

/** What may be published: `null` where the count is withheld. Nothing in it says which cells were small. */
export interface PublishedTable {
  readonly format: "favorable-table/1";
  readonly dimensions: readonly Dimension[];
  readonly counts: readonly (number | null)[];
  /** No published count lies between 1 and this number less one. */
  readonly threshold: number;
  /** Counts are multiples of this number; 1 when they are exact. */
  readonly rounding: number;
}

/**
 * At most so many dimensions, so many cells with all totals, and so many parts of one dimension: what is protected within two
 * seconds on one core (measured: 19,881 cells of which 9,694 had to be withheld take 0.4 s; one dimension of 4,000 parts 1.1 s).
 */
export const LIMITS: { readonly dimensions: number; readonly cells: number; readonly parts: number } = {
  dimensions: 4,
  cells: 20_000,
  parts: 2_000,
};

/**
 * The layout of a table's cells.
 *
 * @throws `TABLE_TOO_LARGE`, `DIMENSION_INVALID`
 */
export function layoutOf(dimensions: readonly Dimension[]): Shape {
  if (dimensions.length === 0 || dimensions.length > LIMITS.dimensions)
    throw new PrivacyError("TABLE_TOO_LARGE", "a table has one to four dimensions", { dimensions: dimensions.length });
  const names = new Set(dimensions.map(({ name }) => name));
  const wrong = dimensions.findIndex(({ values }) => values.length === 0 || new Set(values).size !== values.length);
  if (names.size !== dimensions.length || wrong !== -1)
    throw new PrivacyError("DIMENSION_INVALID", "dimensions have different names and a list of different parts", { dimension: wrong });
  const shape = shapeOf(dimensions.map(({ values }) => values.length));
  const parts = shape.sizes.reduce((most, size) => Math.max(most, size), 0);
  if (shape.cells > LIMITS.cells || parts > LIMITS.parts)
    throw new PrivacyError("TABLE_TOO_LARGE", "the table has more cells than can be protected", {
      cells: shape.cells,
      most: LIMITS.cells,
      parts,
      mostParts: LIMITS.parts,
    });
  return shape;
}

/**
 * The place of a cell in `counts`.
 *
 * @param at - a part for each dimension it is bound to; a dimension left out means the total over it
 * @throws `CELL_UNKNOWN`
 */
export function cellOf(table: { readonly dimensions: readonly Dimension[] }, at: Readonly<Record<string, string>>): number {
  const coordinates = table.dimensions.map(({ name, values }) => {
    const wanted = Object.hasOwn(at, name) ? at[name] : undefined;
    return wanted === undefined ? values.length : values.indexOf(wanted);
  });
  const known = Object.keys(at).every((name) => table.dimensions.some((dimension) => dimension.name === name));
  if (!known || coordinates.includes(-1)) throw new PrivacyError("CELL_UNKNOWN", "the table has no such dimension or part");
  return cellAt(layoutOf(table.dimensions), coordinates);
}

/** Checks a threshold: a whole number of at least 2. @throws `THRESHOLD_INVALID` */
export function assertThreshold(threshold: number): void {
  if (!Number.isSafeInteger(threshold) || threshold < 2)
    throw new PrivacyError("THRESHOLD_INVALID", "a threshold is a whole number of at least 2");
}
