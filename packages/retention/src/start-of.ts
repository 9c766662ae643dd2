/** The day on which a row's periods start. */
import { type CalendarDate, calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import type { RetentionPolicy } from "./policy.ts";
import type { ArchiveStart } from "./start.ts";

/** Days of named events, past or announced; one that is absent has no day yet. */
export type RetentionEvents = Readonly<Record<string, CalendarDate | undefined>>;

/** The values of a row by field name: calendar dates, or instants as `Date`. */
export type RowValues = Readonly<Record<string, unknown>>;

/**
 * Tells the day on which a row's periods start, in the policy's zone.
 *
 * @param row - the values of the row by field name: calendar dates, or instants as `Date`
 * @param activity - for `last-activity` without a field of its own: the name of the field that holds it
 * @returns the date, or `undefined` while the event has not happened, the contract has not ended or the field is null
 * @throws `START_MISSING` when the row has no such field, `DATE_INVALID` when it holds no date
 */
export function startOf(
  policy: RetentionPolicy,
  row: RowValues,
  events: RetentionEvents = {},
  activity?: string,
): CalendarDate | undefined {
  return startDay(policy.start, policy.zone, row, events, activity);
}

/**
 * Tells the day on which the periods of the archive start, where that day is known from the row or from an event; `undefined` without an
 * archive and for `end-of-active`, which `boundsOf` counts.
 *
 * @throws `START_MISSING`, `DATE_INVALID` as `startOf` does
 */
export function archiveStartOf(
  policy: RetentionPolicy,
  row: RowValues,
  events: RetentionEvents = {},
  activity?: string,
): CalendarDate | undefined {
  const { archive, zone } = policy;
  return archive === undefined ? undefined : startDay(archive.start, zone, row, events, activity);
}

/** The recorded day of an event. */
export function eventOn(events: RetentionEvents, name: string): CalendarDate | undefined {
  const day = Object.hasOwn(events, name) ? events[name] : undefined;
  return day === undefined ? undefined : calendarDate(day);
}

function startDay(
  start: ArchiveStart,
  zone: string,
  row: RowValues,
  events: RetentionEvents,
  activity: string | undefined,
): CalendarDate | undefined {
  if (start.kind === "end-of-active") return undefined;
  if (start.kind === "fixed-date") return calendarDate(start.on);
  if (start.kind === "event" || start.kind === "end-of-duty") return eventOn(events, start.event);
  const field = start.kind === "last-activity" ? (start.field ?? activity) : start.field;
  const value: unknown = field === undefined || !Object.hasOwn(row, field) ? undefined : row[field];
  if (value === undefined) throw new PrivacyError("START_MISSING", "the row does not hold the field its retention starts from");
  if (value === null) return undefined;
  if (value instanceof Date) return dateInZone(value, zone);
  return calendarDate(typeof value === "string" ? value : "");
}
