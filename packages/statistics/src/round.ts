/** Rounding: every count, totals too, to the nearest multiple of a base. */
import { PrivacyError } from "@favorable/core";
import { recover } from "./recover.ts";
import { assertThreshold, type CountTable, layoutOf, type PublishedTable } from "./table.ts";

/** How a table is rounded. */
export interface RoundOptions {
  /** An odd base of at least 3, so that no count lies half way. */
  readonly base: number;
  /** Counts from 1 to this number less one must not be computable. */
  readonly threshold: number;
}

/**
 * Rounds every count to the nearest multiple of the base, each on its own: parts no longer add up to their totals, and say so.
 *
 * Rounding each count alone can be undone where totals leave one way only to add up, so the result is audited as {@link recover}
 * does, and a small count that can be computed refuses the table.
 *
 * @throws `ROUNDING_INVALID`, `THRESHOLD_INVALID`, `TABLE_TOO_LARGE`; `TABLE_NOT_PROTECTABLE` when a small count could be computed
 */
export function round(table: CountTable, options: RoundOptions): PublishedTable {
  const { base, threshold } = options;
  assertThreshold(threshold);
  if (!Number.isSafeInteger(base) || base < 3 || base % 2 === 0)
    throw new PrivacyError("ROUNDING_INVALID", "a base is an odd whole number of at least 3");
  layoutOf(table.dimensions);
  const published: PublishedTable = {
    format: "favorable-table/1",
    dimensions: table.dimensions,
    counts: table.counts.map((count) => Math.round(count / base) * base),
    threshold,
    rounding: base,
  };
  const { recovered, undecided } = recover(published);
  if (undecided.length > 0 || recovered.some(({ value }) => value > 0 && value < threshold))
    throw new PrivacyError("TABLE_NOT_PROTECTABLE", "rounding alone leaves a small count that can be computed: suppress instead", { base });
  return published;
}
