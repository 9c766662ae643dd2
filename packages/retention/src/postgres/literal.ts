/** Names and constants inside generated statements: views and statements over the application's tables cannot take them as parameters. */
import { PrivacyError } from "@favorable/core";

/** NAMEDATALEN − 1: PostgreSQL cuts a longer identifier silently. */
const BYTES = 63;

/** A name in double quotes; throws `TABLE_INVALID` for what PostgreSQL would cut or cannot hold. */
export function quoteName(name: string): string {
  const bytes = new TextEncoder().encode(name).length;
  if (name === "" || bytes > BYTES || name.includes("\0") || !name.isWellFormed())
    throw new PrivacyError("TABLE_INVALID", "a name has 1 to 63 bytes of well-formed text");
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.table` or `table`, each part quoted; a dot separates and is never part of a name here. */
export function quoteRelation(relation: string): string {
  const parts = relation.split(".");
  if (parts.length > 2) throw new PrivacyError("TABLE_INVALID", "a table is named as table or schema.table");
  return parts.map(quoteName).join(".");
}

/** A constant that a checked policy holds: dates, zones, event names and ids have no quote and no backslash in them. */
export function quoteConstant(text: string): string {
  if (!/^[A-Za-z0-9_.+/-]*$/.test(text)) throw new PrivacyError("TABLE_INVALID", "a constant of a policy has unexpected characters");
  return `'${text}'`;
}

/** Any text as a constant; throws `TABLE_INVALID` for what PostgreSQL cannot hold. */
export function quoteText(text: string): string {
  if (text.includes("\0") || !text.isWellFormed()) throw new PrivacyError("TABLE_INVALID", "a constant is well-formed text");
  return `${text.includes("\\") ? " E" : ""}'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
