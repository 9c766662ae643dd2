/** The account of an order: what went, over all its runs, and what it waits for. */
import { addDays, calendarDate, type ErasedPart } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { KeptRows } from "./erase-kept.ts";

/**
 * Something of an order is still to go from the tables. What is held for another purpose is no part of it; what nobody can tell the purposes of may be, and
 * waits until somebody says.
 */
export function isWaiting(kept: readonly KeptRows[]): boolean {
  return kept.some(({ reason, purposes }) => (reason === "other-purpose" ? purposes === undefined : reason !== "copy-pending"));
}

/** Adds what went to what the order reached before. */
export async function addParts(tx: Sql, id: string, parts: readonly ErasedPart[]): Promise<void> {
  for (const { place, level, removed } of parts)
    await tx.query(
      `insert into favorable.erasure_part (erasure, place, level, removed) values ($1::bigint, $2, $3, $4::bigint)
        on conflict (erasure, place, level) do update set removed = erasure_part.removed + excluded.removed`,
      [id, place, level, removed],
    );
}

/** All that an order has reached. */
export async function partsOf(tx: Sql, id: string): Promise<ErasedPart[]> {
  const { rows } = await tx.query<{ place: string; level: string; removed: string }>(
    "select place, level, removed from favorable.erasure_part where erasure = $1::bigint order by place, level",
    [id],
  );
  return rows.map(({ place, level, removed }) => ({ place, level, removed: Number(removed) }));
}

/** The copies of what went that are still to go. */
export async function pendingCopies(tx: Sql, family: string): Promise<KeptRows[]> {
  const { rows } = await tx.query<{ place: string; n: number; rotated: string | null }>(
    `select copy as place, count(*)::int as n, max(rotated_on)::text as rotated from favorable.copy_task
      where reference like replace($1, '_', '\\_') || '#%' and done_on is null group by copy order by copy`,
    [family],
  );
  return rows.map(({ place, n, rotated }) => ({
    place,
    kept: n,
    reason: "copy-pending",
    ...(rotated === null ? {} : { until: addDays(calendarDate(rotated), 1) }),
  }));
}
