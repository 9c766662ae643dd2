/** Hours of work in a zone. */
import type { SignalRules } from "./rules.ts";

const DAYS: readonly string[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Tells whether an instant lies outside the declared hours; the end of the day is outside. */
export function outsideHours({ zone, days, from, until, holidays = [] }: NonNullable<SignalRules["hours"]>): (at: string) => boolean {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
    const { weekday = "", year = "", month = "", day = "", hour = "", minute = "" } = parts;
    const clock = `${hour}:${minute}`;
    const works = days.includes(DAYS.indexOf(weekday) + 1) && !holidays.includes(`${year}-${month}-${day}`);
    return !works || clock < from || clock >= until;
  };
}
