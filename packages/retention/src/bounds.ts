/** The last days that a policy gives to one row. */
import { addDays, addPeriod, type CalendarDate, calendarDate, dateInZone, PrivacyError, period } from "@favorable/core";
import type { RetentionBound, RetentionPolicy } from "./policy.ts";

/** Days on which named events happened; one that is absent has not happened yet. */
export type RetentionEvents = Readonly<Record<string, CalendarDate | undefined>>;

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
 * Tells the day on which a row's periods start, in the policy's zone.
 *
 * @param row - the values of the row by field name: calendar dates, or instants as `Date`
 * @param activity - for `last-activity`: the name of the field that holds it
 * @returns the date, or `undefined` while the event has not happened or the field is null
 * @throws `START_MISSING` when the row has no such field, `DATE_INVALID` when it holds no date
 */
export function startOf(
  policy: RetentionPolicy,
  row: Readonly<Record<string, unknown>>,
  events: RetentionEvents = {},
  activity?: string,
): CalendarDate | undefined {
  const { start } = policy;
  if (start.kind === "fixed-date") return calendarDate(start.on);
  if (start.kind === "event") return known(events, start.event);
  const field = start.kind === "field" ? start.field : activity;
  const value: unknown = field === undefined || !Object.hasOwn(row, field) ? undefined : row[field];
  if (value === undefined) throw new PrivacyError("START_MISSING", "the row does not hold the field its retention starts from");
  if (value === null) return undefined;
  if (value instanceof Date) return dateInZone(value, policy.zone);
  return calendarDate(typeof value === "string" ? value : "");
}

/**
 * Tells the last days of a row. Of several floors the latest counts, and all must be known; of several caps the earliest that is known.
 *
 * @param start - the day the periods start on; `undefined` while it is not known
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
export function boundsOf(policy: RetentionPolicy, start: CalendarDate | undefined, events: RetentionEvents = {}): RetentionBounds {
  const floors = policy.minimum.map((bound) => lastDayOf(bound, start, events));
  const caps = policy.maximum.map((bound) => lastDayOf(bound, start, events));
  const floor = floors.length === 0 ? "none" : floors.includes(undefined) ? "open" : (latest(floors) ?? "open");
  const cap = caps.length === 0 ? "none" : (earliest(caps) ?? "open");
  const capKnown = cap !== "none" && cap !== "open";
  return { floor, cap, conflict: capKnown && (floor === "open" || (floor !== "none" && floor > cap)) };
}

/**
 * The last day on which a row is there to be read: the cap's, or the floor's where there is no cap; `undefined` while it is open.
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
export function lastDay(policy: RetentionPolicy, start: CalendarDate | undefined, events: RetentionEvents = {}): CalendarDate | undefined {
  const { floor, cap } = boundsOf(policy, start, events);
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

function lastDayOf(
  { period: length, event }: RetentionBound,
  start: CalendarDate | undefined,
  events: RetentionEvents,
): CalendarDate | undefined {
  const from = event === undefined ? start : known(events, event);
  return from === undefined || length === undefined ? from : addPeriod(from, period(length));
}

function known(events: RetentionEvents, name: string): CalendarDate | undefined {
  const day = Object.hasOwn(events, name) ? events[name] : undefined;
  return day === undefined ? undefined : calendarDate(day);
}

function latest(days: readonly (CalendarDate | undefined)[]): CalendarDate | undefined {
  return days.reduce((best, day) => (best === undefined || (day !== undefined && day > best) ? day : best), undefined);
}

function earliest(days: readonly (CalendarDate | undefined)[]): CalendarDate | undefined {
  return days.reduce((best, day) => (best === undefined || (day !== undefined && day < best) ? day : best), undefined);
}
