/**
 * What a day means for a row. The boundary rule, in one place (a sweep in the night after the last day is in time):
 *
 * - floor: deletion is allowed when asOf > last day;
 * - cap: due when asOf >= last day, overdue when asOf > last day, not to be read any more when asOf > last day;
 * - conflicts: hold over floor over cap. A hold or a floor keeps the row, never its readability.
 */
import type { CalendarDate } from "@favorable/core";
import { boundsOf, deletableFrom, type RetentionBounds } from "./bounds.ts";
import { phaseOn, type RetentionPhase } from "./phase.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetainedRow } from "./row.ts";

/** What is to be done with a row on a day. */
export interface RetentionVerdict extends RetentionBounds {
  /** The phase the row is in. */
  readonly phase: RetentionPhase;
  /** May be read in the course of business; afterwards only the archive's roles, in that phase, and the rights desk. */
  readonly visible: boolean;
  /** The cap asks for deletion. */
  readonly due: boolean;
  /** The cap has passed: kept too long, for whatever reason. */
  readonly overdue: boolean;
  /** A sweep on this day takes it. */
  readonly deletable: boolean;
  /** Why a sweep leaves it. */
  readonly kept?: "held" | "floor" | "not-due" | "open";
  /** First day on which a sweep could take it, hold aside; absent while a bound is open. */
  readonly from?: CalendarDate;
}

/**
 * Judges a row on a day.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { definePolicy, judge } from "@favorable/retention";
 *
 * const policy = definePolicy({
 *   id: "register",
 *   version: 1,
 *   start: { kind: "fixed-date", on: "2021-10-30" },
 *   maximum: { period: "P18M" },
 *   then: "delete",
 *   zone: "Europe/Monaco",
 * });
 * const row = { start: calendarDate("2021-10-30"), held: true };
 * const { visible, overdue, kept } = judge(policy, row, calendarDate("2023-05-01"));
 * console.log([visible, overdue, kept].join()); // false,true,held
 * ```
 */
export function judge(policy: RetentionPolicy, row: RetainedRow, asOf: CalendarDate): RetentionVerdict {
  const bounds = boundsOf(policy, row.start, row.events, row.archiveStart);
  const phase = phaseOn(policy, row, asOf);
  const { floor, cap } = bounds;
  const capKnown = cap !== "none" && cap !== "open";
  const due = capKnown && asOf >= cap;
  const overdue = capKnown && asOf > cap;
  const floorPassed = floor === "none" || (floor !== "open" && asOf > floor);
  const called = cap === "none" ? floorPassed : due;
  const deletable = called && floorPassed && row.held !== true;
  const from = deletableFrom(bounds);
  const verdict = { ...bounds, phase, visible: phase === "active", due, overdue, deletable, ...(from === undefined ? {} : { from }) };
  return deletable ? verdict : { ...verdict, kept: reason(bounds, called, floorPassed) };
}

function reason({ floor, cap }: RetentionBounds, called: boolean, floorPassed: boolean): NonNullable<RetentionVerdict["kept"]> {
  if (called && floorPassed) return "held";
  if (called) return "floor";
  return cap === "open" || (cap === "none" && floor === "open") ? "open" : "not-due";
}

/** Whether a row may still be read in the course of business on a day: until the end of the active phase's last day. */
export function isVisible(policy: RetentionPolicy, row: RetainedRow, asOf: CalendarDate): boolean {
  return phaseOn(policy, row, asOf) === "active";
}
