/** What a true table must be before it is protected: a table that does not add up would be published as if it did. */
import { PrivacyError } from "@favorable/core";
import { linesOf, type Shape } from "./shape.ts";
import { type CountTable, layoutOf, type PublishedTable } from "./table.ts";

/**
 * The layout of a table whose counts are whole, not negative, one for each cell, and add up to their totals.
 *
 * @throws `TABLE_INVALID` with the number of the first wrong `cell`, `TABLE_TOO_LARGE`, `DIMENSION_INVALID`
 */
export function layoutOfTrue(table: CountTable): Shape {
  const shape = layoutOf(table.dimensions);
  assertCounts(table.counts, shape);
  for (const { total, parts } of linesOf(shape))
    if (parts.reduce((sum, part) => sum + (table.counts[part] ?? 0), 0) !== table.counts[total])
      throw new PrivacyError("TABLE_INVALID", "the parts of a table add up to their totals", { cell: total });
  return shape;
}

/**
 * The layout of a published table: one count or `null` for each cell, and a rounding of at least 1.
 *
 * @throws `TABLE_INVALID`, `TABLE_TOO_LARGE`, `DIMENSION_INVALID`
 */
export function layoutOfPublished(table: PublishedTable): Shape {
  const shape = layoutOf(table.dimensions);
  if (!Number.isSafeInteger(table.rounding) || table.rounding < 1)
    throw new PrivacyError("TABLE_INVALID", "the rounding of a table is a whole number of at least 1");
  assertCounts(
    table.counts.map((count) => (count === null ? 0 : count)),
    shape,
  );
  return shape;
}

function assertCounts(counts: readonly number[], shape: Shape): void {
  if (counts.length !== shape.cells)
    throw new PrivacyError("TABLE_INVALID", "a table has one count for each cell, totals too", { cells: shape.cells });
  // Not `findIndex`: it would pass over nothing, but `some` and friends pass over the holes of an array.
  for (let cell = 0; cell < shape.cells; cell += 1) {
    const count = counts[cell];
    if (count === undefined || !Number.isSafeInteger(count) || count < 0)
      throw new PrivacyError("TABLE_INVALID", "a count is a whole number and not negative", { cell });
  }
}
