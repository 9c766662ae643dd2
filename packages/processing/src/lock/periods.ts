/** Which of two calendar periods is never the longer one, whatever day they start on. */
import { periodParts } from "@favorable/core";

/** Months after which the Gregorian calendar repeats, and the days they have. */
const CYCLE_MONTHS = 4800;
const CYCLE_DAYS = 146_097;

interface Span {
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Tells whether the first period ends no later than the second from every day of the calendar.
 *
 * `P12M` and `P1Y` are the same; `P18M` (546 to 550 days) and `P548D` are neither shorter nor longer than each other, so neither is within
 * the other.
 *
 * @param inner - such as `P18M`
 * @param outer - such as `P2Y`
 * @throws `PERIOD_INVALID`
 */
export function isPeriodWithin(inner: string, outer: string): boolean {
  const a = periodParts(inner);
  const b = periodParts(outer);
  if (a.months <= b.months && a.days <= b.days) return true;
  return spanOf(a.months).longest + a.days <= spanOf(b.months).shortest + b.days;
}

const spans = new Map<number, Span>();

/** The fewest and most days that a number of months counts, over every start of the calendar's cycle. */
function spanOf(months: number): Span {
  const rest = months % CYCLE_MONTHS;
  const whole = ((months - rest) / CYCLE_MONTHS) * CYCLE_DAYS;
  let span = spans.get(rest);
  if (span === undefined) {
    span = measure(rest);
    spans.set(rest, span);
  }
  return { shortest: span.shortest + whole, longest: span.longest + whole };
}

function measure(months: number): Span {
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (let start = 0; start < CYCLE_MONTHS; start++)
    // Up to the 28th no end is clamped, so one such day stands for all of them.
    for (let day = 28; day <= monthLength(start); day++) {
      const end = start + months;
      const length = firstDay(end) + Math.min(day, monthLength(end)) - firstDay(start) - day;
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
  return { shortest, longest };
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthLength(month: number): number {
  const year = Math.floor(month / 12);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return (LENGTHS[month % 12] ?? 0) + (month % 12 === 1 && isLeap ? 1 : 0);
}

/** Days before the first of each month of two cycles, counted from year 0: an end lies at most one cycle after its start. */
const starts: number[] = [];

function firstDay(month: number): number {
  if (starts.length === 0) {
    let days = 0;
    for (let at = 0; at < 2 * CYCLE_MONTHS; at++) {
      starts.push(days);
      days += monthLength(at);
    }
  }
  return starts[month] ?? Number.NaN;
}
