/** What a login could do to the level that is claimed for it: asked at start, of the login itself. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
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
  | "reads-keys";

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
      (has_any_column_privilege(m.oid, t.oid, 'SELECT, INSERT, UPDATE, REFERENCES') or has_table_privilege(m.oid, t.oid, 'DELETE, TRUNCATE, TRIGGER'))
    union select 'appends-freely' from mine m, pg_proc p where $5::boolean and p.pronamespace = to_regnamespace('favorable')
      and p.proname in ('audit_append', 'append_declared') and has_function_privilege(m.oid, p.oid, 'EXECUTE')
    union select 'reads-keys' from mine m, keys k where k.oid is not null
      and (has_any_column_privilege(m.oid, k.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(m.oid, k.oid, 'DELETE, TRUNCATE'))
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
  const breaches = rows.map(({ breach }) => breach);
  return { level: breaches.length === 0 ? level : "process", breaches };
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
