/**
 * Calendar dates and periods. Retention is counted in dates, never in instants plus months: the two do
 * not agree between engines nor between sessions. An instant becomes a date once, in a named zone.
 */
import { PrivacyError } from "./privacy-error.ts";

declare const calendarDateBrand: unique symbol;
declare const periodBrand: unique symbol;

/** A date of the proleptic Gregorian calendar, `YYYY-MM-DD`, years 0001 to 9999; compares with `<`. */
export type CalendarDate = string & { readonly [calendarDateBrand]: true };

/** A calendar period, ISO 8601 restricted to `P[nY][nM][nW][nD]`, at least one part, each 0 to 9999. */
export type Period = string & { readonly [periodBrand]: true };

/** The months and days a period counts: years are 12 months, weeks 7 days. */
export interface PeriodParts {
  /** Whole months, 0 or more; counted before the days. */
  readonly months: number;
  /** Whole days, 0 or more. */
  readonly days: number;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const PERIOD = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?$/;
const DAY = 86_400_000;

/**
 * Reads a calendar date.
 *
 * @param text - `YYYY-MM-DD`, or anything that prints so, such as a `Temporal.PlainDate`
 * @throws `DATE_INVALID` when it is not a date of the calendar
 */
export function calendarDate(text: string | { toString(): string }): CalendarDate {
  const value = String(text);
  const parts = split(value);
  const day = parts?.[2] ?? 0;
  if (parts === undefined || parts[0] < 1 || parts[1] < 1 || parts[1] > 12 || day < 1 || day > monthLength(parts[0], parts[1]))
    throw new PrivacyError("DATE_INVALID", "not a calendar date (YYYY-MM-DD)");
  return value as CalendarDate;
}

/** Tells whether a value is a calendar date, without throwing. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== "string") return false;
  try {
    calendarDate(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a calendar period.
 *
 * @param text - such as `P18M`, `P1Y6M`, `P7D`
 * @throws `PERIOD_INVALID` for anything else, clock times and fractions included
 */
export function period(text: string): Period {
  periodParts(text);
  return text as Period;
}

/** Tells whether a value is a calendar period, without throwing. */
export function isPeriod(value: unknown): value is Period {
  return typeof value === "string" && PERIOD.test(value);
}

/** Counts the months and days of a period; throws `PERIOD_INVALID`. */
export function periodParts(text: string): PeriodParts {
  const match = PERIOD.exec(text);
  if (match === null) throw new PrivacyError("PERIOD_INVALID", "not a calendar period (P[nY][nM][nW][nD])");
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0));
  return { months: (years ?? 0) * 12 + (months ?? 0), days: (weeks ?? 0) * 7 + (days ?? 0) };
}

/**
 * Adds whole months: the same day number, else the last day of the month.
 *
 * @param months - any whole number, negative included
 * @throws `DATE_INVALID` when the result leaves years 0001 to 9999, `COUNT_INVALID` for a fraction
 * @example
 * ```ts
 * import { addMonths, calendarDate } from "@favorable/core";
 *
 * console.log(addMonths(calendarDate("2021-08-31"), 18)); // 2023-02-28
 * ```
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  checkCount(months);
  const total = year * 12 + month - 1 + months;
  const newYear = Math.floor(total / 12);
  const newMonth = total - newYear * 12 + 1;
  return print(newYear, newMonth, Math.min(day, monthLength(newYear, newMonth)));
}

/** Adds whole days, negative included; throws `DATE_INVALID` beyond years 0001 to 9999, `COUNT_INVALID` for a fraction. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  checkCount(days);
  const moved = new Date(dayNumber(date) * DAY + days * DAY);
  return print(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/**
 * Adds a period, months before days, as PostgreSQL and Temporal do.
 *
 * @example
 * ```ts
 * import { addPeriod, calendarDate, period } from "@favorable/core";
 *
 * // Law 1.509: eighteen months from 30 October 2021 (CCIN 2021-206, VIII).
 * console.log(addPeriod(calendarDate("2021-10-30"), period("P18M"))); // 2023-04-30
 * ```
 */
export function addPeriod(date: CalendarDate, length: Period): CalendarDate {
  const { months, days } = periodParts(length);
  return addDays(addMonths(date, months), days);
}

/** Counts the days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Tells the date an instant falls on in a named zone.
 *
 * @param zone - an IANA name such as `Europe/Monaco`
 * @throws `ZONE_UNKNOWN` when the platform has no such zone, `INSTANT_INVALID` for an invalid date
 */
export function dateInZone(instant: Date, zone: string): CalendarDate {
  if (Number.isNaN(instant.getTime())) throw new PrivacyError("INSTANT_INVALID", "not a valid instant");
  const parts = new Map(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return print(parts.get("year") ?? 0, parts.get("month") ?? 0, parts.get("day") ?? 0);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    });
    formatters.set(zone, made);
    return made;
  } catch {
    throw new PrivacyError("ZONE_UNKNOWN", "the platform knows no such time zone");
  }
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count)) throw new PrivacyError("COUNT_INVALID", "months and days are counted in whole numbers");
}

function split(text: string): readonly [number, number, number] | undefined {
  const match = DATE.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function partsOf(date: CalendarDate): readonly [number, number, number] {
  const parts = split(calendarDate(date));
  if (parts === undefined) throw new PrivacyError("DATE_INVALID", "not a calendar date (YYYY-MM-DD)");
  return parts;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayNumber(date: CalendarDate): number {
  const [year, month, day] = partsOf(date);
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

function print(year: number, month: number, day: number): CalendarDate {
  if (!(year >= 1 && year <= 9999)) throw new PrivacyError("DATE_INVALID", "a calendar date lies in years 0001 to 9999");
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate;
}
