/** Alerts for the case managers (CCIN deliberation 2021-206, I: « éléments d'alertes à destination des gestionnaires »). */
import { addDays, addPeriod, type CalendarDate, daysBetween, type Period, period } from "@favorable/core";

/** What an alert is about, as the field `situation.alert` is declared. */
export type AlertKind = "no-answer" | "certificate-due" | "dose-due" | "contract-end";

/** What the follow-up knows of one person; days that do not apply are absent. */
export interface Followed {
  /** Staff number or reference. */
  readonly reference: string;
  /** True when anything came in: a proof, a statement of occupational health, an exemption, a refusal. */
  readonly answered: boolean;
  /** Last day of a recovery certificate. */
  readonly certificateUntil?: CalendarDate;
  /** Day the next dose is due. */
  readonly nextDoseDue?: CalendarDate;
  /** Last day of the contract. */
  readonly contractEnd?: CalendarDate;
  /** Last day of the person's functions; no alert is raised after it. */
  readonly functionEnd?: CalendarDate;
}

/** From when alerts are raised. */
export interface FollowUpRules {
  /** Day of the service note that asks for an answer. */
  readonly noticeOn: CalendarDate;
  /** Time to answer. */
  readonly answerWithin: Period;
  /** How many days before its day each of the other alerts is raised, 0 or more. */
  readonly daysAhead: Readonly<Record<Exclude<AlertKind, "no-answer">, number>>;
}

/** One alert: why, about whom, and the days that matter. */
export interface Alert {
  readonly kind: AlertKind;
  readonly reference: string;
  /** First day the alert is shown: select it to see what is new on a day. */
  readonly raisedOn: CalendarDate;
  /** The day it is about. */
  readonly dueOn: CalendarDate;
  /** Days left until that day, negative when it has passed. */
  readonly daysLeft: number;
}

/**
 * The rules of the register for one service note: 7 days to answer (deliberation 2021-206, III, « sans réponse (7 jours après la note de
 * service) »). No text sets how early the others are raised; 15 and 30 days are this example's choice.
 */
export function followUpRules(noticeOn: CalendarDate): FollowUpRules {
  return { noticeOn, answerWithin: period("P7D"), daysAhead: { "certificate-due": 15, "dose-due": 15, "contract-end": 30 } };
}

/**
 * The alerts of one person on one day.
 *
 * @param asOf - the day, in the zone of the hospital
 * @returns none after the end of the person's functions
 * @example
 * ```ts
 * const rules = followUpRules(calendarDate("2021-10-21"));
 * alertsOf({ reference: "S00001", answered: false }, rules, calendarDate("2021-10-28")); // one "no-answer", due that day
 * ```
 */
export function alertsOf(person: Followed, rules: FollowUpRules, asOf: CalendarDate): readonly Alert[] {
  if (person.functionEnd !== undefined && asOf > person.functionEnd) return [];
  const { daysAhead } = rules;
  const answerDue = person.answered ? undefined : addPeriod(rules.noticeOn, rules.answerWithin);
  const days: readonly (readonly [AlertKind, CalendarDate | undefined, number])[] = [
    ["no-answer", answerDue, 0],
    ["certificate-due", person.certificateUntil, daysAhead["certificate-due"]],
    ["dose-due", person.nextDoseDue, daysAhead["dose-due"]],
    ["contract-end", person.contractEnd, daysAhead["contract-end"]],
  ];
  const alerts: Alert[] = [];
  for (const [kind, dueOn, ahead] of days) {
    if (dueOn === undefined) continue;
    const raisedOn = addDays(dueOn, -ahead);
    if (raisedOn <= asOf) alerts.push({ kind, reference: person.reference, raisedOn, dueOn, daysLeft: daysBetween(asOf, dueOn) });
  }
  return alerts;
}

/**
 * The alerts of everybody on one day: the most urgent first, then by kind and reference.
 *
 * @param asOf - the day, in the zone of the hospital
 */
export function dailyAlerts(people: Iterable<Followed>, rules: FollowUpRules, asOf: CalendarDate): readonly Alert[] {
  const alerts: Alert[] = [];
  for (const person of people) alerts.push(...alertsOf(person, rules, asOf));
  const order = ({ dueOn, kind, reference }: Alert): string => `${dueOn} ${kind} ${reference}`;
  return alerts.sort((left, right) => (order(left) < order(right) ? -1 : 1));
}

/** How many alerts there are of each kind. */
export function countAlerts(alerts: Iterable<Alert>): Readonly<Record<AlertKind, number>> {
  const counts: Record<AlertKind, number> = { "no-answer": 0, "certificate-due": 0, "dose-due": 0, "contract-end": 0 };
  for (const { kind } of alerts) counts[kind] += 1;
  return counts;
}
