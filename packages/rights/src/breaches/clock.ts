/** The 72 hours: counted in hours from the instant of awareness, through nights, weekends and holidays. */
import type { Breach } from "./breach.ts";

/** GDPR article 33(1): "not later than 72 hours after having become aware of it". In milliseconds. */
const LIMIT = 72 * 3_600_000;

/** What is still to be done about a breach. */
export type BreachDuty = "assess" | "notify-authority" | "complete-authority" | "notify-persons" | "close";

/** Where a breach stands at an instant. */
export interface BreachStatus {
  readonly state: "open" | "closed";
  /** The authority: `undecided` counts as due, for notification is the rule unless a risk is unlikely. */
  readonly authority: "undecided" | "due" | "not-required" | "in-phases" | "complete";
  /**
   * Notified, or recorded as notified, later than 72 hours after awareness; or not at all and the 72 hours have passed. It stays, whatever is
   * assessed afterwards.
   */
  readonly late: boolean;
  /** `told` when as many different persons were told as are known to be concerned, or the public was. */
  readonly persons: "undecided" | "due" | "not-required" | "told" | "exempt";
  /** The last instant of the 72 hours. */
  readonly dueAt: string;
  /** Whole and part hours left; negative when they have passed; absent once the authority is told or need not be. */
  readonly hoursLeft?: number;
  /** In the order of the procedure. */
  readonly open: readonly BreachDuty[];
}

/**
 * The instant at which the 72 hours end.
 *
 * @param awareAt - UTC
 * @example
 * ```ts
 * import { authorityDueAt } from "@favorable/rights";
 *
 * // Friday evening to Monday evening: the weekend counts. Recital 85 and article 33 speak of hours, not of working hours.
 * console.log(authorityDueAt("2026-03-06T18:30:00.000Z")); // 2026-03-09T18:30:00.000Z
 * ```
 */
export function authorityDueAt(awareAt: string): string {
  return new Date(Date.parse(awareAt) + LIMIT).toISOString();
}

/** Whether an instant lies after the 72 hours. */
export function isLate(awareAt: string, at: string): boolean {
  return Date.parse(at) > Date.parse(awareAt) + LIMIT;
}

/** Tells where a breach stands. */
export function breachStatus(breach: Breach, now: Date): BreachStatus {
  const { facts, assessment, authority: told, persons: reached, exemption, closed } = breach;
  const dueAt = authorityDueAt(facts.awareAt);
  const risk = assessment?.risk;
  const authority = told.some(({ phase }) => phase === "complete")
    ? "complete"
    : told.length > 0
      ? "in-phases"
      : risk === undefined
        ? "undecided"
        : risk === "unlikely"
          ? "not-required"
          : "due";
  // A later telling counts for those it was the first to reach; one that does not say counts for nobody.
  const reachedPersons = reached.reduce((total, one, at) => total + (one.reached ?? (at === 0 ? (one.persons ?? 0) : 0)), 0);
  const everybody = reached.some(({ means }) => means === "public-communication") || reachedPersons >= Math.max(facts.persons ?? 1, 1);
  const persons = everybody
    ? "told"
    : risk === undefined
      ? "undecided"
      : risk !== "high"
        ? "not-required"
        : exemption !== undefined
          ? "exempt"
          : "due";
  const waiting = authority === "undecided" || authority === "due";
  const passed = told[0] === undefined ? waiting && isLate(facts.awareAt, now.toISOString()) : isLate(facts.awareAt, told[0].on);
  const late = passed || breach.overran === true;
  const open: BreachDuty[] = [];
  if (risk === undefined) open.push("assess");
  if (authority === "due") open.push("notify-authority");
  if (authority === "in-phases") open.push("complete-authority");
  if (persons === "due") open.push("notify-persons");
  if (closed === undefined) open.push("close");
  const hoursLeft = waiting ? { hoursLeft: (Date.parse(dueAt) - now.getTime()) / 3_600_000 } : {};
  return { state: closed === undefined ? "open" : "closed", authority, late, persons, dueAt, ...hoursLeft, open };
}
