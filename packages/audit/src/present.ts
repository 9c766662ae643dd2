/** The present, as a log's clock has it: checked, because an entry with a time that is none could never be read again. */
import { type CalendarDate, type Clock, calendarDate, isCalendarDate, PrivacyError } from "@favorable/core";

/** First and last instant that an entry can carry: years 0001 to 9999. */
const FIRST = Date.parse("0001-01-01T00:00:00.000Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** The present as an entry says it, `YYYY-MM-DDTHH:MM:SS.mmmZ`; throws `INSTANT_INVALID` when the clock gives none. */
export function presentOf(clock: Clock): string {
  const time = timeOf(clock);
  if (!(time >= FIRST && time <= LAST)) throw new PrivacyError("INSTANT_INVALID", "the clock gives no instant of the years 0001 to 9999");
  return new Date(time).toISOString();
}

/** Refuses what is no clock, or does not say whether it is simulated; throws `INSTANT_INVALID`. */
export function checkClock(clock: Clock): void {
  if (typeof clock !== "object" || clock === null || typeof clock.now !== "function" || typeof clock.simulated !== "boolean")
    throw new PrivacyError("INSTANT_INVALID", "a clock gives instants, and says whether it is simulated");
}

/**
 * The date of an erasure: one that has come in UTC by the log's own clock.
 *
 * @throws `DATE_INVALID`; `AS_OF_FUTURE` for a later one: what is erased before its time cannot be brought back; `INSTANT_INVALID`
 */
export function erasureDate(options: { readonly asOf: CalendarDate }, clock: Clock): CalendarDate {
  const asOf: unknown = options?.asOf;
  if (!isCalendarDate(asOf)) throw new PrivacyError("DATE_INVALID", "asOf is not a calendar date (YYYY-MM-DD)");
  const today = calendarDate(presentOf(clock).slice(0, 10));
  if (asOf > today) throw new PrivacyError("AS_OF_FUTURE", "the day has not come yet for the log's clock", { asOf, today });
  return asOf;
}

/** A clock of another realm has dates of another class, so that the method is asked, not the class. */
function timeOf(clock: Clock): number {
  try {
    return Date.prototype.getTime.call(clock.now());
  } catch {
    return Number.NaN;
  }
}
