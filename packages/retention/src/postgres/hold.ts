/** Holds: what keeps a row from every sweep until it is released. */
import { type CalendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant } from "./literal.ts";
import { unreadableHolds } from "./predicate.ts";
import { describeKey, type KeyedTable, type RetainedTable } from "./table.ts";

/** A hold to be placed. */
export interface HoldRequest {
  /** The policy whose sweeps it stops. */
  readonly policy: RetentionPolicy;
  /**
   * The primary key of the row, in any writing that its type reads: numbers beyond 2^53 − 1 as text or bigint. Left out, the hold is on
   * everything under the policy.
   */
  readonly key?: string | number | bigint;
  /** The table of the row: mandatory with a key, which is checked against it. The one that is swept. */
  readonly table?: Pick<RetainedTable, "table">;
  /** What kind of reason, such as `litigation`, `inspection`, `request`. */
  readonly kind: string;
  /** Why, for those who review it. */
  readonly reason: string;
  /** When somebody has to look at it again. */
  readonly reviewOn?: CalendarDate;
}

/** The key of the lock that sweeps share and holds take alone. */
export function holdLock(policy: RetentionPolicy): string {
  return `pg_catalog.hashtextextended(${quoteConstant(`favorable.hold.${policy.id}`)}, 0)`;
}

/**
 * Places a hold. Waits for the batch of a running sweep, so once it returns no row under it is taken.
 *
 * The key is read in the type of the primary key and kept as the database writes it. It keeps that key in every table under the policy.
 *
 * @returns the id of the hold
 * @throws `HOLD_INVALID` with a `reason`: `kind`, `reason` or `reviewOn` malformed; `policy`; `key` (no key of this table's type, or a number
 *   that is not exact), `table` (a key without its table), `no-row` (no row has the key: a hold that keeps nothing is a mistake);
 *   `TABLE_INVALID`
 */
export async function placeHold(sql: Sql, request: HoldRequest): Promise<{ id: string }> {
  const { policy, key, table, kind, reason, reviewOn } = checked(request);
  return sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${holdLock(policy)})::text`);
    const found = key === undefined ? undefined : await findKey(tx, policy, table, key);
    const { rows } = await tx.query<{ id: string }>(
      `insert into favorable.hold (policy, key, relation, kind, reason, review_on) values ($1, $2, $3, $4, $5, $6::date)
        returning id::text as id`,
      [policy.id, found?.key ?? null, found?.relation ?? null, kind, reason, reviewOn ?? null],
    );
    return { id: rows[0]?.id ?? "" };
  });
}

function checked(request: HoldRequest): HoldRequest {
  const { policy, key, table, kind, reason, reviewOn } = request ?? {};
  if (!isText(kind)) throw invalid("kind");
  if (!isText(reason)) throw invalid("reason");
  if (typeof policy?.id !== "string") throw invalid("policy");
  if (reviewOn !== undefined && !isCalendarDate(reviewOn)) throw invalid("reviewOn");
  if (key === undefined) return request;
  const isKey = typeof key === "number" ? Number.isSafeInteger(key) : typeof key === "bigint" || (typeof key === "string" && isWhole(key));
  if (!isKey) throw invalid("key");
  if (typeof table?.table !== "string") throw invalid("table");
  return request;
}

/** Finds the row, and its key as the database writes it. */
async function findKey(tx: Sql, policy: RetentionPolicy, table: HoldRequest["table"], key: string | number | bigint) {
  if (table === undefined) throw invalid("table");
  const { relation, key: column, keyType } = await describeKey(tx, policy, table);
  const { rows } = await tx
    .query<{ key: string }>(`select t.${column}::text as key from ${relation} t where t.${column} = $1::text::${keyType}`, [String(key)])
    .catch((error: unknown) => {
      throw sqlState(error)?.startsWith("22") === true ? invalid("key") : error; // Class 22: no value of the type.
    });
  const [row] = rows;
  if (row === undefined) throw invalid("no-row");
  return { key: row.key, relation: table.table };
}

/** Fails closed: what such a hold was to keep might be in this table. */
export async function refuseUnreadableHolds(sql: Sql, policy: RetentionPolicy, table: KeyedTable): Promise<void> {
  const { rows } = await sql.query<{ n: number }>(unreadableHolds(policy, table));
  const holds = rows[0]?.n ?? 0;
  if (holds > 0)
    throw new PrivacyError("HOLD_INVALID", "a hold has a key that is none of the table's: release it and place it anew", {
      reason: "key",
      holds,
    });
}

function invalid(reason: string): PrivacyError {
  return new PrivacyError("HOLD_INVALID", `the hold is refused: ${reason}`, { reason });
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && isWhole(value);
}

/** A text that PostgreSQL can hold. */
function isWhole(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/**
 * Releases a hold; what fell due meanwhile goes with the next sweep.
 *
 * @throws `HOLD_UNKNOWN` when there is no such hold or it has been released, `HOLD_INVALID` without a reason
 */
export async function releaseHold(sql: Sql, release: { readonly id: string; readonly reason: string }): Promise<void> {
  const { id, reason } = release ?? {};
  if (!isText(reason)) throw invalid("reason");
  if (typeof id !== "string" || !/^\d{1,18}$/.test(id)) throw new PrivacyError("HOLD_UNKNOWN", "there is no such hold");
  const { rowCount } = await sql.query(
    "update favorable.hold set released_at = now(), release_reason = $2 where id = $1::bigint and released_at is null",
    [id, reason],
  );
  if (rowCount !== 1) throw new PrivacyError("HOLD_UNKNOWN", "there is no such hold, or it has been released");
}
