/** What each of the small systems stands on: a database in memory, its log, a clock that says it is simulated. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AuditLog, type LogVerification, policyEvent } from "@favorable/audit";
import { createSigner, exportLog, generateKey, verifyFolder } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { type CalendarDate, dateInZone, period, type SimulatedClock, simulatedClock } from "@favorable/core";
import { retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { type Migration, migrate, type Sql } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import type { Teller } from "./teller.ts";

/** The period of the access logs: six months at least, a year at most (CNIL deliberation 2021-122). */
export const LOG_POLICY = { policy: "accessLogs", version: 1 } as const;

/** Entries that tell of a refusal; those of exports give the reason, not the code. */
const REFUSALS = ["access.refused", "export.refused", "export.aborted", "export.approval-refused"];

/** A system under way. */
export interface System {
  readonly sql: Sql;
  readonly log: AuditLog;
  readonly clock: SimulatedClock;
  readonly zone: string;
  /** Today, in the system's zone. */
  today(): CalendarDate;
  /** Moves the process's clock and the database's: both say that they are simulated. */
  moveTo(instant: string): Promise<void>;
  /** Runs what must be refused, and looks for its entry: throws when it went through, or when the log does not tell of it. */
  recordedRefusal(attempt: () => Promise<unknown>): Promise<string>;
  /** Leaves a checkpoint, exports the log, verifies it against the checkpoint somebody holds, and writes both to a folder. */
  prove(teller: Teller, out: string, held?: Held): Promise<LogVerification>;
  close(): Promise<void>;
}

/** A checkpoint that was left with somebody outside, and with whom. */
export interface Held {
  readonly checkpoint: string;
  readonly by: string;
}

/** What a system is opened with. */
export interface SystemOptions {
  /** Identity of the log, such as `youth-pass.example/audit`. */
  readonly origin: string;
  /** The instant the story begins. */
  readonly startsAt: string;
  readonly zone?: string;
  /** The system's own tables. */
  readonly migrations?: readonly Migration[];
}

/** Opens a system on PGlite in memory: one session, assurance level `process`. */
export async function openSystem({ origin, startsAt, zone = "Europe/Paris", migrations = [] }: SystemOptions): Promise<System> {
  const clock = simulatedClock(new Date(startsAt));
  const { sql, close } = await openPglite(undefined);
  await migrate(sql, [...auditMigrations, ...retentionMigrations, ...migrations]);
  const signer = createSigner(generateKey(origin).privateKey);
  const log = await openAuditLog({ sql, origin, signer, clock });
  await simulateTime(sql, clock.now());
  await log.append(policyEvent({ ...LOG_POLICY, minimum: period("P6M"), maximum: period("P1Y") }));
  return {
    sql,
    log,
    clock,
    zone,
    today: () => dateInZone(clock.now(), zone),
    async moveTo(instant) {
      clock.moveTo(new Date(instant));
      await simulateTime(sql, clock.now());
    },
    async recordedRefusal(attempt) {
      const { size } = await log.sequence();
      const code = await refusalOf(attempt);
      for await (const { clear } of log.entries({ from: size, types: REFUSALS }))
        if (clear["code"] === code || code.startsWith("EXPORT_")) return code;
      throw new Error("the story expected an entry of this refusal, and there was none");
    },
    async prove(teller, out, held) {
      const folder = join(out, "log");
      const external = await log.checkpoint();
      await rm(folder, { recursive: true, force: true });
      await mkdir(out, { recursive: true });
      await exportLog(log, folder);
      await writeFile(join(out, "checkpoint"), external);
      await writeFile(join(out, "log.vkey"), `${signer.vkey}\n`);
      const verified = await verifyFolder(folder, {
        vkey: signer.vkey,
        against: held?.checkpoint ?? (await readFile(join(out, "checkpoint"), "utf8")),
      });
      if (verified.verdict !== "intact") throw new Error("the story's own log does not verify");
      teller.step(`the log of ${verified.size} entries verifies against the checkpoint left with ${held?.by ?? "the officer"}`);
      return verified;
    },
    close,
  };
}

/** Runs what must be refused and returns the code; throws when it went through, so that no story tells a refusal that did not happen. */
export async function refusalOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") return error.code;
    throw error;
  }
  throw new Error("the story expected a refusal here, and there was none");
}
