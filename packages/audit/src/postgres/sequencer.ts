/** Gives committed entries their positions: outbox to gapless leaves. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type Frontier, frontier } from "../frontier.ts";
import { parseLeaf } from "../leaf.ts";
import { leafHash } from "../merkle.ts";

/** One sequencer or eraser at a time, whatever the process; the number is SHA-256("favorable.audit"), its first 63 bits. */
const LOCK = "9023465708987420984";

/**
 * Takes the lock until the transaction ends. Its commit waits for the disk whatever the session says: nothing is signed that a crash
 * could take back.
 */
export async function lockLog(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${LOCK})::text, set_config('synchronous_commit', 'on', true)`);
}

/** Entries sequenced in one transaction. */
const BATCH = 2000;

/** Reads the right edge of the log in the present transaction. */
export async function readHead(sql: Sql): Promise<{ tree: Frontier; origin: string | undefined }> {
  const { rows } = await sql.query<{ size: string; edge: Uint8Array; origin: string }>(
    "select size, edge, origin from favorable.audit_head order by size desc limit 1",
  );
  const [row] = rows;
  return { tree: frontier(Number(row?.size ?? 0), row?.edge), origin: row?.origin };
}

/** Sequences until nothing committed waits; gives the size of the log. */
export async function sequenceAll(sql: Sql, origin: string): Promise<number> {
  for (;;) {
    const { moved, size } = await sql.transaction(async (tx) => {
      await lockLog(tx);
      return sequenceIn(tx, origin);
    });
    if (moved < BATCH) return size;
  }
}

/** Sequences one batch in a transaction that holds the lock. */
async function sequenceIn(tx: Sql, origin: string): Promise<{ moved: number; size: number }> {
  const { rows } = await tx.query<{ id: string; entry: string; type: string; leaf: string }>(
    `select id, entry, type, leaf from favorable.audit_pending order by id limit ${BATCH}`,
  );
  const { tree } = await readHead(tx);
  if (rows.length === 0) return { moved: 0, size: tree.size };
  const base = tree.size;
  const hashes = rows.map(({ entry, leaf }) => {
    const { id, log } = parseLeaf(leaf);
    if (id !== entry || log !== origin) throw new PrivacyError("LOG_CORRUPT", "an entry in the outbox is not one of this log");
    const hash = leafHash(utf8(leaf));
    tree.append(hash);
    return hash;
  });
  await tx.query(
    `insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
     select $1::bigint + at - 1, entry, type, leaf, decode(hash, 'hex')
       from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as t (entry, type, leaf, hash, at)`,
    [base, rows.map(({ entry }) => entry), rows.map(({ type }) => type), rows.map(({ leaf }) => leaf), hashes.map(toHex)],
  );
  await tx.query("insert into favorable.audit_head (size, edge, origin) values ($1::bigint, $2::bytea, $3)", [
    tree.size,
    tree.bytes(),
    origin,
  ]);
  const deleted = await tx.query("delete from favorable.audit_pending where id = any ($1::bigint[])", [rows.map(({ id }) => id)]);
  if (deleted.rowCount !== rows.length) throw new PrivacyError("LOG_CORRUPT", "the outbox changed while it was sequenced");
  return { moved: rows.length, size: tree.size };
}
