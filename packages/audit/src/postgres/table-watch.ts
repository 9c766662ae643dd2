/** Are the log's tables those of the migrations: kept through a crash, of one owner, with their constraints, and not everybody's? */
import type { Sql } from "@favorable/sql";
import { expectedConstraints, expectedIndexes } from "./expected-tables.ts";

/** What is not as the migrations have it. */
interface TableWatch {
  /** Tables that a crash empties. */
  readonly unlogged: readonly string[];
  /** Constraints and indexes that are missing or strange, tables of another owner, and what is granted to everybody. */
  readonly changed: readonly string[];
  /** True when this login may become the owner of what the log stands in, or of the server. */
  readonly owns: boolean;
}

const WATCH = `
  with tables as (
    select c.oid, c.relname::text as tab, c.relpersistence, c.relowner, c.relacl, c.relispartition from pg_catalog.pg_class c
     where c.relnamespace = 'favorable'::regnamespace and c.relname like 'audit\\_%' and c.relkind in ('r', 'p')),
  expected as (select * from unnest($1::text[], $2::text[], $3::text[]) as e (tab, kind, cols)),
  held as (
    select t.tab, k.contype::text as kind, k.conname::text as name,
           coalesce((select string_agg(a.attname, ',' order by a.attname collate "C") from pg_catalog.pg_attribute a
                      where a.attrelid = t.oid and a.attnum = any (k.conkey)), '') as cols,
           k.convalidated and coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true' and not k.condeferrable as sound
      from tables t join pg_catalog.pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'c', 'f', 'x')
     where not t.relispartition),
  indexes as (select * from unnest($4::text[], $5::text[], $6::text[]) as i (tab, name, is_unique))
  select array(select tab from tables where relpersistence <> 'p' order by tab) as unlogged,
         array(select e.tab || ' (' || case e.kind when 'p' then 'primary key' when 'u' then 'unique' when 'c' then 'check' else 'foreign key' end
                      || ' of ' || e.cols || ')' from expected e
                where not exists (select from held h where (h.tab, h.kind, h.cols) = (e.tab, e.kind, e.cols) and h.sound)
               union all select h.tab || '.' || h.name from held h
                where not exists (select from expected e where (h.tab, h.kind, h.cols) = (e.tab, e.kind, e.cols))
               union all select i.name from indexes i
                where not exists (select from pg_catalog.pg_index x where x.indexrelid = to_regclass('favorable.' || quote_ident(i.name))
                                   and x.indrelid = to_regclass('favorable.' || quote_ident(i.tab)) and x.indisvalid and x.indisunique::text = i.is_unique)
               union all select tab || ' (owner)' from tables where relowner <> (select relowner from tables where tab = 'audit_leaf')
               union all select tab || ' (granted to everybody)' from tables
                where exists (select from aclexplode(relacl) a where a.grantee = 0)
                   or exists (select from pg_catalog.pg_attribute c, aclexplode(c.attacl) a where c.attrelid = tables.oid and a.grantee = 0)) as changed,
         (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
           or exists (select from tables where pg_has_role(relowner, 'member'))
           or (select pg_has_role(nspowner, 'member') from pg_catalog.pg_namespace where nspname = 'favorable')
           or has_schema_privilege('favorable', 'create')
           or exists (select from pg_catalog.pg_roles r where pg_has_role(r.oid, 'member')
                       and r.rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program')) as owns`;

/** Asks the catalogue, which every login may read. */
export async function tableWatch(sql: Sql): Promise<TableWatch> {
  const { rows } = await sql.query<{ unlogged: string[]; changed: string[]; owns: boolean }>(WATCH, [
    expectedConstraints.map(({ table }) => table),
    expectedConstraints.map(({ kind }) => kind),
    expectedConstraints.map(({ columns }) => columns),
    expectedIndexes.map(({ table }) => table),
    expectedIndexes.map(({ name }) => name),
    expectedIndexes.map(({ unique }) => String(unique)),
  ]);
  const [found] = rows;
  return { unlogged: found?.unlogged ?? ["unknown"], changed: found?.changed ?? ["unknown"], owns: found?.owns !== false };
}
