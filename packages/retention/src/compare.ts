/** Which of two bounds ends later, for every row there can be: periods are compared by the days they reach, not by their text. */
import { addPeriod, type CalendarDate, calendarDate, period, periodParts } from "@favorable/core";
import type { RetentionBound } from "./bound.ts";
import type { ArchiveStart } from "./start.ts";
import { eventOn, type RetentionEvents } from "./start-of.ts";

/** A last day as a function: a known day, or a period counted from a source that differs from row to row or is not known yet. */
export type Line = { readonly on: CalendarDate } | { readonly source: string; readonly months: number; readonly days: number };

/** Writes a bound as a line. Events that have a day are known days. */
export function lineOf({ period: length, event }: RetentionBound, start: ArchiveStart, events: RetentionEvents): Line {
  const from = event === undefined ? sourceOf(start, events) : eventSource(event, events);
  const { months, days } = length === undefined ? { months: 0, days: 0 } : periodParts(length);
  if ("on" in from) return { on: length === undefined ? from.on : addPeriod(from.on, period(length)) };
  return { source: from.source, months, days };
}

/**
 * Tells whether the last day of `a`, `more` days later, is proven never to be after that of `b`. Lines of different sources are not
 * comparable: false, so that whoever asks fails closed.
 */
export function notAfter(a: Line, b: Line, more: 0 | 1 = 0): boolean {
  if ("on" in a && "on" in b) return more === 0 ? a.on <= b.on : a.on < b.on;
  if ("on" in a || "on" in b || a.source !== b.source) return false;
  const months = b.months - a.months;
  const days = b.days - a.days - more;
  if (months >= 0 && days >= 0) return true; // More months never reach an earlier day.
  // A number of months spans its mean in days, six more or less; what is beyond doubt is not counted day by day.
  const mean = months * MEAN_MONTH + days;
  if (mean > 6) return true;
  if (mean < -6) return false;
  return everyDay((start) => spanOf(start, a) + more <= spanOf(start, b));
}

/** Whether two lines are counted from the same thing, so that one can be proven to be later. */
export function comparable(a: Line, b: Line): boolean {
  if ("on" in a || "on" in b) return "on" in a && "on" in b;
  return a.source === b.source;
}

/** Days of the Gregorian cycle of 400 years, over its 4800 months. */
const CYCLE = 146_097;
const MEAN_MONTH = CYCLE / 4800;

/** Asks for every day of one cycle: the calendar repeats after it, so that this is every day there is. */
function everyDay(holds: (start: { readonly year: number; readonly month: number; readonly day: number }) => boolean): boolean {
  for (let year = 2000; year < 2400; year++)
    for (let month = 0; month < 12; month++) {
      const last = monthLength(year, month);
      for (let day = 1; day <= last; day++) if (!holds({ year, month, day })) return false;
    }
  return true;
}

/** The day number of the last day, counted from any fixed day. */
function spanOf(
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  { months, days }: { readonly months: number; readonly days: number },
): number {
  const total = year * 12 + month + months;
  const newYear = Math.floor(total / 12);
  const newMonth = total - newYear * 12;
  return Date.UTC(newYear, newMonth, Math.min(day, monthLength(newYear, newMonth))) / 86_400_000 + days;
}

function monthLength(year: number, month: number): number {
  if (month === 1) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
}

type Source = { readonly on: CalendarDate } | { readonly source: string };

function sourceOf(start: ArchiveStart, events: RetentionEvents): Source {
  switch (start.kind) {
    case "fixed-date":
      return { on: calendarDate(start.on) };
    case "event":
    case "end-of-duty":
      return eventSource(start.event, events);
    case "end-of-active":
      return { source: "active" };
    default:
      // An activity and a date of the row are both its own; a contract's end has another null.
      return { source: `${start.kind} ${start.field ?? ""}` };
  }
}

function eventSource(event: string, events: RetentionEvents): Source {
  const on = eventOn(events, event);
  return on === undefined ? { source: `event ${event}` } : { on };
}
