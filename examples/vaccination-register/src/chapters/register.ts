/** What the chapters of the story share: the open register. */
import type { AuditLog } from "@favorable/audit";
import type { CalendarDate, SimulatedClock } from "@favorable/core";
import { refusalOf, type Teller } from "@favorable/example-storyteller";
import { createGuard } from "@favorable/guard";
import type { RetentionPolicy } from "@favorable/retention";
import type { Register } from "../declaration/file.ts";
import type { Store } from "../store/open.ts";

/** The declared period of the access logs, as the log itself knows it. */
export const LOG_POLICY = { policy: "logs", version: 1 } as const;

/** Zone of the hospital. */
export const ZONE = "Europe/Monaco";

/** The four people of the matrix, by the accounts of this story. */
export const PEOPLE = {
  hrDirector: { id: "account-hr-director", roles: ["hrDirector"] },
  careDirector: { id: "account-care-director", roles: ["careDirector"] },
  administrator: { id: "account-administrator", roles: ["administrator"] },
} as const;

/** Makes the guard of the register: nothing reaches the tables but through it. */
export function registerGuard(declaration: Register, store: Store, log: AuditLog, clock: SimulatedClock, consents: ReadonlySet<string>) {
  return createGuard({
    processing: declaration,
    log,
    sql: store.sql,
    logPolicy: LOG_POLICY,
    sinks: ["reminder-mail"],
    zone: ZONE,
    clock,
    consent: async (_purpose, subjects) => new Set(subjects.filter((subject) => consents.has(subject))),
  });
}

/** The register, open. */
export interface OpenRegister {
  readonly declaration: Register;
  readonly store: Store;
  readonly log: AuditLog;
  readonly guard: ReturnType<typeof registerGuard>;
  readonly clock: SimulatedClock;
  /** The declared retention of everything about vaccination. */
  readonly policy: RetentionPolicy;
  /** Moves the story on: the process's clock and the database's, both of which say that they are simulated. */
  moveTo(instant: string): Promise<void>;
  /** Today, in the hospital's zone. */
  today(): CalendarDate;
  readonly teller: Teller;
  /** Where the story writes: `out`, `data`. */
  readonly folders: { readonly out: string; readonly data: string };
}

/**
 * Runs what must be refused and recorded, and looks for the entry: throws when it went through, or when the log does not tell of the
 * refusal by the same code.
 */
export async function recordedRefusal({ log }: Pick<OpenRegister, "log">, attempt: () => Promise<unknown>): Promise<string> {
  const { size } = await log.sequence();
  const code = await refusalOf(attempt);
  for await (const { clear } of log.entries({ from: size, types: ["access.refused", "export.refused"] }))
    if (clear["code"] === code || code === "EXPORT_REFUSED") return code;
  throw new Error("the story expected an entry of this refusal, and there was none");
}
