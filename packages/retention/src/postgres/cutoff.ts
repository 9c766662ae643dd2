/** The latest start that is due: a cheap first look at a row, before the exact rule is asked. */
import { addDays, type CalendarDate, calendarDate, isPrivacyError } from "@favorable/core";
import { boundsOf, deletableFrom, type RetentionEvents } from "../bounds.ts";
import type { RetentionPolicy } from "../policy.ts";

/** Days added to the cutoff, so that no difference of calendars or zones between here and the database hides a row that is due. */
export const SLACK = 3;
const FIRST = calendarDate("0001-01-01");
const LAST = calendarDate("9999-12-31");
const DAY = 86_400_000;

/**
 * Tells the latest start day that a sweep may take, some days added; `all` when a row's start does not tell by itself, `none` when no
 * start is due. A later start is never due before an earlier one, so the day is found by halving.
 */
export function startCutoff(policy: RetentionPolicy, events: RetentionEvents, asOf: CalendarDate): CalendarDate | "all" | "none" {
  if (policy.archive !== undefined) return "all"; // An archive may count from another field of the row.
  try {
    return search((start) => {
      const from = deletableFrom(boundsOf(policy, start, events));
      return from !== undefined && from <= asOf;
    }, asOf);
  } catch (error) {
    if (isPrivacyError(error, "DATE_INVALID")) return "all"; // A last day beyond the calendar: only the exact rule can tell.
    throw error;
  }
}

/** Finds the latest start for which something holds that, once true, stays true for every earlier start; some days added. */
export function search(isDue: (start: CalendarDate | undefined) => boolean, asOf: CalendarDate): CalendarDate | "all" | "none" {
  if (isDue(undefined)) return "all";
  if (!isDue(FIRST)) return "none";
  let due = 0;
  let later = Math.round((Date.parse(asOf) - Date.parse(FIRST)) / DAY) + 1;
  while (later - due > 1) {
    const middle = Math.floor((due + later) / 2);
    if (isDue(addDays(FIRST, middle))) due = middle;
    else later = middle;
  }
  const latest = addDays(FIRST, due);
  return latest > addDays(LAST, -SLACK) ? LAST : addDays(latest, SLACK);
}
