/** A batch that nothing stands before: what it needs to know is read without the lock, and written where that still holds under it. */
import { calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { frontier } from "../frontier.ts";
import { presentOf } from "../present.ts";
import { bodyParams, monthsOf } from "./filing.ts";
import { headBytes } from "./head-marks.ts";
import type { PreparedBatch } from "./prepared-batch.ts";
import type { SequencerContext } from "./sequencer.ts";

const SEEN = `
  select h.size, h.edge, m.mark,
         (select min(id) from favorable.audit_pending) is null and (select min(first) from favorable.audit_unfiled) is null
           and coalesce((select max(seq) from favorable.audit_leaf) < h.size, true)
           and not exists (select from favorable.audit_leaf where type = 'retention.policy' and seq >= $1::bigint) as clear
    from favorable.audit_head h left join favorable.audit_head_mark m using (size) order by h.size desc limit 1`;

interface Seen {
  readonly size: string;
  readonly edge: Uint8Array;
  readonly mark: string | null;
  /** Nothing waits in the outbox, and every policy is known. */
  readonly clear: boolean;
}

const PARAMETERS = 26;
const WRITE = `select favorable.audit_append_batch(${Array.from({ length: PARAMETERS }, (_, at) => `$${at + 1}`).join(", ")}) as written`;

/**
 * Writes the batch in one statement, a transaction of its own.
 *
 * @param begin - called when there is a connection; throws when that was too late
 * @returns false when nothing was written: something waits, the log moved on meanwhile, a month has no partition yet, a policy is not known yet,
 *   the last edge bears no mark, or a key of a body was destroyed
 */
export async function appendAtOnce(sql: Sql, batch: PreparedBatch, context: SequencerContext, begin: () => void): Promise<boolean> {
  const { months, origin, clock } = context;
  const { key } = context.outbox.rule;
  const { hashes, leaves, bodies, apart, keys } = batch;
  if (batch.policies) return false;
  const { rows } = await sql.query<Seen>(SEEN, [months.known()]);
  const [seen] = rows;
  if (seen === undefined || !seen.clear) return false;
  const tree = frontier(Number(seen.size), seen.edge);
  if (key !== undefined && tree.size > 0 && seen.mark !== key.markHead(headBytes(tree.size, seen.edge))) return false;
  for (const hash of hashes) tree.append(hash);
  const edge = tree.bytes();
  const mark = key === undefined ? null : key.markHead(headBytes(tree.size, edge));
  const wanted = monthsOf(bodies, months, calendarDate(presentOf(clock).slice(0, 10)));
  // The last parameter held counts, which the database makes itself now.
  const params = [seen.size, seen.edge, seen.mark, ...leaves, origin, edge, mark, ...apart, keys, ...bodyParams(bodies, wanted), []];
  if (sql.autocommit !== undefined) return isWritten(await sql.autocommit(WRITE, params, begin));
  return sql.transaction(async (tx) => {
    begin();
    return isWritten(await tx.query(WRITE, params));
  });
}

function isWritten({ rows }: { readonly rows: readonly Record<string, unknown>[] }): boolean {
  return rows[0]?.["written"] === true;
}
