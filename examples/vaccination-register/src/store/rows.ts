/** Rows in and out of the register's tables: parameters only, names taken from the declaration. */
import type { AnyRecord } from "@favorable/fields";
import type { Sql, SqlParam } from "@favorable/sql";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const tableOf = (record: AnyRecord): string => `register.${quoted(record.name)}`;

/** Every field of a record as a column; dates leave as `YYYY-MM-DD` whatever the driver would make of them. */
function columns(record: AnyRecord): string {
  return Object.entries(record.fields)
    .map(([name, { kind }]) => (kind === "date" ? `${quoted(name)}::text as ${quoted(name)}` : quoted(name)))
    .join(", ");
}

/** Reads rows; absent values are absent keys. `from` is the table, or the view that hides what has expired. */
export async function readRows(
  sql: Sql,
  record: AnyRecord,
  where = "true",
  params: readonly SqlParam[] = [],
  from = tableOf(record),
): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query(`select ${columns(record)} from ${from} where ${where}`, params);
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
