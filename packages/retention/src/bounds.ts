/** The last days that a policy gives to one row. */
import { addDays, addPeriod, type CalendarDate, calendarDate, period } from "@favorable/core";
import type { RetentionArchive } from "./archive.ts";
import type { RetentionBound } from "./bound.ts";
import type { RetentionPolicy } from "./policy.ts";
import { startField } from "./start.ts";
import { eventOn, type RetentionEvents } from "./start-of.ts";

export type { RetentionEvents } from "./start-of.ts";

/** The last day of a bound: a date, `open` while it waits for an event, `none` where the policy has no such bound. */
export type LastDay = CalendarDate | "open" | "none";

/** Both bounds of one row. */
export interface RetentionBounds {
  /** Last day on which the data must still be there. */
  readonly floor: LastDay;
  /** Last day on which the data may still be there. */
  readonly cap: LastDay;
  /** The floor is later than the cap, or still open when the cap is known: something in the declaration is to be settled. */
  readonly conflict: boolean;
}

/**
 * Tells the last days of a row. Of several floors the latest counts, and all must be known; of several caps the earliest that is known.
 * With an archive: the last days of both phases together. The cap is the archive's, never before the active phase has ended; floors add up.
 *
 * @param start - the day the periods start on; `undefined` while it is not known
 * @param archiveStart - the day the archive's periods start on, where the row tells it (`archiveStartOf`) and it is another field
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { boundsOf, definePolicy } from "@favorable/retention";
 *
 * // Logs that nobody may delete before the obligation ends, a day nobody knows yet (CCIN 2021-206, VIII).
 * const logs = definePolicy({
 *   id: "logs",
 *   version: 1,
 *   start: { kind: "field", field: "at" },
 *   minimum: [{ period: "P18M" }, { event: "obligation.ended" }],
 *   then: "delete",
 *   zone: "Europe/Monaco",
 * });
 * const start = calendarDate("2021-10-30");
 * console.log(boundsOf(logs, start).floor); // open
 * console.log(boundsOf(logs, start, { "obligation.ended": calendarDate("2022-09-01") }).floor); // 2023-04-30
 * ```
 */
export function boundsOf(
  policy: RetentionPolicy,
  start: CalendarDate | undefined,
  events: RetentionEvents = {},
  archiveStart?: CalendarDate,
): RetentionBounds {
  const active = phaseBounds(policy, start, events);
  const { archive } = policy;
  if (archive === undefined) return withConflict(active);
  const end = endOf(active);
  const second = phaseBounds(archive, archiveStartDay(policy, archive, start, end, events, archiveStart), events);
  const lasting = second.cap === "none" ? [active.floor, second.floor, end] : [active.floor, second.floor];
  const cap = second.cap === "none" ? "none" : second.cap === "open" ? "open" : lastOf([end, second.cap]);
  return withConflict({ floor: lastOf(lasting), cap });
}

/**
 * Last day of the active phase, on which the row may be read in the course of business: the cap's, or the floor's where there is no cap;
 * `open` while it waits for an event.
 */
export function activeUntil(policy: RetentionPolicy, start: CalendarDate | undefined, events: RetentionEvents = {}): CalendarDate | "open" {
  return endOf(phaseBounds(policy, start, events));
}

/**
 * The last day on which a row is there to be read, by the archive's roles where there is one: the cap's, or the floor's where there is no
 * cap; `undefined` while it is open.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { definePolicy, lastDay } from "@favorable/retention";
 *
 * const start = { kind: "field", field: "collectedOn" } as const;
 * const policy = definePolicy({ id: "p", version: 1, start, maximum: { period: "P18M" }, then: "delete", zone: "UTC" });
 * console.log(lastDay(policy, calendarDate("2021-08-31"))); // 2023-02-28
 * ```
 */
export function lastDay(
  policy: RetentionPolicy,
  start: CalendarDate | undefined,
  events: RetentionEvents = {},
  archiveStart?: CalendarDate,
): CalendarDate | undefined {
  const { floor, cap } = boundsOf(policy, start, events, archiveStart);
  const day = cap === "none" ? floor : cap;
  return day === "open" || day === "none" ? undefined : day;
}

/** First day on which deletion is both allowed and called for; `undefined` while a bound is open. Holds are not looked at. */
export function deletableFrom({ floor, cap }: RetentionBounds): CalendarDate | undefined {
  if (floor === "open" || cap === "open") return undefined;
  if (floor === "none") return cap === "none" ? undefined : cap;
  const afterFloor = addDays(floor, 1);
  return cap === "none" || cap < afterFloor ? afterFloor : cap;
}

interface PhaseBounds {
  readonly floor: LastDay;
  readonly cap: LastDay;
}

function phaseBounds(
  { minimum, maximum }: Pick<RetentionArchive, "minimum" | "maximum">,
  start: CalendarDate | undefined,
  events: RetentionEvents,
): PhaseBounds {
  const floors = minimum.map((bound) => lastDayOf(bound, start, events) ?? "open");
  const caps = maximum.map((bound) => lastDayOf(bound, start, events));
  return { floor: lastOf(floors), cap: caps.length === 0 ? "none" : (earliest(caps) ?? "open") };
}

function endOf({ floor, cap }: PhaseBounds): CalendarDate | "open" {
  const day = cap === "none" ? floor : cap;
  return day === "none" ? "open" : day; // A checked phase has a bound.
}

function archiveStartDay(
  policy: RetentionPolicy,
  { start: from }: RetentionArchive,
  start: CalendarDate | undefined,
  end: CalendarDate | "open",
  events: RetentionEvents,
  given: CalendarDate | undefined,
): CalendarDate | undefined {
  if (from.kind === "end-of-active") return end === "open" ? undefined : end;
  if (from.kind === "fixed-date") return calendarDate(from.on);
  if (from.kind === "event" || from.kind === "end-of-duty") return eventOn(events, from.event);
  return from.kind === policy.start.kind && startField(from) === startField(policy.start) ? start : given;
}

/** The latest of several floors: open while one is, none where there is none. */
function lastOf(floors: readonly LastDay[]): LastDay {
  if (floors.includes("open")) return "open";
  return floors.reduce((best, day) => (best === "none" || (day !== "none" && day > best) ? day : best), "none");
}

function withConflict({ floor, cap }: PhaseBounds): RetentionBounds {
  const capKnown = cap !== "none" && cap !== "open";
  return { floor, cap, conflict: capKnown && (floor === "open" || (floor !== "none" && floor > cap)) };
}

function lastDayOf(
  { period: length, event }: RetentionBound,
  start: CalendarDate | undefined,
  events: RetentionEvents,
): CalendarDate | undefined {
  const from = event === undefined ? start : eventOn(events, event);
  return from === undefined || length === undefined ? from : addPeriod(from, period(length));
}

function earliest(days: readonly (CalendarDate | undefined)[]): CalendarDate | undefined {
  return days.reduce((best, day) => (best === undefined || (day !== undefined && day < best) ? day : best), undefined);
}
