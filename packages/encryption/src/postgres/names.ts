/** Names inside generated statements: a statement over the application's tables cannot take them as parameters. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/** NAMEDATALEN − 1: PostgreSQL cuts a longer identifier silently. */
const BYTES = 63;

/** A name in double quotes; throws `TABLE_INVALID` for what PostgreSQL would cut or cannot hold. */
export function quoteName(name: string): string {
  const bytes = new TextEncoder().encode(name).length;
  if (typeof name !== "string" || name === "" || bytes > BYTES || name.includes("\0") || !name.isWellFormed()) throw tableError("name");
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.table` or `table`, each part quoted; a dot separates and is never part of a name here. */
export function quoteRelation(relation: string): string {
  const parts = String(relation).split(".");
  if (parts.length > 2) throw tableError("name");
  return parts.map(quoteName).join(".");
}

/** The types of columns, as the catalogue prints them without a length; throws `TABLE_INVALID` when one is not there. */
export async function columnTypes(sql: Sql, relation: string, columns: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql.query<{ name: string; type: string }>(
    `select a.attname::text as name, format_type(a.atttypid, -1) as type
      from pg_attribute a where a.attrelid = to_regclass($1::text) and a.attnum > 0 and not a.attisdropped`,
    [relation],
  );
  if (rows.length === 0) throw tableError("unknown-table");
  return columns.map((column) => {
    const found = rows.find(({ name }) => name === column);
    if (found === undefined) throw tableError("unknown-column");
    return found.type;
  });
}

/** `TABLE_INVALID` with its `reason`. */
export function tableError(reason: "name" | "unknown-table" | "unknown-column" | "columns"): PrivacyError {
  return new PrivacyError("TABLE_INVALID", "the table cannot be used as told", { reason });
}
