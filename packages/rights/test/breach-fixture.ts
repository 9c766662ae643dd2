/** A breach for the tests: found on a Friday evening. */
import type { AuditEvent } from "@favorable/audit";
import { simulatedClock } from "@favorable/core";
import { type BreachAct, type BreachFacts, type CaseRegister, createBreachDesk, memoryCaseRegister } from "@favorable/rights";

export const facts: BreachFacts = {
  awareAt: "2026-03-06T18:30:00.000Z",
  foundBy: "staff",
  nature: ["confidentiality"],
  origin: "accident",
  description: "A list of absences was sent to the wrong service",
  categories: ["absences"],
  special: true,
  subjects: ["staff"],
  persons: 40,
  records: 120,
};
export const measure: BreachAct = { act: "measure", state: "taken", text: "The message was recalled" };
export const record: BreachAct = { act: "record", facts };
export const assess = (risk: "unlikely" | "risk" | "high"): BreachAct => ({
  act: "assess",
  risk,
  effects: "Colleagues learn of absences for sickness",
  reason: "Forty persons read the list before it was withdrawn",
});
export const officer = { actor: "o-1", role: "officer" };

export function breachSet(register?: (log: { appendAll(events: readonly AuditEvent[]): Promise<never[]> }) => CaseRegister<BreachAct>) {
  const events: AuditEvent[] = [];
  const state = { broken: false };
  const log = {
    appendAll: async (given: readonly AuditEvent[]): Promise<never[]> => {
      if (state.broken) throw new Error("the disk is full");
      events.push(...given);
      return [];
    },
  };
  const clock = simulatedClock(new Date("2026-03-06T20:00:00Z"));
  const kept = (register ?? memoryCaseRegister<BreachAct>)(log);
  const desk = createBreachDesk({
    register: kept,
    permit: ({ role, action, holds = [] }) =>
      role === "officer" || (role === "auditor" && action === "read" && !holds.includes("officer"))
        ? { allowed: true, fields: [] }
        : { allowed: false, code: "ROLE" },
    purpose: "security",
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Paris",
    clock,
  });
  const act = (one: BreachAct, id = "2026-003") => desk.act(officer, id, one);
  return { desk, clock, events, state, act, register: kept };
}
