/** A dump and what it brings back, by tables: for what is done many times, since a copy of a whole database takes longer. */
import type { Sql } from "@favorable/sql";

/** Every table that a dump of the tests holds. */
export const RESTORED: readonly string[] = [
  "person",
  "proof",
  ...["hold", "ledger_hold", "erasure", "erasure_part", "purge", "copy_task", "sweep"].map((each) => `favorable.${each}`),
];
const kept = (table: string): string => `kept_${table.replace("favorable.", "")}`;

/** Keeps the rows as they are now. */
export async function dumpTables(sql: Sql): Promise<void> {
  for (const table of RESTORED) {
    await sql.query(`drop table if exists ${kept(table)}`);
    await sql.query(`create table ${kept(table)} as table ${table}`);
  }
}

/** Brings back the rows that were kept, and no others. */
export async function restoreTables(sql: Sql): Promise<void> {
  await sql.query(`truncate ${RESTORED.join(", ")}`);
  for (const table of RESTORED) await sql.query(`insert into ${table} overriding system value table ${kept(table)}`);
}
