/** Which requests are late or soon will be: measured on the day it is asked, from receipt and what happened since. */
import { type CalendarDate, calendarDate, daysBetween, PrivacyError } from "@favorable/core";
import { isOpen, type RequestKind, type RequestState } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import { type DeadlineRules, isSuspended, lastDayAt } from "./deadline.ts";

/** A request somebody has to look at. */
export interface Escalation {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** `overdue` after the last day; `due-soon` within the days that were asked for; `waiting` while the person is to show who they are. */
  readonly stage: "overdue" | "due-soon" | "waiting";
  readonly dueOn: CalendarDate;
  /** Days to the last day; negative when overdue. */
  readonly daysLeft: number;
}

/**
 * Lists the open requests that are overdue, due within some days, or waiting for a proof of identity; the most urgent first.
 *
 * The last day is counted again from receipt, whatever is stored.
 *
 * @param within - days ahead, 0 to 366
 * @throws `DATE_INVALID`, `DAYS_INVALID`
 */
export function escalations(
  requests: readonly DeskRequest[],
  { asOf, within, rules = {} }: { readonly asOf: CalendarDate; readonly within: number; readonly rules?: DeadlineRules },
): readonly Escalation[] {
  calendarDate(asOf);
  if (!Number.isSafeInteger(within) || within < 0 || within > 366)
    throw new PrivacyError("DAYS_INVALID", "days ahead are a whole number from 0 to 366");
  return requests
    .filter(({ state }) => isOpen(state))
    .flatMap((request): Escalation[] => {
      const { id, kind, state } = request;
      const dueOn = lastDayAt(request, rules, asOf);
      const daysLeft = daysBetween(asOf, dueOn);
      if (isSuspended(request, rules, asOf)) return [{ id, kind, state, stage: "waiting", dueOn, daysLeft }];
      if (daysLeft > within) return [];
      return [{ id, kind, state, stage: daysLeft < 0 ? "overdue" : "due-soon", dueOn, daysLeft }];
    })
    .sort((left, right) => order(left) - order(right) || left.daysLeft - right.daysLeft || (left.id < right.id ? -1 : 1));
}

function order({ stage }: Escalation): number {
  return stage === "waiting" ? 1 : 0;
}
