/** Shares: computed from what is published, so that a percentage never says more than the table. */
import { PrivacyError } from "@favorable/core";
import { coordinatesOf } from "./shape.ts";
import { layoutOf, type PublishedTable } from "./table.ts";

/**
 * The share of every cell in its total over one dimension, from 0 to 1, in the order of the table's counts; `null` where either
 * count is withheld or the total is zero.
 *
 * @throws `CELL_UNKNOWN` when the table has no such dimension
 */
export function shares(table: PublishedTable, over: string): readonly (number | null)[] {
  const shape = layoutOf(table.dimensions);
  const dimension = table.dimensions.findIndex(({ name }) => name === over);
  const size = shape.sizes[dimension];
  if (size === undefined) throw new PrivacyError("CELL_UNKNOWN", "the table has no such dimension");
  return table.counts.map((count, cell) => {
    const total = table.counts[cell + (size - (coordinatesOf(shape, cell)[dimension] ?? 0)) * (shape.strides[dimension] ?? 1)];
    return count === null || total === null || total === undefined || total === 0 ? null : count / total;
  });
}
