/** Writes edges of the log with the mark of the writers' key, and tells how far the last marked one lies behind. */
import { concatBytes, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { Frontier } from "../frontier.ts";

/** Marks edges. */
export interface HeadKey {
  /** HMAC-SHA-256 over an edge of the log, base64. */
  markHead(head: Uint8Array): string;
}

/** Appends the edge; with a key its mark beside it. */
export async function writeHead(tx: Sql, tree: Frontier, origin: string, key: HeadKey | undefined): Promise<void> {
  const edge = tree.bytes();
  const insert = "insert into favorable.audit_head (size, edge, origin) values ($1::bigint, $2::bytea, $3)";
  if (key === undefined) {
    await tx.query(insert, [tree.size, edge, origin]);
    return;
  }
  // One statement: the lock is held while each is waited for.
  await tx.query(
    `with head as (${insert})
     insert into favorable.audit_head_mark (size, mark) values ($1::bigint, $4) on conflict do nothing`,
    [tree.size, edge, origin, key.markHead(headBytes(tree.size, edge))],
  );
}

/** Marks the edge that is there, for a log that had no key before; there is nothing yet to hold it against. */
export async function markPresentHead(sql: Sql, key: HeadKey): Promise<void> {
  const head = await lastHead(sql);
  if (head !== undefined) await mark(sql, head.size, key.markHead(headBytes(head.size, head.edge)));
}

/** Entries between the last edge that bears the right mark and the last edge: 0 where everything is in order, or there is no key. */
export async function unmarkedEntries(tx: Sql, key: HeadKey | undefined): Promise<number> {
  const head = key && (await lastHead(tx));
  if (key === undefined || head === undefined || head.size === 0 || head.mark === key.markHead(headBytes(head.size, head.edge))) return 0;
  const { rows } = await tx.query<{ size: string }>(
    "select m.size from favorable.audit_head_mark m join favorable.audit_head h using (size) where m.size < $1::bigint order by m.size desc limit 1",
    [head.size],
  );
  return head.size - Number(rows[0]?.size ?? 0);
}

interface Head {
  readonly size: number;
  readonly edge: Uint8Array;
  readonly mark: string | null;
}

async function lastHead(sql: Sql): Promise<Head | undefined> {
  const { rows } = await sql.query<{ size: string; edge: Uint8Array; mark: string | null }>(
    "select h.size, h.edge, m.mark from favorable.audit_head h left join favorable.audit_head_mark m using (size) order by h.size desc limit 1",
  );
  const [row] = rows;
  return row && { size: Number(row.size), edge: row.edge, mark: row.mark };
}

async function mark(sql: Sql, size: number, text: string): Promise<void> {
  await sql.query("insert into favorable.audit_head_mark (size, mark) values ($1::bigint, $2) on conflict do nothing", [size, text]);
}

/** What is marked of an edge. */
export function headBytes(size: number, edge: Uint8Array): Uint8Array {
  return concatBytes(utf8(`${size}\n`), edge);
}
