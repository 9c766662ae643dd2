/** The evidence of a running system: every collector that has what it needs, each on its own. */
import { credentialEvidence } from "@favorable/access/credentials";
import type { CompletenessEvidence } from "@favorable/audit";
import { type CalendarDate, calendarDate, dateInZone, systemClock } from "@favorable/core";
import { databaseDay } from "@favorable/retention/postgres";
import { type Sql, sqlState } from "@favorable/sql";
import type { CoverageEvidence } from "../evidence/bundle.ts";
import type { EvidenceReport } from "../evidence/report.ts";
import { documentSha256 } from "../opinion.ts";
import { coverageOf } from "./coverage.ts";
import { driftEvidence } from "./drift.ts";
import { collectFromDatabase } from "./from-database.ts";
import { collectFromLog } from "./from-log.ts";
import { type Gathering, gathering } from "./gathering.ts";
import { grantsBeyondMatrix } from "./level.ts";
import { storedCheckpoint } from "./log.ts";
import type { EvidenceOptions, Moment } from "./options.ts";

/**
 * Takes evidence. What is in the database is read in one snapshot (repeatable read, read only), each collector within a savepoint of its own; the
 * log, its verification and the level of the database are read before it, since they need transactions of their own. One collector's failure is told by
 * its code, and the others go on.
 *
 * @throws `SQL_UNAVAILABLE` when the database cannot be reached, `NOT_CANONICAL` for a declaration that cannot be hashed, `ZONE_UNKNOWN`
 * @example
 * ```ts
 * import { collectEvidence } from "@favorable/review/postgres";
 *
 * const document = { format: "favorable-processing/2", id: "badges", stage: "draft" } as const;
 * const { evidence, notCollected } = await collectEvidence({ document, only: ["requests", "backups"], mapping: { copies: [] } });
 * console.log(`${evidence.backups?.declared}, ${notCollected[0]?.reason}`); // 0, not-given: sql
 * ```
 */
export async function collectEvidence(options: EvidenceOptions): Promise<EvidenceReport> {
  const { document, sql, given = {} } = options;
  const gathered = gathering(document, options.only);
  const moment = await momentOf(options);
  const { asOf } = moment;
  const fromLog = await collectFromLog(gathered, options, moment);
  await apart(gathered, options, asOf);
  const { level, erasedStillReadable: probe } = options;
  const wider =
    level === undefined || sql === undefined
      ? undefined
      : await gathered.attempt("implementation.grants", {}, () => grantsBeyondMatrix(sql, level));
  const stillReadable = probe === undefined ? undefined : await gathered.attempt("erasures", {}, probe);
  const simulated = moment.simulated || fromLog.simulated;
  const inDatabase = async (snapshot: Sql | undefined): Promise<string | undefined> => {
    await collectFromDatabase(gathered, options, { ...moment, ...fromLog, simulated, wider, stillReadable, snapshot });
    return snapshot === undefined ? undefined : await snapshot.transaction(storedCheckpoint).catch(() => undefined);
  };
  const checkpoint =
    sql === undefined ? await inDatabase(undefined) : await sql.transaction(inDatabase, { isolation: "repeatable read", readOnly: true });
  const found = gathered.finish({ asOf, simulated, declaration: documentSha256(document) }, given);
  return { ...found, ...(checkpoint === undefined ? {} : { checkpoint }) };
}

/** What needs neither the log nor a snapshot. */
async function apart(gathered: Gathering, options: EvidenceOptions, asOf: CalendarDate): Promise<void> {
  const { credentials, coverage, lock, document, observe } = options;
  if (observe?.credentials === undefined)
    gathered.set(
      "credentials",
      await gathered.attempt("credentials", { credentials }, () =>
        credentials === undefined ? undefined : credentialEvidence({ ...credentials, on: asOf }).credentials,
      ),
    );
  if (observe?.coverage === undefined) {
    const replayed = await gathered.attempt("coverage", { coverage }, async () => coverage?.());
    gathered.set("coverage", isKinds(replayed) ? coverageOf(replayed) : replayed);
    if (replayed !== undefined) gathered.limit("coverage", "sample");
  }
  if (observe?.drift === undefined)
    gathered.set(
      "drift",
      await gathered.attempt("drift", { lock }, () => (lock === undefined ? undefined : driftEvidence(lock, document))),
    );
}

function isKinds(value: CoverageEvidence | readonly CompletenessEvidence[] | undefined): value is readonly CompletenessEvidence[] {
  return Array.isArray(value);
}

/** The database's day where it has one, which the application cannot turn back; else the process's. */
async function momentOf({ sql, document, mapping, clock = systemClock }: EvidenceOptions): Promise<Moment> {
  const zone = document.zone ?? mapping?.retention?.[0]?.policy.zone ?? "UTC";
  const now = clock.now();
  const day = sql === undefined ? undefined : await sql.transaction((tx) => databaseDay(tx, zone)).catch(ignoreMissing);
  return { asOf: calendarDate(day?.today ?? dateInZone(now, zone)), now, zone, simulated: clock.simulated || day?.simulated === true };
}

/** A database without the tables of retention has no day of its own. */
function ignoreMissing(error: unknown): undefined {
  const state = sqlState(error);
  if (state === "42883" || state === "3F000" || state === "42P01") return undefined;
  throw error;
}
