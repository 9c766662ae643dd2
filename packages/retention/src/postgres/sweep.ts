/** The sweep: batches over the primary key, resumable, within a budget, each leaving evidence. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { batchText } from "./batch.ts";
import { databaseDay } from "./clock.ts";
import type { PurgeEvidence } from "./evidence.ts";
import type { Attachment } from "./expiry-view.ts";
import { holdLock, refuseUnreadableHolds } from "./hold.ts";
import { type DescribedTable, describeTable } from "./table.ts";

/** What to sweep, and how much of it. */
export interface SweepOptions extends Attachment {
  /** The cutoff day; default and latest: the database's today in the policy's zone. */
  readonly asOf?: CalendarDate;
  /** Rows looked at in one transaction, 1 to 10,000; default 1000. */
  readonly batch?: number;
  /** Most rows removed by this call. */
  readonly maxRows?: number;
  /** No new batch is started after so many milliseconds. */
  readonly budgetMs?: number;
  /** No new batch is started after the abort. */
  readonly signal?: AbortSignal;
  /** Called in the transaction of each batch that removed something, to enter it into a log: `appendIn(tx, …)`. */
  readonly onEvidence?: (tx: Sql, evidence: PurgeEvidence) => Promise<unknown>;
}

/** What one call did. */
export interface SweepResult {
  /** The whole table has been looked at for this day; otherwise call again with the same day. */
  readonly done: boolean;
  readonly asOf: CalendarDate;
  readonly simulated: boolean;
  readonly removed: number;
  /** Rows called for that a hold kept. */
  readonly held: number;
  readonly batches: number;
}

/**
 * Removes what is due, in batches. Progress is stored: an interrupted sweep goes on where it was when it is called again for the same
 * day and version. May be called by several workers at once; they take turns.
 *
 * @throws `AS_OF_FUTURE` when the day has not come for the database, `BATCH_INVALID`, `TABLE_INVALID`, `ACTION_UNSUPPORTED`, `HOLD_INVALID`
 *   while there is a hold, not placed by `placeHold`, whose key is none of the table's, and `SQL_FAILED` (23503 when a row of another table still refers to one that is due): batches before it are done, its own is not
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { sql, policy, table, batch = 1000, maxRows = Number.MAX_SAFE_INTEGER, budgetMs, signal } = options;
  for (const size of [batch, maxRows])
    if (!Number.isSafeInteger(size) || size < 1) throw new PrivacyError("BATCH_INVALID", "a batch and a maximum are whole numbers from 1");
  if (batch > 10_000) throw new PrivacyError("BATCH_INVALID", "a batch has 1 to 10,000 rows");
  const described = await describeTable(sql, policy, table);
  const { today, simulated } = await databaseDay(sql, policy.zone);
  const asOf = options.asOf === undefined ? today : calendarDate(options.asOf);
  if (asOf > today) throw new PrivacyError("AS_OF_FUTURE", "the day has not come yet for the database", { asOf, today });
  await enroll(sql, options, asOf);
  const started = performance.now();
  const total = { removed: 0, held: 0, batches: 0, done: false };
  while (!total.done && total.removed < maxRows && signal?.aborted !== true) {
    if (budgetMs !== undefined && performance.now() - started >= budgetMs) break;
    const step = await runBatch(options, described, asOf, Math.min(batch, maxRows - total.removed));
    if (step === "overtaken") break;
    total.removed += step.removed;
    total.held += step.held;
    total.batches += 1;
    total.done = step.done;
  }
  return { asOf, simulated, ...total };
}

/** Starts a sweep, or joins the one for the same day and version that has not ended. */
async function enroll(sql: Sql, { policy, table }: SweepOptions, asOf: CalendarDate): Promise<void> {
  await sql.query(
    `insert into favorable.sweep (policy, relation, version, as_of) values ($1, $2, $3::int, $4::date)
      on conflict (policy, relation) do update
        set version = excluded.version, as_of = excluded.as_of, cursor = null, done = false, removed = 0, updated_at = now()
        where sweep.done or sweep.version <> excluded.version or sweep.as_of <> excluded.as_of`,
    [policy.id, table.table, policy.version, asOf],
  );
}

interface Step {
  readonly removed: number;
  readonly held: number;
  readonly seen: number;
  readonly done: boolean;
  readonly id: string | null;
}

async function runBatch(options: SweepOptions, described: DescribedTable, asOf: CalendarDate, size: number): Promise<Step | "overtaken"> {
  const { sql, policy, table, onEvidence } = options;
  return sql.transaction(
    async (tx) => {
      // Holds wait for this batch, and this batch for holds: read committed, so that the statement sees every hold placed before.
      await tx.query(`select pg_advisory_xact_lock_shared(${holdLock(policy)})::text`);
      const progress = await tx.query<{ cursor: string | null; done: boolean; same: boolean }>(
        `select cursor, done, version = $3::int and as_of = $4::date as same from favorable.sweep
          where policy = $1 and relation = $2 for update`,
        [policy.id, table.table, policy.version, asOf],
      );
      const state = progress.rows[0];
      if (state === undefined || !state.same) return "overtaken"; // A sweep for another day or version has begun.
      if (state.done) return { removed: 0, held: 0, seen: 0, done: true, id: null }; // Another worker did the rest.
      await refuseUnreadableHolds(tx, policy, described);
      const { simulated } = await databaseDay(tx, policy.zone);
      const params = [asOf, size, simulated, table.table, ...(state.cursor === null ? [] : [state.cursor])];
      const { rows } = await tx.query<Step>(batchText(policy, described, state.cursor !== null), params);
      const step = rows[0];
      if (step === undefined) throw new PrivacyError("SWEEP_FAILED", "a batch gave no account of itself");
      if (step.id !== null && onEvidence !== undefined) {
        const anonymised = described.anonymise !== undefined;
        await onEvidence(tx, {
          id: step.id,
          policy: policy.id,
          version: policy.version,
          relation: table.table,
          action: anonymised ? "anonymise" : "delete",
          level: anonymised ? "columns emptied" : "row gone",
          asOf,
          simulated,
          removed: step.removed,
          held: step.held,
        });
      }
      return step;
    },
    { isolation: "read committed" },
  );
}
