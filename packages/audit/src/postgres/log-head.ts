/** Where the log in a database stands, for whoever keeps a checkpoint of it elsewhere. */
import { PrivacyError, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { isCount } from "../coded.ts";
import { type Frontier, frontier } from "../frontier.ts";

/** Origin and size of a log, and the root of its first entries. */
export interface LogHeadAt {
  readonly origin: string;
  readonly size: number;
  /** Hexadecimal root (RFC 6962 §2.1) of the first `at` entries; absent when the log has fewer. */
  readonly root: string | undefined;
}

const BATCH = 1000;

/**
 * Makes the function that tells where the log stands: the port by which the restore gate of `@favorable/retention` compares a database with the last
 * checkpoint outside it. Starts from the nearest edge that the log keeps, so it reads few entries.
 *
 * @returns a function of a number of entries; it throws `PROOF_RANGE` for what is no number of entries, `LOG_NOT_MIGRATED` where there is no log
 */
export function logHead(sql: Sql): (at: number) => Promise<LogHeadAt> {
  return async (at) => {
    if (!isCount(at)) throw new PrivacyError("PROOF_RANGE", "the log has no such entry, tree or tile");
    const { rows } = await sql.query<{ origin: string; size: string }>(
      "select i.origin, (select coalesce(max(seq) + 1, 0) from favorable.audit_leaf)::text as size from favorable.audit_identity i",
    );
    const [head] = rows;
    if (head === undefined) throw new PrivacyError("LOG_NOT_MIGRATED", "there is no log in the database");
    const size = Number(head.size);
    return { origin: head.origin, size, root: at > size ? undefined : toHex((await treeAt(sql, at)).root()) };
  };
}

/** The tree over the first entries, from the last edge before. */
async function treeAt(sql: Sql, at: number): Promise<Frontier> {
  const edges = await sql.query<{ size: string; edge: Uint8Array }>(
    "select size::text as size, edge from favorable.audit_head where size <= $1::bigint order by size desc limit 1",
    [at],
  );
  const [edge] = edges.rows;
  const tree = edge === undefined ? frontier() : frontier(Number(edge.size), new Uint8Array(edge.edge));
  while (tree.size < at) {
    const { rows } = await sql.query<{ hash: Uint8Array }>(
      "select hash from favorable.audit_leaf where seq >= $1::bigint and seq < $2::bigint order by seq limit $3::int",
      [tree.size, at, BATCH],
    );
    if (rows.length === 0) throw new PrivacyError("LOG_CORRUPT", "entries are missing from the log", { index: tree.size });
    for (const { hash } of rows) tree.append(new Uint8Array(hash));
  }
  return tree;
}
