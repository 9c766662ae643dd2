/** Withholding: the counts that must not be seen, and as many others as it takes that they cannot be computed. */
import { PrivacyError } from "@favorable/core";
import { cheapestBox } from "./hypercube.ts";
import { primariesOf } from "./primary.ts";
import { recover } from "./recover.ts";
import { assertThreshold, type CountTable, layoutOf, type PublishedTable } from "./table.ts";

/** How a table is protected. */
export interface SuppressOptions {
  /** The smallest count that may be seen; at least 2. The French national health data system asks for 11. */
  readonly threshold: number;
}

/**
 * Withholds every count from 1 to the threshold less one, then others until none can be computed: what a reader can still conclude
 * of a withheld small count is a range at least as wide as the threshold. The result has passed {@link recover}.
 *
 * Zero is published, unless its dimension is `sensitive` and the rest of the group shows what all of them have.
 *
 * @throws `THRESHOLD_INVALID`, `TABLE_TOO_LARGE`; `TABLE_TOO_SMALL` when fewer persons than the threshold were counted;
 *   `TABLE_NOT_PROTECTABLE` when a group says « all of them » and nothing can hide it
 */
export function suppress(table: CountTable, options: SuppressOptions): PublishedTable {
  const { threshold } = options;
  assertThreshold(threshold);
  const shape = layoutOf(table.dimensions);
  if ((table.counts[shape.cells - 1] ?? 0) < threshold)
    throw new PrivacyError("TABLE_TOO_SMALL", "fewer persons than the threshold were counted", { threshold });
  const withheld = new Set<number>();
  const primaries = [...primariesOf(table, shape, threshold)];
  for (const { cell } of primaries) withheld.add(cell);
  // The largest first: what protects it often protects the smaller ones too.
  primaries.sort((a, b) => (table.counts[b.cell] ?? 0) - (table.counts[a.cell] ?? 0));
  for (const primary of primaries) {
    const box = cheapestBox({ shape, counts: table.counts, withheld, width: threshold }, primary);
    if (box === undefined)
      throw new PrivacyError("TABLE_NOT_PROTECTABLE", "nothing can hide that a whole group lies in one part: merge parts", { threshold });
    for (const corner of box.corners) withheld.add(corner);
  }
  const published: PublishedTable = {
    format: "favorable-table/1",
    dimensions: table.dimensions,
    counts: table.counts.map((count, cell) => (withheld.has(cell) ? null : count)),
    threshold,
    rounding: 1,
  };
  const audit = recover(published);
  if (audit.recovered.length + audit.undecided.length > 0)
    throw new PrivacyError("TABLE_NOT_PROTECTABLE", "a withheld count could still be computed", { threshold });
  return published;
}
