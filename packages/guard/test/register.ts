/** A small processing for the guard's tests: two roles, three purposes, a consent that becomes a duty. */
import { defineMatrix } from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import { type SimulatedClock, simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import * as z from "zod";
import { createGuard, type GuardOptions } from "../src/index.ts";

export function declare() {
  const duty = { kind: "legal-obligation", from: "2021-10-30" } as const;
  const vocabulary = defineVocabulary({
    purposes: {
      followUp: { statement: { en: "Follow-up" }, bases: [{ kind: "consent", from: "2021-10-01", until: "2021-10-29" }, duty] },
      statistics: { statement: { en: "Statistics" }, bases: [duty] },
      maintenance: { statement: { en: "Maintenance" }, bases: [{ kind: "public-task" }] },
    },
    categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } }, logs: { label: { en: "Logs" } } },
    origins: { hrFile: { label: { en: "HR file" } }, subject: { label: { en: "Subject" } } },
  });
  const { field, record } = vocabulary;
  const agent = record("agent", {
    number: field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"], subject: true }),
    name: field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
    status: field(z.enum(["yes", "no"]), { category: "status", origins: ["subject"], purposes: ["followUp", "statistics"] }),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify", "delete"],
    roles: {
      director: { label: { en: "Director" }, purposes: ["followUp", "statistics"] },
      clerk: { label: { en: "Clerk" }, purposes: ["followUp"] },
      administrator: { label: { en: "Administrator" }, purposes: ["maintenance"] },
    },
    grants: {
      director: { identity: "all", status: "all", logs: "none" },
      clerk: { identity: ["read"], status: "none", logs: "none" },
      administrator: { identity: "none", status: "none", logs: ["read"] },
    },
  });
  return { vocabulary, access, agent };
}

/** A log that keeps what it is told, and can be told to fail. */
export function memoryLog() {
  const events: AuditEvent[] = [];
  const state = { broken: false, slow: 0 };
  const take = async (given: readonly AuditEvent[]): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, state.slow));
    if (state.broken) throw new Error("the disk is full");
    events.push(...given);
  };
  return { events, state, appendAll: take, appendAllIn: (_tx: Sql, given: readonly AuditEvent[]) => take(given) };
}

/** A database of which only the transaction's outcome matters. */
export function emptySql(): Sql {
  const sql: Sql = { query: async () => ({ rows: [] }), transaction: (run) => run(sql) };
  return sql;
}

export function setUp(options: Partial<Pick<GuardOptions<never, never, never, never>, "fallback" | "consent">> & { on?: string } = {}) {
  const declared = declare();
  const log = memoryLog();
  const clock: SimulatedClock = simulatedClock(new Date(`${options.on ?? "2021-11-05"}T09:00:00Z`));
  const guard = createGuard({
    processing: declared,
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    sinks: ["reminder-mail"],
    zone: "Europe/Monaco",
    clock,
    ...(options.fallback === undefined ? {} : { fallback: options.fallback }),
    ...(options.consent === undefined ? {} : { consent: options.consent }),
  });
  return { ...declared, log, clock, guard };
}

export const director = { id: "d-1", roles: ["director"] } as const;
export const rows = [
  { number: "n-1", name: "First", status: "yes", salary: 1 },
  { number: "n-2", name: "Second", status: "no", salary: 2 },
] as const;
