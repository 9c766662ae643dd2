/** Whether a processing has begun on the day of the review, as far as its file says. */
import { addPeriod, type CalendarDate, isCalendarDate, period } from "@favorable/core";

/**
 * `to-come`: its first day is stated and near; `begun`: the stated day has come; `far`: the stated day is further away than a file looks ahead;
 * `not-stated`: the file does not say.
 */
export type StartStanding = "to-come" | "begun" | "far" | "not-stated";

/** The start of a processing. */
export interface Start {
  readonly standing: StartStanding;
  /** The stated first day. */
  readonly on?: string;
}

/** How far ahead a first day may lie for a file to be about a processing that is to come. No text sets it: the year is this rulebook's own. */
const AHEAD = period("P1Y");

/** Reads the start; a day that is none counts as not stated. */
export function startOf(startsOn: string | undefined, asOf: CalendarDate): Start {
  if (!isCalendarDate(startsOn)) return { standing: "not-stated" };
  if (startsOn <= asOf) return { standing: "begun", on: startsOn };
  return { standing: startsOn <= addPeriod(asOf, AHEAD) ? "to-come" : "far", on: startsOn };
}
