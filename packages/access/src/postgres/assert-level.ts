/** What a login could do to the level that is claimed for it: asked at start, of the login itself. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { bypasses, oidsOf } from "./catalogue-bypasses.ts";
import { functionFindings } from "./catalogue-functions.ts";
import { policyFindings } from "./catalogue-policies.ts";
import { driftedCells } from "./catalogue-rights.ts";
import { ANY_PRIVILEGE } from "./catalogue-sets.ts";
import type { EnforcedLevel, PostgresMapping } from "./mapping.ts";
import { type Plan, planOf } from "./plan.ts";
import { sealedTableNames } from "./sealed-context.ts";

/** Why a level is not held. */
export type LevelBreach =
  | "superuser"
  | "bypassrls"
  | "createrole"
  | "owner"
  | "database-owner"
  | "predefined-role"
  | "inherits"
  | "not-applied"
  | "reads-table"
  | "takes-owner"
  | "appends-freely"
  | "reads-keys"
  | "replication"
  /** A view, a function, a trigger or a rule through which the login could reach rows. */
  | "view"
  | "function"
  | "trigger"
  | "rule"
  | "child-table"
  | "parent-table"
  | "expression"
  | "type"
  | "event-trigger"
  | "parameter"
  | "definition"
  | "subscription"
  | "log-table"
  | "log-append"
  | "server-file"
  | "statistics"
  | "default-privileges"
  /** The login could give on what it holds. */
  | "grant-option"
  | "admin-option"
  /** Rights of the login, policies or functions are not as the matrix has them. */
  | "rights-drifted"
  | "policies-drifted"
  | "functions-drifted";

/** The level that holds for a login. */
export interface HeldLevel {
  readonly level: "process" | EnforcedLevel;
  /** What keeps the declared level from being held; empty when it is. */
  readonly breaches: readonly LevelBreach[];
}

const QUERY = `
with me as (select r.* from pg_roles r where r.rolname = session_user),
  -- Every role the login is or could take.
  mine as (select r.* from pg_roles r, me where pg_has_role(me.oid, r.oid, 'MEMBER')),
  tables as (select c.* from unnest($1::text[], $7::text[]) t (schema, name)
    join pg_namespace n on n.nspname = t.schema join pg_class c on c.relnamespace = n.oid and c.relname = t.name),
  keys as (select t.name, c.oid from unnest($6::text[]) t (name)
    left join pg_class c on c.relname = t.name and c.relnamespace = to_regnamespace('favorable')),
  found as (
    select 'superuser' as breach from mine where rolsuper
    union select 'bypassrls' from mine where rolbypassrls
    union select 'replication' from mine where rolreplication
    union select 'createrole' from mine where rolcreaterole
    union select 'owner' from mine where oid in (select relowner from tables) or oid in (
      select nspowner from pg_namespace where oid in (select relnamespace from tables) or nspname = 'favorable')
    union select 'database-owner' from mine where oid = (select datdba from pg_database where datname = current_database())
    union select 'predefined-role' from mine where rolname in
      ('pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
    union select 'not-applied' where (select count(*) from tables where relrowsecurity and relforcerowsecurity) < cardinality($1::text[])
    union select 'takes-owner' from mine where rolname = $3::text or rolname = any ($4::text[])
    union select 'inherits' from me, pg_roles r where r.rolname = any ($2::text[]) and pg_has_role(me.oid, r.oid, 'USAGE') and not me.rolsuper
    union select 'reads-table' from mine m, tables t where ($5::boolean or m.rolname = session_user) and
      exists (select from pg_roles r, pg_class c where r.oid = m.oid and c.oid = t.oid and ${ANY_PRIVILEGE})
    union select 'appends-freely' from mine m, pg_proc p where $5::boolean and p.pronamespace = to_regnamespace('favorable')
      and p.proname in ('audit_append', 'append_declared') and has_function_privilege(m.oid, p.oid, 'EXECUTE')
    union select 'reads-keys' from mine m, keys k where k.oid is not null
      and exists (select from pg_roles r, pg_class c where r.oid = m.oid and c.oid = k.oid and ${ANY_PRIVILEGE})
    union select 'not-applied' from keys k where k.oid is null)
select breach from found order by 1` as const;

/**
 * Which level holds for the login that `sql` connects as. On PGlite, whose only session is a superuser's, always `process`.
 *
 * @throws `SQL_FAILED`; as `toPostgres`
 */
export async function heldLevel(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<HeldLevel> {
  const plan = planOf(matrix, mapping);
  const { level } = mapping;
  const { rows } = await sql.query<{ breach: LevelBreach }>(QUERY, parameters(plan));
  // What comes after asks the catalogue about tables that are there, for a login that is nobody special.
  const breaches = rows.length > 0 ? rows.map(({ breach }) => breach) : await drift(sql, plan);
  return { level: breaches.length === 0 ? level : "process", breaches };
}

/** What {@link verifyPostgres} would find, as far as it concerns this login; it needs no right but to log in. */
async function drift(sql: Sql, plan: Plan): Promise<readonly LevelBreach[]> {
  const found = new Set<LevelBreach>();
  const oids = await oidsOf(sql, plan);
  const { rows } = await sql.query<{ role: string }>(
    "select rolname::text as role from pg_roles where pg_has_role(session_user, oid, 'MEMBER')",
  );
  const mine = new Set(rows.map(({ role }) => role));
  for (const [at, table] of plan.tables.entries()) {
    const cells = await driftedCells(sql, plan, table, oids[at] ?? "");
    if (cells.some(({ role, missing }) => !missing && mine.has(role))) found.add("rights-drifted");
    if ((await policyFindings(sql, plan, table, oids[at] ?? "", "note")).length > 0) found.add("policies-drifted");
  }
  if ((await functionFindings(sql, plan)).length > 0) found.add("functions-drifted");
  // The one cast: the kinds that can be reached are breaches by the same name.
  for (const { kind, reached } of await bypasses(sql, plan, oids)) if (reached) found.add(kind as LevelBreach);
  return [...found].sort();
}

/**
 * Refuses to start when the login could go past the level that the mapping declares.
 *
 * @throws `LEVEL_NOT_HELD` with the declared `level` and the `breaches`; as `heldLevel`
 */
export async function assertLevel(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<void> {
  const { breaches } = await heldLevel(sql, matrix, mapping);
  if (breaches.length > 0)
    throw new PrivacyError("LEVEL_NOT_HELD", "the application's login could go past the level that is declared for it", {
      level: mapping.level,
      breaches,
    });
}

function parameters(plan: Plan): Parameters<Sql["query"]>[1] {
  const sealed = plan.mapping.level === "sealed";
  return [
    plan.tables.map(({ mapping }) => mapping.schema),
    plan.acting.map(({ databaseRole }) => databaseRole),
    plan.sealer,
    plan.maintainers,
    sealed,
    sealed ? sealedTableNames(plan) : [],
    plan.tables.map(({ mapping }) => mapping.table),
  ];
}
