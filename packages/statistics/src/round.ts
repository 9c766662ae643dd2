/** Rounding: every count, totals too, to the nearest multiple of a base. */
import { PrivacyError } from "@favorable/core";
import { cheapestBox, type Search } from "./hypercube.ts";
import { coordinatesOf, type Shape } from "./shape.ts";
import { assertThreshold, type CountTable, type PublishedTable } from "./table.ts";
import { layoutOfTrue } from "./true-table.ts";

/** How a table is rounded. */
export interface RoundOptions {
  /** An odd base of at least 3 and at least the threshold: below it, a rounded count would still say that it is small. */
  readonly base: number;
  /** Counts from 1 to this number less one must not be computable. */
  readonly threshold: number;
}

/**
 * Rounds every count to the nearest multiple of the base, each on its own: parts no longer add up to their totals, and say so.
 *
 * Rounding each count alone can be undone where totals leave one way only to add up. So for each small count a second table is built,
 * in whole numbers, that rounds to the same; a count that has none refuses the table. A zero stands for up to half a base of persons.
 * Along a sensitive dimension a group of which only one part is not rounded to zero refuses the table: half a base of doubt says too
 * little against « all of them ».
 *
 * @throws `ROUNDING_INVALID`, `THRESHOLD_INVALID`, `TABLE_INVALID`, `TABLE_TOO_LARGE`, `DIMENSION_INVALID`;
 *   `TABLE_NOT_PROTECTABLE` when a small count could be computed, or a group seems to lie in one part of a sensitive dimension
 */
export function round(table: CountTable, options: RoundOptions): PublishedTable {
  const { base, threshold } = options;
  assertThreshold(threshold);
  if (!Number.isSafeInteger(base) || base < 3 || base % 2 === 0 || base < threshold)
    throw new PrivacyError("ROUNDING_INVALID", "a base is an odd whole number of at least 3 and not below the threshold");
  const shape = layoutOfTrue(table);
  const half = (base - 1) / 2;
  const counts = table.counts.map((count) => Math.round(count / base) * base);
  const of = (list: readonly number[], cell: number): number => list[cell] ?? 0;
  const search: Search = {
    shape,
    up: (cell) => of(counts, cell) + half - of(table.counts, cell),
    down: (cell) => of(table.counts, cell) - Math.max(0, of(counts, cell) - half),
    price: () => 0,
  };
  const fixed = table.counts.some(
    (count, cell) => count > 0 && count < threshold && cheapestBox(search, { cell, enough: (rise, fall) => rise + fall > 0 }) === undefined,
  );
  if (fixed || seemsWhole(table, counts, shape))
    throw new PrivacyError("TABLE_NOT_PROTECTABLE", "rounding alone leaves too much that can be computed: suppress instead", { base });
  return { format: "favorable-table/1", dimensions: table.dimensions, counts, threshold, rounding: base };
}

/** Whether of some group all rounded parts but one are zero, along a sensitive dimension. */
function seemsWhole(table: CountTable, counts: readonly number[], shape: Shape): boolean {
  return table.dimensions.some(({ sensitive, values }, dimension) => {
    if (sensitive !== true || values.length === 1) return false;
    const stride = shape.strides[dimension] ?? 1;
    return counts.some((total, cell) => {
      if (total === 0 || coordinatesOf(shape, cell)[dimension] !== values.length) return false;
      return values.filter((_, part) => counts[cell - (values.length - part) * stride] !== 0).length < 2;
    });
  });
}
