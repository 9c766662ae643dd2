/** Random histories of a log in which nobody does anything wrong. */
import { addDays, type CalendarDate, calendarDate, type Period, period, type SimulatedClock } from "@favorable/core";
import fc from "fast-check";
import { type AuditLog, endEvent, holdEvent, policyEvent, releaseEvent } from "../src/index.ts";

type PolicyName = "alerts" | "logs";

/** One step of a history. */
export type LegalStep =
  | { readonly do: "read"; readonly policy: PolicyName; readonly people: number; readonly ago: number }
  | {
      readonly do: "amend";
      readonly policy: PolicyName;
      readonly days: number;
      readonly approved: boolean;
      readonly ahead: number;
      readonly waits: boolean;
    }
  | { readonly do: "hold"; readonly on: PolicyName | "entry"; readonly name: number }
  | { readonly do: "release"; readonly name: number }
  | { readonly do: "end"; readonly ago: number }
  | { readonly do: "erase" }
  | { readonly do: "erase-early"; readonly pick: number }
  | { readonly do: "prune" }
  | { readonly do: "witness" }
  | { readonly do: "wait"; readonly days: number };

const policyName = fc.constantFrom<PolicyName>("alerts", "logs");
const name = fc.nat(2);

/** A step; `witness` hands a checkpoint out. */
export const legalStep: fc.Arbitrary<LegalStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("read" as const),
      policy: policyName,
      people: fc.oneof({ weight: 12, arbitrary: fc.nat(3) }, fc.constant(66)),
      ago: fc.nat(50),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("amend" as const),
      policy: policyName,
      days: fc.integer({ min: 5, max: 90 }),
      approved: fc.boolean(),
      ahead: fc.integer({ min: -20, max: 30 }),
      waits: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hold" as const), on: fc.constantFrom("alerts", "logs", "entry"), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("end" as const), ago: fc.nat(200) }) },
  { weight: 4, arbitrary: fc.constant({ do: "erase" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase-early" as const), pick: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant({ do: "prune" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "witness" as const }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 40 }) }) },
);

/** What is left of a history. */
export interface LegalHistory {
  /** Checkpoints that were handed out, and when. */
  readonly kept: { readonly note: string; readonly since: string }[];
  /** Its last day. */
  readonly today: CalendarDate;
}

/** Plays a history on an empty log. */
export async function play(log: AuditLog, clock: SimulatedClock, steps: readonly LegalStep[]): Promise<LegalHistory> {
  const kept: { note: string; since: string }[] = [];
  const reads: string[] = [];
  const versions: Record<PolicyName, number> = { alerts: 1, logs: 1 };
  const today = (): CalendarDate => calendarDate(clock.now().toISOString().slice(0, 10));
  const days = (count: number): Period => period(`P${count}D`);
  await log.append(policyEvent({ policy: "alerts", version: 1, maximum: days(30) }));
  await log.append(policyEvent({ policy: "logs", version: 1, minimum: days(20), until: "ended", maximum: days(60) }));
  for (const step of steps)
    switch (step.do) {
      case "wait":
        clock.moveTo(new Date(clock.now().getTime() + step.days * 86_400_000));
        break;
      case "read": {
        const retention = { policy: step.policy, version: versions[step.policy], start: addDays(today(), -step.ago) };
        const parts = Array.from({ length: step.people }, (_, at) => ({ name: "row", subject: `p-${at}`, value: at, retention }));
        reads.push((await log.append({ type: "access.read", clear: { count: step.people }, parts })).id);
        break;
      }
      case "amend": {
        const version = ++versions[step.policy];
        const terms = { policy: step.policy, version, maximum: days(step.days), from: addDays(today(), step.ahead) };
        await log.append(
          policyEvent({ ...terms, ...(step.approved ? { approval: "opinion:2022-1" } : {}), ...(step.waits ? { until: "ended" } : {}) }),
        );
        break;
      }
      case "hold": {
        const entry = reads.at(-1);
        const scope = step.on === "entry" ? entry && { entry } : { policy: step.on };
        if (scope !== undefined && scope !== "") await log.append(holdEvent(`h${step.name}`, scope));
        break;
      }
      case "release":
        await log.append(releaseEvent(`h${step.name}`));
        break;
      case "end":
        await log.append(endEvent("ended", addDays(today(), -step.ago)));
        break;
      case "erase":
        await log.eraseExpired({ asOf: today() });
        break;
      case "erase-early": {
        const entry = reads[step.pick % Math.max(1, reads.length)];
        // Under a hold the log refuses, and nothing happened.
        if (entry !== undefined)
          await log
            .eraseEarly({ scope: { entry }, basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director" })
            .catch((error: { code?: string }) => {
              if (error.code !== "ERASURE_HELD") throw error;
            });
        break;
      }
      case "prune":
        await log.prune({ asOf: today() });
        break;
      case "witness":
        kept.push({ note: await log.checkpoint(), since: clock.now().toISOString() });
        break;
    }
  return { kept, today: today() };
}
