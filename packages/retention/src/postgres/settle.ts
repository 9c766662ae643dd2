/** What makes a purge go deeper than queries: the space given back, or the files written anew. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { Attachment } from "./expiry-view.ts";
import { quoteRelation } from "./literal.ts";

/** What was settled. */
export interface SettledPurge {
  readonly level: "vacuumed" | "rewritten";
  /** The id of the last evidence that it holds for. */
  readonly upto: string;
  /** The tables that were vacuumed or rewritten: the one swept, and its dependants. */
  readonly tables: readonly string[];
}

/** What is to be settled. */
export interface SettleRequest extends Attachment, Pick<SettledPurge, "level"> {
  /** How long to wait for older transactions to end, in milliseconds; default 0. */
  readonly waitMs?: number;
}

/**
 * Vacuums (`vacuumed`) or rewrites (`rewritten`) the table and its declared dependants after a purge, and records that level for the
 * evidence so far. Refused while a snapshot is open that the rows had not gone for: a rewrite would carry them over into the new files.
 * Needs the owner of the tables, and for a rewrite nobody reads or writes them meanwhile.
 *
 * @throws `SETTLE_REFUSED` (details: `reason`): `not-owner`, who may not vacuum it, which PostgreSQL answers by a warning only; `not-rewritten`,
 *   the files are the same as before; `EVIDENCE_MISSING` when nothing was purged, `SNAPSHOT_OPEN` (details: `sessions`, `prepared`, `slots`)
 */
export async function settlePurge({ sql, policy, table, level, waitMs = 0 }: SettleRequest): Promise<SettledPurge> {
  const { rows } = await sql.query<{ upto: string | null; xid: string | null }>(
    `select max(id)::text as upto, (array_agg(xid::text order by xid desc))[1] as xid from favorable.purge
      where policy = $1 and relation = $2`,
    [policy.id, table.table],
  );
  const { upto, xid } = rows[0] ?? {};
  if (typeof upto !== "string" || typeof xid !== "string") throw new PrivacyError("EVIDENCE_MISSING", "nothing was purged from the table");
  await oldSnapshotsGone(sql, xid, waitMs);
  const tables = [table.table, ...(table.dependants ?? []).map((dependant) => dependant.table)];
  const how = level === "rewritten" ? "full, analyze" : "analyze, index_cleanup on";
  const before = await filesOf(sql, tables);
  if (before.some(({ mine }) => !mine)) throw refusedToSettle("not-owner");
  for (const name of tables) await sql.query(`vacuum (${how}) ${quoteRelation(name)}`);
  const after = await filesOf(sql, tables);
  if (level === "rewritten" && after.some(({ files }) => before.some((one) => one.files.some((file) => files.includes(file)))))
    throw refusedToSettle("not-rewritten");
  await sql.query("insert into favorable.purge_settled (policy, relation, upto, level) values ($1, $2, $3::bigint, $4)", [
    policy.id,
    table.table,
    upto,
    level,
  ]);
  return { level, upto, tables };
}

interface TableFiles {
  /** The file nodes of the table, of its parts and of what they keep apart (TOAST). */
  readonly files: readonly string[];
  /** Whether the login may vacuum all of them. */
  readonly mine: boolean;
}

async function filesOf(sql: Sql, tables: readonly string[]): Promise<readonly TableFiles[]> {
  return Promise.all(
    tables.map(async (name) => {
      const { rows } = await sql.query<TableFiles>(
        `with parts as (select relid from pg_partition_tree($1::regclass) union select $1::regclass),
           kept as (select c.oid, c.relkind, c.relowner from pg_class c where c.oid in (select relid from parts)
             or c.oid in (select t.reltoastrelid from pg_class t where t.oid in (select relid from parts)))
         select coalesce(array_agg(pg_relation_filenode(oid)::text) filter (where pg_relation_filenode(oid) is not null), '{}') as files,
           bool_and(pg_has_role(current_user, relowner, 'usage')
             or (select rolsuper from pg_roles where rolname = current_user)) as mine
         from kept`,
        [quoteRelation(name)],
      );
      return rows[0] ?? { files: [], mine: false };
    }),
  );
}

function refusedToSettle(reason: string): PrivacyError {
  return new PrivacyError("SETTLE_REFUSED", `nothing is recorded of the purge: ${reason}`, { reason });
}

async function oldSnapshotsGone(sql: Sql, xid: string, waitMs: number): Promise<void> {
  for (const until = performance.now() + waitMs; ; await new Promise((resolve) => setTimeout(resolve, 100)))
    try {
      return await refuseOldSnapshots(sql, xid);
    } catch (error) {
      if (performance.now() >= until || !isPrivacyError(error) || error.code !== "SNAPSHOT_OPEN") throw error;
    }
}

/** Whoever began before the rows went may still see them, and VACUUM keeps what somebody may see. */
async function refuseOldSnapshots(sql: Sql, xid: string): Promise<void> {
  const older = (column: string): string => `age(${column}) >= age($1::text::xid8::xid)`;
  const { rows } = await sql.query<{ sessions: number; prepared: number; slots: number }>(
    `select (select count(*)::int from pg_stat_activity where (datname = current_database() or datname is null)
          and (${older("backend_xmin")} or ${older("backend_xid")})) as sessions,
        (select count(*)::int from pg_prepared_xacts where database = current_database() and ${older("transaction")}) as prepared,
        (select count(*)::int from pg_replication_slots where ${older("xmin")}) as slots`,
    [xid],
  );
  const { sessions = 0, prepared = 0, slots = 0 } = rows[0] ?? {};
  if (sessions + prepared + slots > 0)
    throw new PrivacyError("SNAPSHOT_OPEN", "somebody may still see the rows: try again when older transactions have ended", {
      sessions,
      prepared,
      slots,
    });
}
