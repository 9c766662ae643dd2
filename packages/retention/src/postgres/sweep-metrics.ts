/** What a sweep has done so far, as a plain object for whoever watches. */
import { type CalendarDate, calendarDate, isPrivacyError } from "@favorable/core";
import { boundsOf, deletableFrom, type RetentionEvents } from "../bounds.ts";
import type { RetentionPolicy } from "../policy.ts";
import type { BatchRow } from "./batch.ts";

/** Figures of one call of `sweep`. */
export interface SweepMetrics {
  /** Rows of the table. */
  readonly removed: number;
  /** Rows of other tables that went with them or were emptied, by table. */
  readonly dependants: Readonly<Record<string, number>>;
  /** Rows called for that a hold kept. */
  readonly held: number;
  readonly batches: number;
  /** Milliseconds of work. */
  readonly ms: number;
  /** Milliseconds rested between batches. */
  readonly restedMs: number;
  /** The most days that a row removed was past the last day of its cap: how late the sweeps are. */
  readonly lagDays: number;
}

/** The same, while it is counted. */
export type CountedMetrics = { -readonly [K in keyof SweepMetrics]: SweepMetrics[K] };

const DAY = 86_400_000;

/** Nothing done yet. */
export function emptyMetrics(): CountedMetrics {
  return { removed: 0, dependants: {}, held: 0, batches: 0, ms: 0, restedMs: 0, lagDays: 0 };
}

/** Adds a batch. */
export function counted(total: CountedMetrics, step: BatchRow, late: number, ms: number): void {
  total.removed += step.removed;
  total.held += step.held;
  total.batches += 1;
  total.ms += ms;
  total.lagDays = Math.max(total.lagDays, late);
  const sums = { ...total.dependants };
  for (const [table, n] of Object.entries(step.dependants)) sums[table] = (Object.hasOwn(sums, table) ? (sums[table] ?? 0) : 0) + n;
  total.dependants = sums;
}

/** How many days after the last day of its cap, or without a cap after the first day it may go, a row with this start is on a day. */
export function daysLate(policy: RetentionPolicy, start: CalendarDate | undefined, events: RetentionEvents, asOf: CalendarDate): number {
  try {
    const bounds = boundsOf(policy, start, events);
    const last = bounds.cap === "open" || bounds.cap === "none" ? deletableFrom(bounds) : bounds.cap;
    return last === undefined ? 0 : Math.max(0, Math.round((Date.parse(asOf) - Date.parse(calendarDate(last))) / DAY));
  } catch (error) {
    if (isPrivacyError(error, "DATE_INVALID")) return 0; // A last day beyond the calendar is not late.
    throw error;
  }
}
