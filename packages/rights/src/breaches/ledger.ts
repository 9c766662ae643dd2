/** The register in numbers, as evidence for a review. */
import type { Recorded } from "../register/case-register.ts";
import type { BreachAct } from "./breach.ts";
import { breachStatus } from "./clock.ts";
import { foldBreach } from "./fold.ts";

/** Counts of a register of breaches; they name nobody and no case. */
export interface BreachLedger {
  readonly recorded: number;
  readonly open: number;
  /** Not notified, or not even assessed, and the 72 hours have passed; also one that was assessed as no risk only after they had. */
  readonly overdue: number;
  /** Notified after the 72 hours. */
  readonly notifiedLate: number;
  readonly notified: number;
  /** A high risk, persons neither told nor exempt. */
  readonly personsUntold: number;
  /** Exceptions of article 34(3) that were relied on. */
  readonly personsExempt: number;
}

/** Counts the cases of a register at an instant. */
export function countBreaches(cases: ReadonlyMap<string, readonly Recorded<BreachAct>[]>, now: Date): BreachLedger {
  const breaches = [...cases].flatMap(([id, acts]) => foldBreach(id, acts) ?? []);
  const statuses = breaches.map((breach) => breachStatus(breach, now));
  const told = (at: number): boolean => (breaches[at]?.authority.length ?? 0) > 0;
  const number = (holds: (status: (typeof statuses)[number], at: number) => boolean): number => statuses.filter(holds).length;
  return {
    recorded: breaches.length,
    open: number(({ state }) => state === "open"),
    overdue: number(({ late }, at) => late && !told(at)),
    notifiedLate: number(({ late }, at) => late && told(at)),
    notified: number((_, at) => told(at)),
    personsUntold: number(({ persons }) => persons === "due"),
    personsExempt: number(({ persons }) => persons === "exempt"),
  };
}
