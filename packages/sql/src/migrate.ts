/** Migrations: single statements, applied once, in order, with a checksum that is remembered. */
import { canonicalJson, PrivacyError } from "@favorable/core";
import type { Sql } from "./port.ts";

/** One step of the schema. Once released it never changes: a correction is another migration. */
export interface Migration {
  /** Unique among all packages: `<package>/<number>-<name>`, such as `audit/001-log`. */
  readonly id: string;
  /** Single statements: PGlite and prepared statements refuse several in one text. */
  readonly statements: readonly string[];
}

const ID = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

/** Any constant: it names the lock that two starting processes meet at. */
const LOCK = "pg_catalog.hashtextextended('favorable.migration', 0)";

/**
 * Applies the migrations that have not been applied yet, each in a transaction of its own that also records it. The library owns the
 * schema `favorable`; processes that start at the same time wait for each other.
 *
 * @returns the ids applied by this call
 * @throws `MIGRATION_CHANGED` when a recorded migration has other statements now, `MIGRATION_INVALID` for a malformed or repeated id,
 *   `SQL_FAILED`
 * @example
 * ```ts
 * // not run: the README runs it
 * import { migrate } from "@favorable/sql";
 * import { openPglite } from "@favorable/sql/pglite";
 *
 * const { sql, close } = await openPglite(undefined);
 * const steps = [{ id: "demo/001-visit", statements: ["create table favorable.visit (at date not null)"] }];
 * console.log((await migrate(sql, steps)).applied.join()); // demo/001-visit
 * console.log((await migrate(sql, steps)).applied.length); // 0
 * await close();
 * ```
 */
export async function migrate(sql: Sql, migrations: readonly Migration[]): Promise<{ applied: string[] }> {
  checkIds(migrations);
  await ensureTable(sql);
  const wanted = await withSums(sql, migrations);
  // The common start: everything is there, nothing is locked.
  const known = await recorded(sql);
  const missing = wanted.filter((step) => isMissing(step, known));
  const applied: string[] = [];
  for (const step of missing) {
    const done = await sql.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(${LOCK})::text`);
      if (!isMissing(step, await recorded(tx))) return false; // Another process was faster.
      for (const statement of step.statements) await tx.query(statement);
      await tx.query("insert into favorable.migration (id, sha256) values ($1, $2)", [step.id, step.sum]);
      return true;
    });
    if (done) applied.push(step.id);
  }
  return { applied };
}

interface Step extends Migration {
  readonly sum: string;
}

function checkIds(migrations: readonly Migration[]): void {
  const seen = new Set<string>();
  for (const [at, { id }] of migrations.entries()) {
    if (!ID.test(id) || seen.has(id))
      throw new PrivacyError("MIGRATION_INVALID", "a migration has a unique id of the form package/number-name", { position: at });
    seen.add(id);
  }
}

async function ensureTable(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ there: boolean }>("select to_regclass('favorable.migration') is not null as there");
  if (rows[0]?.there === true) return; // `if not exists` needs the right to create even when it creates nothing.
  await sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${LOCK})::text`);
    await tx.query("create schema if not exists favorable");
    await tx.query(
      "create table if not exists favorable.migration (id text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    );
  });
}

/** The checksum is made by the database: SHA-256 is built in since PostgreSQL 11, and every platform has it that way. */
async function withSums(sql: Sql, migrations: readonly Migration[]): Promise<Step[]> {
  const texts = migrations.map(({ statements }) => canonicalJson(statements));
  const { rows } = await sql.query<{ sum: string }>(
    "select encode(sha256(convert_to(text, 'UTF8')), 'hex') as sum from unnest($1::text[]) with ordinality as t (text, at) order by at",
    [texts],
  );
  return migrations.map((migration, at) => ({ ...migration, sum: rows[at]?.sum ?? "" }));
}

async function recorded(sql: Sql): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; sha256: string }>("select id, sha256 from favorable.migration");
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

function isMissing({ id, sum }: Step, known: ReadonlyMap<string, string>): boolean {
  const found = known.get(id);
  if (found !== undefined && found !== sum)
    throw new PrivacyError("MIGRATION_CHANGED", "an applied migration has other statements now: add a new one instead", { id });
  return found === undefined;
}
