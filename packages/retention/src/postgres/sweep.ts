/** The sweep: batches over the primary key, resumable, within a budget and a share of time, each leaving evidence. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { BatchRow } from "./batch.ts";
import { databaseDay, recordedEvents } from "./clock.ts";
import { startCutoff } from "./cutoff.ts";
import { resolveDependants } from "./dependants.ts";
import type { PurgeEvidence } from "./evidence.ts";
import type { Attachment } from "./expiry-view.ts";
import { refuseBelow, refuseUnreadableHolds } from "./hold-check.ts";
import { enroll, isUnderWay, leftOver, release, type SweepIdentity, splitRanges } from "./lease.ts";
import { chooseMode } from "./mode.ts";
import { recordRun } from "./purge-run.ts";
import type { RestoreGate } from "./restore-gate.ts";
import { refuseRestored } from "./restored.ts";
import { type Shredder, subjectTables } from "./shredder.ts";
import { hasFewGaps } from "./stride.ts";
import { type BatchPlan, runBatch } from "./sweep-batch.ts";
import { counted, daysLate, emptyMetrics, type SweepMetrics } from "./sweep-metrics.ts";
import { describeTable } from "./table.ts";
import { checkDuty, DEFAULT_DUTY, rest, restAfter } from "./throttle.ts";

/** What to sweep, and how much of it. */
export interface SweepOptions extends Attachment {
  /** The cutoff day; default and latest: the database's today in the policy's zone. */
  readonly asOf?: CalendarDate;
  /**
   * Rows looked at in one transaction, 1 to 100,000; default 1000. Larger ones cost less in all and
   * keep locks longer. Rows of other tables that go with them count as well.
   */
  readonly batch?: number;
  /** Most rows removed by this call. */
  readonly maxRows?: number;
  /** No new batch is started after so many milliseconds. */
  readonly budgetMs?: number;
  /** Share of the time spent working, above 0 to 1; default 0.25. With several workers each has its own. */
  readonly duty?: number;
  /** No new batch is started after the abort. */
  readonly signal?: AbortSignal;
  /** A name of its own for each of several workers: they lease ranges, never wait for each other, and take over from one that died. */
  readonly worker?: string;
  /** Ranges of the primary key that the table is split into when the sweep starts, 1 to 1000; default 1, or 16 for a named worker. */
  readonly ranges?: number;
  /** How long nobody takes over the range of a worker that is silent, 1000 to 3,600,000 ms; default 60,000. */
  readonly leaseMs?: number;
  /** For `then: "shred"`: destroys the keys of data subjects who have no row left, and no hold on them. */
  readonly shredder?: Shredder;
  /** For `then: "shred"`: tables with rows of the same subjects, besides this one and all that are attached with a subject column. */
  readonly subjects?: readonly { readonly table: string; readonly subject: string }[];
  /** Of `openAfterStart`: nothing is removed while it is closed. */
  readonly gate?: Pick<RestoreGate, "ready">;
  /** Told after each batch. */
  readonly onProgress?: (metrics: SweepMetrics) => void;
  /** Called in the transaction of each batch that removed something, to enter it into a log: `appendIn(tx, …)`. */
  readonly onEvidence?: (tx: Sql, evidence: PurgeEvidence) => Promise<unknown>;
}

/** What one call did. */
export interface SweepResult extends SweepMetrics {
  /** Nothing that was due is left but what a hold keeps; otherwise call again with the same day. */
  readonly done: boolean;
  /** Rows that were due and that others were changing when the whole table had been looked at: the next call takes them. */
  readonly passed: number;
  /** What is left is leased to other workers. */
  readonly busy: boolean;
  readonly asOf: CalendarDate;
  readonly simulated: boolean;
}

/**
 * Removes what is due, in batches. Progress is stored: an interrupted sweep goes on where it was when it is called again for the same
 * day and version. May be called by several workers at once: they take turns, or lease ranges when they have names.
 *
 * @throws `AS_OF_FUTURE` when the day has not come for the database, `BATCH_INVALID`, `DUTY_INVALID`, `TABLE_INVALID`,
 *   `ACTION_UNSUPPORTED`, `DEPENDANT_UNDECLARED` while a foreign key to the table has no declaration, `DEPENDANT_INVALID`, `HOLD_INVALID`
 *   while there is a hold, not placed by `placeHold`, whose key is none of the table's, and `SQL_FAILED`: batches before it are done, its
 *   own is not; `DATABASE_RESTORED` (details: `reason`) while `gate` is closed, or the database is a restore that nobody has looked at
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { sql, policy, table, batch, maxRows, budgetMs, duty, signal, worker, ranges, leaseMs, onProgress } = checked(options);
  const { shredder, gate } = options;
  await refuseRestored(sql, gate);
  const described = await describeTable(sql, policy, table, { shred: shredder !== undefined });
  const dependants = described.anonymise === undefined ? await resolveDependants(sql, table) : [];
  const { today, simulated } = await databaseDay(sql, policy.zone);
  const asOf = options.asOf === undefined ? today : calendarDate(options.asOf);
  if (asOf > today) throw new PrivacyError("AS_OF_FUTURE", "the day has not come yet for the database", { asOf, today });
  const events = await recordedEvents(sql);
  const cutoff = startCutoff(policy, events, asOf);
  const total = emptyMetrics();
  await refuseUnreadableHolds(sql, policy, described);
  await refuseBelow(sql, dependants);
  const identity: SweepIdentity = { policy, relation: table.table, asOf };
  if (cutoff === "none") {
    await recordRun(sql, identity, simulated);
    return { ...total, done: true, busy: false, passed: 0, asOf, simulated };
  }
  const begin = async (): Promise<void> => {
    if (await isUnderWay(sql, identity)) return;
    const mode = ranges > 1 ? "windows" : await chooseMode(sql, policy, described, cutoff);
    await enroll(sql, identity, mode, await splitRanges(sql, described, ranges));
  };
  await begin();
  const plan: BatchPlan = {
    ...{ sql, policy, dependants, asOf, cutoff, worker, leaseMs, identity },
    table: described,
    name: table.table,
    stride: await hasFewGaps(sql, described),
    statementMs: Math.max(1000, Math.floor(leaseMs / 2)),
    shredder,
    subjectTables: shredder === undefined ? [] : await subjectTables(sql, options.subjects ?? []),
    onEvidence: options.onEvidence,
  };
  const started = performance.now();
  let passed = 0;
  let state: "done" | "overtaken" | "busy" | "left" = "left";
  try {
    while (state === "left" && total.removed < maxRows && signal?.aborted !== true) {
      const spent = performance.now() - started;
      if (budgetMs !== undefined && spent >= budgetMs) break;
      await gate?.ready();
      const step = await runBatch(plan, Math.min(batch, maxRows - total.removed), batch);
      const took = performance.now() - started - spent;
      if (step === "again") continue;
      if (typeof step === "string") {
        state = step === "done" ? await ended() : step;
        continue;
      }
      counted(total, step, lag(step), took);
      onProgress?.({ ...total });
      if (step.done && !(await isUnderWay(sql, identity))) state = await ended();
      if (step.done || total.removed >= maxRows) continue;
      const pause = restAfter(took, duty);
      if (budgetMs !== undefined && performance.now() - started + pause >= budgetMs) break;
      await rest(pause, signal);
      total.restedMs += pause;
    }
  } finally {
    if (worker !== undefined) await release(sql, identity, worker).catch(() => undefined); // Else the lease runs out.
  }
  if (state === "done") await recordRun(sql, identity, simulated);
  return { ...total, done: state === "done" && passed === 0, busy: state === "busy", passed, asOf, simulated };

  /** What a hold kept that was released behind the sweep is taken by another round at once. */
  async function ended(): Promise<"done" | "left"> {
    const over = await leftOver(sql, identity);
    passed = over.passed;
    if (!over.freed) return "done";
    await begin();
    return "left";
  }

  function lag({ removed, oldest }: BatchRow): number {
    return removed === 0 ? 0 : daysLate(policy, oldest === null ? undefined : calendarDate(oldest), events, asOf);
  }
}

type Checked = SweepOptions & Required<Pick<SweepOptions, "batch" | "maxRows" | "duty" | "ranges" | "leaseMs">>;

function checked(options: SweepOptions): Checked {
  const { batch = 1000, maxRows = Number.MAX_SAFE_INTEGER, worker, leaseMs = 60_000, duty = DEFAULT_DUTY } = options;
  const ranges = options.ranges ?? (worker === undefined ? 1 : 16);
  const whole = (value: number, least: number, most: number): boolean => Number.isSafeInteger(value) && value >= least && value <= most;
  if (!whole(maxRows, 1, Number.MAX_SAFE_INTEGER)) throw new PrivacyError("BATCH_INVALID", "a maximum is a whole number from 1");
  if (!whole(batch, 1, 100_000)) throw new PrivacyError("BATCH_INVALID", "a batch has 1 to 100,000 rows");
  if (!whole(ranges, 1, 1000)) throw new PrivacyError("BATCH_INVALID", "there are 1 to 1000 ranges");
  if (!whole(leaseMs, 1000, 3_600_000)) throw new PrivacyError("BATCH_INVALID", "a lease lasts 1000 to 3,600,000 ms");
  if (worker !== undefined && (worker === "" || worker.length > 200 || worker.includes("\0") || !worker.isWellFormed()))
    throw new PrivacyError("BATCH_INVALID", "a worker has a name of 1 to 200 characters");
  return { ...options, batch, maxRows, ranges, leaseMs, duty: checkDuty(duty) };
}
