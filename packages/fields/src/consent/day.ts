/** Acts of which only the day is known: a letter, a form on paper. */
import { addDays, type CalendarDate, dateInZone } from "@favorable/core";
import type { ConsentAct } from "./record.ts";

/** Zones lie within 14 hours of UTC, on either side; a day more is room enough. */
const REACH = 38 * 3_600_000;

/**
 * The instant such an act counts from, where it protects the person most: a giving from the first millisecond of its day, a withdrawal or
 * refusal from the last one. So of two acts of one day the withdrawal decides, in whatever order they arrive.
 *
 * @param zone - the purpose's
 * @returns nothing for a withdrawal or refusal of today: it counts from its arrival, as every act without an instant
 */
export function instantOfDay(act: ConsentAct, day: CalendarDate, zone: string, today: CalendarDate): Date | undefined {
  if (act === "given") return new Date(startOf(day, zone));
  return day === today ? undefined : new Date(startOf(addDays(day, 1), zone) - 1);
}

/** The first millisecond of a day in a zone, clocks being set forward or back on it included. */
function startOf(day: CalendarDate, zone: string): number {
  let before = Date.parse(`${day}T00:00:00Z`) - REACH;
  let within = before + 2 * REACH;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dateInZone(new Date(middle), zone) < day) before = middle;
    else within = middle;
  }
  return within;
}
