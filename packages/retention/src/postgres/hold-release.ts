/** The release of a hold, and what falls due by it. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { isText } from "../text.ts";
import { databaseDay } from "./clock.ts";
import { type HoldScope, holdLock, refusedHold } from "./hold.ts";
import { conditionsOf } from "./predicate.ts";
import type { RetainedTable } from "./retained-table.ts";
import { describeTable } from "./table.ts";

/** A policy on a table. */
export interface PolicyOnTable {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
}

/** The release of a hold. */
export interface HoldRelease {
  readonly id: string;
  readonly reason: string;
  /** Who releases it. Default: the login of the database. */
  readonly author?: string;
  /** The tables to tell about: what fell due while the hold kept it. */
  readonly tables?: readonly PolicyOnTable[];
}

/** What a release sets free. */
export interface ReleasedHold {
  readonly id: string;
  readonly scope: HoldScope;
  /** The policy's id; `*` for a hold on a subject under all of them. */
  readonly policy: string;
  /** For each table that was asked about: how many rows the next sweep, or the `resume` of an order that waits, takes that it did not before. */
  readonly due: readonly { readonly policy: string; readonly table: string; readonly rows: number }[];
}

interface HoldRow {
  readonly policy: string;
  readonly scope: HoldScope;
}

/**
 * Releases a hold. What fell due meanwhile goes with the next sweep, and what an order of erasure waits for with the eraser's `resume`: run both where
 * `due` tells rows, in whatever way they are run. The subject or the key of the hold is forgotten with it.
 *
 * @throws `HOLD_UNKNOWN` when there is no such hold or it has been released, `HOLD_INVALID` without a reason, and for `tables` what `plan`
 *   throws
 */
export async function releaseHold(sql: Sql, release: HoldRelease): Promise<ReleasedHold> {
  const { id, reason, author, tables = [] } = release ?? {};
  if (!isText(reason)) throw refusedHold("reason");
  if (author !== undefined && !isText(author)) throw refusedHold("author");
  if (typeof id !== "string" || !/^\d{1,18}$/.test(id)) throw unknown();
  return sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${holdLock()})::text`); // Batches that ran before are older than the time below.
    const { rows } = await tx.query<HoldRow>(
      `select policy, scope from favorable.hold where id = $1::bigint and released_at is null for update`,
      [id],
    );
    const [hold] = rows;
    if (hold === undefined) throw unknown();
    const own = tables;
    const before = await removable(tx, own);
    await tx.query(
      `update favorable.hold set released_at = clock_timestamp(), release_reason = $2, released_by = coalesce($3::text, session_user),
          subject = null, key = null, parts = null
        where id = $1::bigint`,
      [id, reason, author ?? null],
    );
    const after = await removable(tx, own);
    const due = own.map(({ policy, table }, at) => ({
      policy: policy.id,
      table: table.table,
      rows: (after[at] ?? 0) - (before[at] ?? 0),
    }));
    return { id, scope: hold.scope, policy: hold.policy, due: due.filter(({ rows: freed }) => freed > 0) };
  });
}

/** How many rows a sweep would take today from each table. */
async function removable(tx: Sql, tables: readonly PolicyOnTable[]): Promise<number[]> {
  const counts: number[] = [];
  for (const { policy, table } of tables) {
    const described = await describeTable(tx, policy, table, { shred: true });
    const { today } = await databaseDay(tx, policy.zone);
    const { called, allowed, held, present } = conditionsOf(policy, described, "$1::date");
    const { subject } = described;
    // Rows of a subject whose erasure waits are taken as soon as a floor allows it.
    const ordered =
      subject === undefined || subject === null
        ? "false"
        : `t.${subject.name}::text in (select e.subject from favorable.erasure e where e.completed_on is null and e.purposes is null)`;
    const { rows } = await tx.query<{ n: string }>(
      `select count(*) as n from ${described.relation} t where ${present} and (${called} or coalesce(${ordered}, false)) and ${allowed} and not ${held} and $1::date is not null`,
      [today],
    );
    counts.push(Number(rows[0]?.n ?? 0));
  }
  return counts;
}

function unknown(): PrivacyError {
  return new PrivacyError("HOLD_UNKNOWN", "there is no such hold, or it has been released");
}
