/** What a database itself knows of the changes that were made: a source for evidence of completeness that is not the log. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/** A table of the application, `schema.table` in lower-case letters, digits and underscores. */
const TABLE = /^[a-z_][a-z0-9_]{0,62}\.[a-z_][a-z0-9_]{0,62}$/;
const COLUMN = /^[a-z_][a-z0-9_]{0,62}$/;

/** Rows that were changed in a table, as PostgreSQL's cumulative statistics count them. */
export interface TableCounters {
  /** The table. */
  readonly table: string;
  /** Rows inserted, updated and deleted since the statistics were reset. */
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/**
 * Reads the counters of tables; the difference of two readings is a number to hold against the log with `countedEvidence`.
 *
 * The server counts rows of transactions that were rolled back, too, and publishes its counts up to a second late (PostgreSQL manual, 27.2
 * The Cumulative Statistics System): more than is in the log is a reason to look, not yet a proof. PGlite counts nothing.
 *
 * @throws `EVIDENCE_INVALID` for a name that is no table's (`schema.table`); `TABLE_UNKNOWN` for one the database does not have
 */
export async function tableCounters(sql: Sql, tables: readonly string[]): Promise<TableCounters[]> {
  if (!Array.isArray(tables) || !tables.every((table) => typeof table === "string" && TABLE.test(table))) throw invalid();
  const { rows } = await sql.query<{ name: string; inserted: string; updated: string; deleted: string }>(
    `select schemaname || '.' || relname as name, n_tup_ins::text as inserted, n_tup_upd::text as updated, n_tup_del::text as deleted
       from pg_stat_user_tables where schemaname || '.' || relname = any ($1::text[])`,
    [tables],
  );
  return tables.map((table) => {
    const row = rows.find(({ name }) => name === table);
    if (row === undefined) throw new PrivacyError("TABLE_UNKNOWN", "the database has no such table, or does not count it", { table });
    return { table, inserted: Number(row.inserted), updated: Number(row.updated), deleted: Number(row.deleted) };
  });
}

/** Which rows to sample. */
export interface RowSample {
  /** The table, `schema.table`. */
  readonly table: string;
  /** The columns to read: no more than finding the entry needs. */
  readonly columns: readonly string[];
  /** How many rows, 1 to 10,000. */
  readonly count: number;
}

/**
 * Takes rows of a table at random: what they say was done must be in the log. Make of each row the traces it must have left, and give them
 * to `sampledEvidence`.
 *
 * @returns the columns as text; null stays null
 * @throws `EVIDENCE_INVALID` for a table, column or count that is none
 */
export async function sampledRows(sql: Sql, sample: RowSample): Promise<Record<string, string | null>[]> {
  const { table, columns, count } = sample ?? {};
  const known = typeof table === "string" && TABLE.test(table) && Array.isArray(columns) && columns.length > 0 && columns.every(isColumn);
  if (!known || !Number.isInteger(count) || count < 1 || count > 10_000) throw invalid();
  // Names that match the forms above need no quoting but against keywords.
  const list = columns.map((column) => `"${column}"::text as "${column}"`).join(", ");
  const [schema, name] = table.split(".");
  const { rows } = await sql.query<Record<string, string | null>>(
    `select ${list} from "${schema}"."${name}" order by random() limit $1::integer`,
    [count],
  );
  return rows;
}

function isColumn(column: unknown): boolean {
  return typeof column === "string" && COLUMN.test(column);
}

function invalid(): PrivacyError {
  return new PrivacyError("EVIDENCE_INVALID", "tables are named schema.table, columns in lower case, and a sample has 1 to 10,000 rows");
}
