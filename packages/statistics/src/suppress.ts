/** Withholding: the counts that must not be seen, and as many others as it takes that they cannot be computed. */
import { PrivacyError } from "@favorable/core";
import { type Box, cheapestBox, type Search } from "./hypercube.ts";
import { keyedFactors } from "./keyed-prices.ts";
import { type Primary, primariesOf } from "./primary.ts";
import { isTotal } from "./shape.ts";
import { assertThreshold, type CountTable, type PublishedTable } from "./table.ts";
import { layoutOfTrue } from "./true-table.ts";
import { reachOf } from "./witness.ts";

/** How a table is protected. */
export interface SuppressOptions {
  /** The smallest count that may be seen; at least 2. The French national health data system asks for 11. */
  readonly threshold: number;
  /**
   * At least 32 secret bytes, the same for all tables about the same people. With it a reader who knows this method cannot work
   * out which counts it would have withheld for a guess. Without it the cheapest counts are withheld, and such a reader can.
   */
  readonly key?: Uint8Array;
}

/**
 * Withholds every count from 1 to the threshold less one, then others until none can be computed: what a reader can still conclude
 * of a withheld small count is a range at least as wide as the threshold. Each withheld count comes with two tables of whole numbers
 * that both fit what is published, and they are checked before the result is given; {@link recover} asks the same of any table.
 *
 * Zero is published, unless its dimension is `sensitive` and the rest of the group shows what all of them have.
 *
 * @throws `TABLE_INVALID` for counts that are not whole, negative, missing, or do not add up; `THRESHOLD_INVALID`, `KEY_TOO_SHORT`,
 *   `TABLE_TOO_LARGE`, `DIMENSION_INVALID`; `TABLE_TOO_SMALL` when fewer persons than the threshold were counted;
 *   `TABLE_NOT_PROTECTABLE` when a group says « all of them » and nothing can hide it
 */
export function suppress(table: CountTable, options: SuppressOptions): PublishedTable {
  const { threshold, key } = options;
  assertThreshold(threshold);
  const shape = layoutOfTrue(table);
  const { counts } = table;
  const countOf = (cell: number): number => counts[cell] ?? 0;
  if (countOf(shape.cells - 1) < threshold)
    throw new PrivacyError("TABLE_TOO_SMALL", "fewer persons than the threshold were counted", { threshold });
  const factor = key === undefined ? () => 1 : keyedFactors(table.dimensions, shape, key);
  const primaries = primariesOf(table, shape, threshold);
  const withheld = new Set(primaries.map(({ cell }) => cell));
  const price = (cell: number): number => (withheld.has(cell) ? 0 : (countOf(cell) + 1) * (isTotal(shape, cell) ? 4 : 1) * factor(cell));
  const search: Search = { shape, up: () => Number.POSITIVE_INFINITY, down: countOf, price };
  const boxes = boxesFor(search, primaries, withheld, threshold);
  const reach = boxes === undefined ? undefined : reachOf(shape, counts, withheld, boxes, threshold);
  // Every box was built to hold; what was built is checked all the same, and by other means.
  const open = [...withheld].every((cell) => (reach?.get(cell)?.rise ?? 0) + (reach?.get(cell)?.fall ?? 0) > 0);
  const wide = primaries.every(({ cell, whole }) => {
    const { rise, fall } = reach?.get(cell) ?? { rise: 0, fall: 0 };
    return whole === undefined ? rise + fall >= threshold : fall >= Math.min(threshold, countOf(cell));
  });
  if (!open || !wide)
    throw new PrivacyError("TABLE_NOT_PROTECTABLE", "nothing can hide that a whole group lies in one part: merge parts", { threshold });
  return {
    format: "favorable-table/1",
    dimensions: table.dimensions,
    counts: counts.map((count, cell) => (withheld.has(cell) ? null : count)),
    threshold,
    rounding: 1,
  };
}

/** A box for each count, and its corners withheld; `undefined` when a count has none. */
function boxesFor(search: Search, primaries: readonly Primary[], withheld: Set<number>, threshold: number): readonly Box[] | undefined {
  const boxes: Box[] = [];
  const ranges = new Map<number, number>();
  // The largest first: what protects it often protects the smaller ones too.
  for (const { cell, whole } of [...primaries].sort((a, b) => search.down(b.cell) - search.down(a.cell))) {
    if (whole === undefined && (ranges.get(cell) ?? 0) >= threshold) continue;
    const least = Math.min(threshold, search.down(cell));
    const box =
      whole === undefined
        ? cheapestBox(search, { cell, enough: (rise, fall) => rise + fall >= threshold })
        : cheapestBox(search, { cell, whole, enough: (_, fall) => fall >= least });
    if (box === undefined) return undefined;
    boxes.push(box);
    for (const corner of box.corners) {
      withheld.add(corner.cell);
      ranges.set(corner.cell, Math.max(ranges.get(corner.cell) ?? 0, box.rise + box.fall));
    }
  }
  return boxes;
}
