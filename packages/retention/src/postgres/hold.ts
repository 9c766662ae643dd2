/** Holds: what keeps a row from every sweep until it is released. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant } from "./literal.ts";

/** A hold to be placed. */
export interface HoldRequest {
  /** The policy whose sweeps it stops. */
  readonly policy: RetentionPolicy;
  /** The primary key of the row; left out, the hold is on everything under the policy. */
  readonly key?: string | number | bigint;
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
 * @returns the id of the hold
 * @throws `HOLD_INVALID` without a kind or a reason
 */
export async function placeHold(sql: Sql, { policy, key, kind, reason, reviewOn }: HoldRequest): Promise<{ id: string }> {
  if (kind.trim() === "" || reason.trim() === "") throw new PrivacyError("HOLD_INVALID", "a hold has a kind and a reason");
  return sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${holdLock(policy)})::text`);
    const { rows } = await tx.query<{ id: string }>(
      "insert into favorable.hold (policy, key, kind, reason, review_on) values ($1, $2, $3, $4, $5::date) returning id::text as id",
      [policy.id, key === undefined ? null : String(key), kind, reason, reviewOn ?? null],
    );
    return { id: rows[0]?.id ?? "" };
  });
}

/**
 * Releases a hold; what fell due meanwhile goes with the next sweep.
 *
 * @throws `HOLD_UNKNOWN` when there is no such hold or it has been released
 */
export async function releaseHold(sql: Sql, { id, reason }: { readonly id: string; readonly reason: string }): Promise<void> {
  if (reason.trim() === "") throw new PrivacyError("HOLD_INVALID", "a release has a reason");
  const { rowCount } = await sql.query(
    "update favorable.hold set released_at = now(), release_reason = $2 where id = $1::bigint and released_at is null",
    [id, reason],
  );
  if (rowCount !== 1) throw new PrivacyError("HOLD_UNKNOWN", "there is no such hold, or it has been released");
}
