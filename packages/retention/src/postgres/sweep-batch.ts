/** One batch of a sweep in its transaction. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import { type BatchRequest, type BatchRow, batchStatement, levelOf, lockStatement } from "./batch.ts";
import type { PurgeEvidence } from "./evidence.ts";
import { holdLock } from "./hold.ts";
import { refuseBelow, refuseUnreadableHolds } from "./hold-check.ts";
import { claim, type NoRange, type SweepIdentity } from "./lease.ts";
import { type Shredder, type SubjectTable, shredSubjects } from "./shredder.ts";

/** What stays the same from batch to batch. */
export interface BatchPlan
  extends Omit<BatchRequest, "window" | "range" | "simulated" | "holding" | "whole" | "skipping" | "size" | "most"> {
  readonly sql: Sql;
  readonly identity: SweepIdentity;
  /** Windows are stretches of whole numbers (see `WindowState`). */
  readonly stride: boolean;
  /** The server ends a statement that takes longer, so that a lease is not outlived. */
  readonly statementMs: number;
  readonly shredder: Shredder | undefined;
  /** Where a data subject may have rows besides. */
  readonly subjectTables: readonly SubjectTable[];
  readonly onEvidence: ((tx: Sql, evidence: PurgeEvidence) => Promise<unknown>) | undefined;
}

/** Tries of a batch that a new reference, a deadlock or a concurrent change undid. */
const TRIES = 3;

/** Milliseconds that a batch waits for a row before it passes over such rows. */
const LOCK_MS = 50;

/** Runs one batch, or tells why there was none. */
export async function runBatch(plan: BatchPlan, size: number, most: number): Promise<BatchRow | NoRange> {
  let skipping = plan.dependants.length > 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await plan.sql.transaction((tx) => batchIn(tx, { ...plan, skipping }, size, most), { isolation: "read committed" });
    } catch (error) {
      // 40P01: another took rows in another order. 40001: a server that asks to try again. The batch was undone as a whole.
      const state = sqlState(error);
      if (attempt >= TRIES || (state !== "40P01" && state !== "40001" && (state !== "55P03" || skipping))) throw error;
      skipping = true; // 55P03: somebody is changing a row; from now on such rows are passed over.
    }
  }
}

async function batchIn(tx: Sql, plan: BatchPlan & Pick<BatchRequest, "skipping">, size: number, most: number): Promise<BatchRow | NoRange> {
  const { policy, identity, worker, table, dependants, onEvidence, asOf, name } = plan;
  // A server that notices a dead client, and never works longer than a lease. Keys are written and read in one form. A window is small:
  // reading the whole table for it is never right, whatever old statistics say, and compiling for it never pays. Then: holds wait for
  // this batch, and this batch for holds; a statement of its own, so that the next one sees every hold placed before.
  await tx.query(
    `select set_config('client_connection_check_interval', '1000', true), set_config('statement_timeout', $1, true),
      set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true), set_config('extra_float_digits', '1', true),
      set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), pg_advisory_xact_lock_shared(${holdLock(policy)})::text`,
    [String(plan.statementMs)],
  );
  const range = await claim(tx, identity, worker);
  // Not before: callers without a name wait for their turn.
  if (plan.skipping !== true) await tx.query(`select set_config('lock_timeout', '${LOCK_MS}', true)`);
  if (typeof range === "string") return range;
  const check = { rows: false, unread: range.unread };
  await refuseUnreadableHolds(tx, policy, table, check);
  await refuseBelow(tx, dependants, check);
  const request: BatchRequest = {
    ...plan,
    window: { ...range, stride: plan.stride },
    range: range.range,
    simulated: range.simulated,
    holding: range.holding || table.restricted !== undefined || dependants.length > 0,
    whole: range.whole,
    size,
    most,
  };
  if (dependants.length > 0) {
    const lock = lockStatement(request);
    await tx.query(lock.text, lock.values);
  }
  const { text, values } = batchStatement(request);
  const { rows } = await tx.query<BatchRow>(text, values);
  const [row] = rows;
  if (row === undefined) throw new PrivacyError("SWEEP_FAILED", "a batch gave no account of itself");
  const level = (await shredded(tx, plan, row)) ? "key destroyed" : levelOf(table);
  if (row.id !== null && onEvidence !== undefined)
    await onEvidence(tx, {
      id: row.id,
      policy: policy.id,
      version: policy.version,
      relation: name,
      action: table.action,
      level,
      asOf,
      simulated: range.simulated,
      removed: row.removed,
      held: row.held,
      dependants: row.dependants,
    });
  return row;
}

/** Destroys keys after the rows have gone, and raises the level of the evidence when no subject of the batch keeps one. */
async function shredded(
  tx: Sql,
  { table, policy, name, shredder, subjectTables }: BatchPlan,
  { id, subjects }: BatchRow,
): Promise<boolean> {
  const { subject, relation } = table;
  if (shredder === undefined || id === null || subjects === null || subject === undefined || subject === null) return false;
  const all = await shredSubjects(tx, shredder, { policy: policy.id, relation: name, subjects }, [{ relation, subject }, ...subjectTables]);
  if (all) await tx.query("update favorable.purge set level = 'key destroyed' where id = $1::bigint", [id]);
  return all;
}
