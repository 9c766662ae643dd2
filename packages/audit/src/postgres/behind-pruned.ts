/** Bodies behind entries whose text was pruned: somebody put them there. */
import type { Sql } from "@favorable/sql";
import type { Group } from "./month-counts.ts";

/** A body behind an entry whose text was pruned, under the columns it says it is kept by. */
interface BodyBehind extends Group {
  readonly seq: string;
  readonly part: number;
}

/** Bodies of pruned entries: all parts of these were over, whatever their columns say now. */
export async function behindPruned(tx: Sql): Promise<readonly BodyBehind[]> {
  const { rows } = await tx.query<BodyBehind>(
    `select b.seq, b.part, b.erase_month::text as month, b.policy, b.version, b.start_on::text as start, coalesce(b.key_id, '') as key, 1 as count
       from favorable.audit_leaf l join favorable.audit_body b on b.seq = l.seq
      where l.leaf is null and (b.key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))`,
  );
  return rows;
}

/** Deletes bodies, each by its entry and part. */
export async function deleteParts(tx: Sql, bodies: readonly { readonly seq: string; readonly part: number }[]): Promise<void> {
  if (bodies.length === 0) return;
  await tx.query(
    `delete from favorable.audit_body b using unnest($1::bigint[], $2::text[]) as t (seq, part)
      where b.seq = t.seq and b.part = t.part::integer`,
    [bodies.map(({ seq }) => seq), bodies.map(({ part }) => String(part))],
  );
}
