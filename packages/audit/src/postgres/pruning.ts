/** Removes the text of entries whose parts are all over and erased; the hash stays in its place. */
import type { CalendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { parseLeaf } from "../leaf.ts";
import { prunedDigest } from "../pruned-set.ts";
import { prunedEvent, retentionTypes } from "../retention-events.ts";
import { descriptorsOf } from "../stored-entry.ts";
import { announce, type EraseContext, readRetention } from "./erasure.ts";
import { locked } from "./log-lock.ts";
import { readHead } from "./sequencer.ts";
import { type LeafRow, withDescriptors } from "./stored-bodies.ts";

/** Entries looked at in one statement. */
const PAGE = 1000;

/** Prunes in a transaction of its own; `asOf` is a day that has come by the clock. */
export function pruneErased(sql: Sql, context: EraseContext, asOf: CalendarDate): Promise<{ readonly pruned: number }> {
  return locked(sql, async (tx) => {
    const { tree } = await readHead(tx);
    const state = await readRetention(tx);
    const chosen: string[] = [];
    for (let from = 0; from < tree.size; ) {
      const rows = await bodiless(tx, from);
      const last = rows.at(-1);
      if (last === undefined) break;
      for (const stored of await withDescriptors(tx, rows)) {
        const leaf = parseLeaf(stored.leaf);
        const parts = descriptorsOf(leaf, stored.descriptors);
        const over = parts.every(({ retention }, part) => state.isDue({ index: stored.index, id: leaf.id, part, retention }, asOf));
        if (parts.length > 0 && over) chosen.push(String(stored.index));
      }
      from = Number(last.seq) + 1;
    }
    if (chosen.length === 0) return { pruned: 0 };
    const { rows: before } = await tx.query<{ seq: string }>("select seq from favorable.audit_leaf where leaf is null");
    const set = prunedDigest([...before.map(({ seq }) => Number(seq)), ...chosen.map(Number)]);
    await announce(tx, context, [prunedEvent({ below: tree.size, asOf, count: chosen.length, set })]);
    await tx.query("update favorable.audit_leaf set leaf = null where seq = any ($1::bigint[])", [chosen]);
    await tx.query(
      `delete from favorable.audit_descriptors where entry in (select entry from favorable.audit_leaf where seq = any ($1::bigint[]))`,
      [chosen],
    );
    // Last: the database lets texts go only beside what was announced and waits.
    await context.position?.(tx);
    return { pruned: chosen.length };
  });
}

/** Entries that have a text and no body that anything opens. */
async function bodiless(tx: Sql, from: number): Promise<LeafRow[]> {
  const { rows } = await tx.query<LeafRow>(
    `select l.seq, l.entry, l.leaf, l.hash from favorable.audit_leaf l
      where l.seq >= $1::bigint and l.leaf is not null and l.type <> all ($2::text[]) and l.type not like 'audit.%'
        and not exists (select from favorable.audit_body b where b.seq = l.seq
                         and (b.key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id)))
      order by l.seq limit ${PAGE}`,
    [from, [...retentionTypes]],
  );
  return rows;
}
