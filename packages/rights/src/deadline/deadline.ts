/** The time to answer: calendar months from receipt, counted in dates. */
import { addDays, addMonths, type CalendarDate, daysBetween } from "@favorable/core";
import type { DeskRequest } from "../request/request.ts";

/** What a desk may choose about its deadlines. */
export interface DeadlineRules {
  /**
   * Moves a last day that is a Saturday, a Sunday or one of these public holidays to the next working day (Regulation 1182/71 art. 3(4)).
   * Without it the day stands, which is the stricter reading.
   */
  readonly workingDays?: { readonly holidays: readonly CalendarDate[] };
  /**
   * Days from receipt within which asking for proof of identity still is "without undue delay", so that the time stops while the person
   * looks for it (EDPB Guidelines 01/2022, 5.3; the law has no number). 0 to 28; 7 unless told.
   */
  readonly promptDays?: number;
  /**
   * Days after which the time runs again although the person has not shown who they are, so that no request waits for ever; 0 to 92, 31 unless
   * told (the law has no number).
   */
  readonly suspendDays?: number;
}

/** What the deadline of a request depends on. */
export type Counted = Pick<DeskRequest, "receivedOn" | "identityAskedOn" | "identityProvedOn" | "extendedOn" | "state">;

/** Months to answer: one (GDPR art. 12(3); CCIN deliberation 2021-206, IV: « dans le mois suivant la réception »). */
const MONTHS = 1;

/** Months more, where necessary (GDPR art. 12(3)). */
const MORE_MONTHS = 2;

/**
 * The last day to answer; in time until it ends.
 *
 * The same day number of the next month, else its last day (Regulation 1182/71 art. 3(2)(c)); two months more when extended; and the days
 * that passed between a prompt question for identity and its answer.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { lastDay } from "@favorable/rights";
 *
 * const receivedOn = calendarDate("2021-10-31");
 * console.log(lastDay({ receivedOn, state: "received" })); // 2021-11-30
 * const extendedOn = calendarDate("2021-11-20");
 * console.log(lastDay({ receivedOn, state: "scoping", extendedOn })); // 2022-01-31
 * ```
 */
export function lastDay(request: Counted, rules: DeadlineRules = {}): CalendarDate {
  const { receivedOn, extendedOn, identityAskedOn, identityProvedOn } = request;
  const months = extendedOn === undefined ? MONTHS : MONTHS + MORE_MONTHS;
  const waited =
    identityAskedOn !== undefined && identityProvedOn !== undefined && isPrompt(request, rules)
      ? Math.min(daysBetween(identityAskedOn, identityProvedOn), rules.suspendDays ?? SUSPEND_DAYS)
      : 0;
  return nextWorkingDay(addDays(addMonths(receivedOn, months), waited), rules);
}

/**
 * True while the time does not run: asked promptly who they are, the person has not shown it.
 *
 * @param asOf - the day to judge by: past the most days of waiting the time runs again; without it, that is not looked at
 */
export function isSuspended(request: Counted, rules: DeadlineRules = {}, asOf?: CalendarDate): boolean {
  const { identityAskedOn, identityProvedOn, state } = request;
  if (state !== "identity_pending" || identityAskedOn === undefined || identityProvedOn !== undefined || !isPrompt(request, rules))
    return false;
  return asOf === undefined || daysBetween(identityAskedOn, asOf) <= (rules.suspendDays ?? SUSPEND_DAYS);
}

/** The last day as it stands on a day: of a request whose waiting ran out, the waiting is added and no more. */
export function lastDayAt(request: Counted, rules: DeadlineRules, asOf: CalendarDate): CalendarDate {
  const { identityAskedOn } = request;
  if (identityAskedOn === undefined || !isSuspended(request, rules) || isSuspended(request, rules, asOf)) return lastDay(request, rules);
  return lastDay({ ...request, identityProvedOn: addDays(identityAskedOn, rules.suspendDays ?? SUSPEND_DAYS) }, rules);
}

/** Days of waiting at the most. */
export const SUSPEND_DAYS = 31;

/** The day a number of months after another, moved to a working day where the rules say so. */
export function monthOf(day: CalendarDate, months: number, rules: DeadlineRules): CalendarDate {
  return nextWorkingDay(addMonths(day, months), rules);
}

function isPrompt({ receivedOn, identityAskedOn }: Counted, { promptDays = 7 }: DeadlineRules): boolean {
  return identityAskedOn !== undefined && daysBetween(receivedOn, identityAskedOn) <= promptDays;
}

function nextWorkingDay(day: CalendarDate, { workingDays }: DeadlineRules): CalendarDate {
  if (workingDays === undefined) return day;
  let moved = day;
  while (isWeekend(moved) || workingDays.holidays.includes(moved)) moved = addDays(moved, 1);
  return moved;
}

function isWeekend(day: CalendarDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
