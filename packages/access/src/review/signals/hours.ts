/** Hours of work in a zone. */
import type { SignalRules } from "./rules.ts";

const DAY = 86_400_000;

/**
 * Tells whether an instant lies outside the declared hours; the end is outside. Hours that end before they begin run over midnight, and belong
 * to the day on which they begin.
 */
export function outsideHours({ zone, days, from, until, holidays = [] }: NonNullable<SignalRules["hours"]>): (at: string) => boolean {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const read = (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const { year = "", month = "", day = "", hour = "", minute = "" } = parts;
    return { date: `${year}-${month}-${day}`, clock: `${hour}:${minute}` };
  };
  const works = (date: string): boolean => days.includes(new Date(date).getUTCDay() || 7) && !holidays.includes(date);
  const overnight = until < from;
  return (at) => {
    const { date, clock } = read(Date.parse(at));
    if (!overnight) return !works(date) || clock < from || clock >= until;
    if (clock >= from) return !works(date);
    return clock >= until || !works(new Date(Date.parse(date) - DAY).toISOString().slice(0, 10));
  };
}
