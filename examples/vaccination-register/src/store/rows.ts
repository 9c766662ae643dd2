/** Rows in and out of the register's tables: parameters only, names taken from the declaration. */
import type { AnyRecord } from "@favorable/fields";
import type { Sql } from "@favorable/sql";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The application's table of a record. */
export const tableOf = ({ name }: Pick<AnyRecord, "name">): string => `register.${name}`;

/** The view of a record that leaves out what has expired; the application reads nothing else. */
export const currentOf = ({ name }: Pick<AnyRecord, "name">): string => `register.current_${name}`;

/** Every field of a record as a column; dates leave as `YYYY-MM-DD` whatever the driver would make of them. */
function columns(record: AnyRecord): string {
  return Object.entries(record.fields)
    .map(([name, { kind }]) => (kind === "date" ? `${quoted(name)}::text as ${quoted(name)}` : quoted(name)))
    .join(", ");
}

/** Reads rows that have not expired, in the order of their keys; absent values are absent keys. */
export async function readRows(sql: Sql, record: AnyRecord, limit = 1_000_000): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query(`select ${columns(record)} from ${currentOf(record)} order by 1 limit $1::integer`, [limit]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

/** Adds rows in one statement, sent as one JSON parameter. */
export async function insertRows(sql: Sql, record: AnyRecord, rows: readonly object[]): Promise<void> {
  const names = Object.keys(record.fields).map(quoted).join(", ");
  await sql.query(
    `insert into ${tableOf(record)} (${names}) select ${names} from jsonb_populate_recordset(null::${tableOf(record)}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}
