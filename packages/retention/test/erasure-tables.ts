/** The application of the eraser's tests: persons, and proofs that refer to them. */
import { calendarDate, type ErasureOrder } from "@favorable/core";
import { defineCopy, definePolicy, type ErasureLedger, type ErasureStore, erasureLedger } from "@favorable/retention";
import { type ErasableTable, type EraserOptions, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";

const zone = "Europe/Monaco";
const start = { kind: "field", field: "since" } as const;
/** Eighteen months at most. */
export const persons = definePolicy({ id: "person", version: 1, start, maximum: { period: "P18M" }, then: "delete", zone });
/** One month at least, eighteen at most. */
export const proofs = definePolicy({
  id: "proof",
  version: 1,
  start,
  minimum: { period: "P1M" },
  maximum: { period: "P18M" },
  then: "delete",
  zone,
});
export const dumps = defineCopy({
  name: "dumps",
  system: "database-backup",
  maximumAge: "P31D",
  start: "primary-gone",
  rotation: "P30D",
  zone,
});
export const proofTable: ErasableTable = { policy: proofs, table: { table: "proof", subject: "person" } };
export const personTable: ErasableTable = { policy: persons, table: { table: "person", subject: "id" } };
export const today = calendarDate("2022-01-31");

/** Makes the tables, and sets the database's day. */
export async function prepare(sql: Sql): Promise<void> {
  await migrate(sql, retentionMigrations);
  await sql.query("create table person (id text primary key, name text, since date not null)");
  await sql.query(
    "create table proof (id int generated always as identity primary key, person text references person, since date not null)",
  );
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
}

/** A person with a name, and one proof for each of the days. */
export async function addPerson(sql: Sql, id: string, since: string, ...proofDays: readonly string[]): Promise<void> {
  await sql.query("insert into person values ($1, 'Name of ' || $1, $2::date)", [id, since]);
  for (const day of proofDays) await sql.query("insert into proof (person, since) values ($1, $2::date)", [id, day]);
}

/** How many persons and proofs there are of a subject. */
export async function countOf(sql: Sql, id: string): Promise<[number, number]> {
  const { rows } = await sql.query<{ persons: number; proofs: number }>(
    "select (select count(*) from person where id = $1)::int as persons, (select count(*) from proof where person = $1)::int as proofs",
    [id],
  );
  return [rows[0]?.persons ?? -1, rows[0]?.proofs ?? -1];
}

export const KEY: Uint8Array = new Uint8Array(32).fill(9);

export function orderOf(subject: string): ErasureOrder {
  return { subject, reference: `r-${subject}`, ground: "request", asOf: today };
}

export function ledgerOf(store: ErasureStore): ErasureLedger {
  return erasureLedger({ store, key: KEY, backups: "P90D" });
}

export function optionsOf(sql: Sql, ledger: ErasureLedger): EraserOptions {
  return { sql, ledger, tables: [proofTable, personTable], copies: [dumps], zone };
}
