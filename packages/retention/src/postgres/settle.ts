/** What makes a purge go deeper than queries: the space given back, or the files written anew. */
import { PrivacyError } from "@favorable/core";
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

/**
 * Vacuums (`vacuumed`) or rewrites (`rewritten`) the table and its declared dependants after a purge, and records that level for the
 * evidence so far. Refused while a snapshot is open that the rows had not gone for: a rewrite would carry them over into the new files.
 * Needs the owner of the tables, and for a rewrite nobody reads or writes them meanwhile.
 *
 * @throws `EVIDENCE_MISSING` when nothing was purged, `SNAPSHOT_OPEN` (details: `sessions`, `prepared`, `slots`)
 */
export async function settlePurge({ sql, policy, table, level }: Attachment & Pick<SettledPurge, "level">): Promise<SettledPurge> {
  const { rows } = await sql.query<{ upto: string | null; xid: string | null }>(
    `select max(id)::text as upto, (array_agg(xid::text order by xid desc))[1] as xid from favorable.purge
      where policy = $1 and relation = $2`,
    [policy.id, table.table],
  );
  const { upto, xid } = rows[0] ?? {};
  if (typeof upto !== "string" || typeof xid !== "string") throw new PrivacyError("EVIDENCE_MISSING", "nothing was purged from the table");
  await refuseOldSnapshots(sql, xid);
  const tables = [table.table, ...(table.dependants ?? []).map((dependant) => dependant.table)];
  const how = level === "rewritten" ? "full, analyze" : "analyze, index_cleanup on";
  for (const name of tables) await sql.query(`vacuum (${how}) ${quoteRelation(name)}`);
  await sql.query("insert into favorable.purge_settled (policy, relation, upto, level) values ($1, $2, $3::bigint, $4)", [
    policy.id,
    table.table,
    upto,
    level,
  ]);
  return { level, upto, tables };
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
