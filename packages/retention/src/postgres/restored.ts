/** Where a database stands that has been served: a copy of it, or a backup that was brought back, stands elsewhere. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";

/**
 * Refuses to remove anything from a database that has been restored and not been looked at.
 *
 * The gate tells whatever the ledger tells. Without one there is the mark that gates and erasures leave in the database: server, database, table of
 * erasures and timeline. A dump that is loaded, a copied database and a recovery to a point in time have others; a snapshot of all files that is
 * started again as it was has the same, and so does a table that was emptied: only a gate notices those.
 *
 * @throws `DATABASE_RESTORED` (details: `reason`, of the gate, or `unchecked`)
 */
export async function refuseRestored(sql: Sql, gate: { ready(): Promise<void> } | undefined): Promise<void> {
  await gate?.ready();
  const { rows } = await sql.query<{ same: boolean }>("select mark = favorable.origin_mark() as same from favorable.origin");
  if (rows[0]?.same !== false) return;
  throw new PrivacyError(
    "DATABASE_RESTORED",
    "the database is a copy or a restore that no gate has looked at: openAfterStart, or afterRestore",
    {
      reason: "unchecked",
    },
  );
}

/** Leaves the mark where there is none: from now on somebody outside knows of erasures or holds of this database. */
export async function markOrigin(sql: Sql): Promise<void> {
  await sql.query("insert into favorable.origin (mark) select favorable.origin_mark() on conflict (single) do nothing");
}

/** Somebody has compared the database with the ledger, here. A login that may not write leaves the mark as it is: then sweeps stay refused. */
export async function confirmOrigin(sql: Sql): Promise<void> {
  const { rows } = await sql.query("select 1 from favorable.origin where mark = favorable.origin_mark()");
  if (rows.length > 0) return;
  await unlessReadOnly(() =>
    sql.query(
      `insert into favorable.origin (mark) select favorable.origin_mark()
        on conflict (single) do update set mark = excluded.mark, marked_at = now()`,
    ),
  );
}

/** Runs what is only a note: not allowed (42501), or a transaction that may not write (25006), leaves things as they are. */
export async function unlessReadOnly(write: () => Promise<unknown>): Promise<void> {
  await write().catch((error: unknown) => {
    if (sqlState(error) !== "42501" && sqlState(error) !== "25006") throw error;
  });
}
