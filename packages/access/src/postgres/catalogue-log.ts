/** Ways past a level that lead through the log's own tables, tables that share rows with those of the matrix, code behind columns, and logins. */
import type { Sql } from "@favorable/sql";
import type { FoundBypass } from "./bypass.ts";
import type { Plan } from "./plan.ts";

/** Any privilege on a relation `c`, of a role `r`: reading is not the only one that tells or changes. */
const ANY_PRIVILEGE = `(has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') or has_table_privilege(r.oid, c.oid,
  'DELETE, TRUNCATE, TRIGGER' || case when current_setting('server_version_num')::int >= 170000 then ', MAINTAIN' else '' end))` as const;

/** Functions of the server that read its files, by name. */
const FILES = ["pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import", "lo_export", "pg_file_write"];
/** Tables of the catalogue that hold values of other tables. */
const VALUES = ["pg_statistic", "pg_statistic_ext_data", "pg_largeobject"];
/** Predefined roles that see what other sessions run. */
const WATCHING = ["pg_monitor", "pg_read_all_stats", "pg_stat_scan_tables", "pg_maintain"];

const QUERY = `
with recursive tables as (select t::oid as oid from unnest($1::text[]) t),
  owners as (select distinct c.relowner as oid from pg_class c join tables t on t.oid = c.oid),
  keepers as (select oid from pg_roles where rolname = any ($3::text[])),
  logins as (select r.* from pg_roles r where r.rolname = any ($2::text[])),
  mine as (select r.oid from pg_roles r where pg_has_role(session_user, r.oid, 'MEMBER')),
  -- Rows of a table are read through what it inherits from, and are found in what inherits from it, however far: rights and policies are those of the table that is named.
  above as (select i.inhparent as oid, i.inhrelid as beside from pg_inherits i where i.inhrelid in (select oid from tables)
    union select i.inhparent, i.inhrelid from above a join pg_inherits i on i.inhrelid = a.oid),
  below as (select i.inhrelid as oid, i.inhparent as beside from pg_inherits i where i.inhparent in (select oid from tables)
    union select i.inhrelid, i.inhparent from below b join pg_inherits i on i.inhparent = b.oid),
  relatives as (select 'parent-table' as kind, oid, beside from above where oid not in (select oid from tables)
    union select 'child-table', oid, beside from below where oid not in (select oid from tables)),
  log as (select c.oid, c.relname, c.relkind from pg_class c where c.relnamespace = to_regnamespace('favorable') and c.relname ~ '^audit_' and c.relkind in ('r', 'p', 'v', 'm')),
  -- What stands behind the columns of a table and runs when rows are written: checks, also those of domains, defaults, generated columns, indexes.
  behind as (
    select 'pg_constraint'::regclass as class, k.oid, k.conrelid as rel from pg_constraint k where k.conrelid in (select oid from tables)
    union select 'pg_constraint'::regclass, k.oid, a.attrelid from pg_constraint k join pg_attribute a on a.atttypid = k.contypid and k.contypid <> 0
      where a.attrelid in (select oid from tables) and not a.attisdropped
    union select 'pg_attrdef'::regclass, d.oid, d.adrelid from pg_attrdef d where d.adrelid in (select oid from tables)
    union select 'pg_class'::regclass, x.indexrelid, x.indrelid from pg_index x where x.indrelid in (select oid from tables)),
  called as (select distinct b.rel, p.oid from behind b join pg_depend d on d.classid = b.class and d.objid = b.oid
    left join pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
    join pg_proc p on p.oid = case when d.refclassid = 'pg_proc'::regclass then d.refobjid else o.oprcode end)
select distinct r.kind, c.oid::regclass::text as name, r.beside::regclass::text as on, false as inherent,
    exists (select from pg_roles r where r.oid in (select oid from mine) and ${ANY_PRIVILEGE}) as reached
  from relatives r join pg_class c on c.oid = r.oid
  where c.relowner not in (select oid from owners union select oid from pg_roles where rolsuper)
    or exists (select from pg_roles r where not r.rolsuper and r.oid <> c.relowner and r.oid not in (select oid from owners union select oid from keepers)
      and r.rolname !~ '^pg_' and not exists (select from owners w where pg_has_role(r.oid, w.oid, 'USAGE')) and ${ANY_PRIVILEGE})
union all select distinct 'expression', p.oid::regprocedure::text, q.rel::regclass::text, false, true
  from called q join pg_proc p on p.oid = q.oid join pg_namespace n on n.oid = p.pronamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and p.oid::text <> all ($5::text[])
    and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
-- At level sealed nothing of the log is the application's; its entries are made by functions.
union all select distinct 'log-table', l.rolname::text, c.oid::regclass::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') cross join log c where $6::boolean and not l.rolsuper and ${ANY_PRIVILEGE}
union all select distinct 'log-table', l.rolname::text, 'favorable', false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') join pg_namespace n on n.nspname = 'favorable'
  where not l.rolsuper and has_schema_privilege(r.oid, n.oid, 'CREATE')
union all select distinct 'log-append', l.rolname::text, p.oid::regprocedure::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') join pg_proc p on p.pronamespace = to_regnamespace('favorable')
    and p.proname in ('audit_append', 'append_declared') and has_function_privilege(r.oid, p.oid, 'EXECUTE')
  where $6::boolean and not l.rolsuper
-- A function that may append, in whosever name, and that others may call.
union all select distinct 'function', p.oid::regprocedure::text, o.rolname::text, false,
    exists (select from mine m where has_function_privilege(m.oid, p.oid, 'EXECUTE'))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
  where $6::boolean and p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and p.oid::text <> all ($4::text[])
    and (exists (select from pg_proc a where a.pronamespace = to_regnamespace('favorable') and a.proname in ('audit_append', 'append_declared')
        and has_function_privilege(o.oid, a.oid, 'EXECUTE'))
      or exists (select from log c where (select ${ANY_PRIVILEGE} from pg_roles r where r.oid = o.oid)))
    and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner)
union all select 'trigger', g.tgname::text, g.tgrelid::regclass::text, false, true
  from pg_trigger g where g.tgrelid in (select oid from log) and not g.tgisinternal and (g.tgfoid::text <> all ($4::text[]) or g.tgenabled = 'D')
union all select 'rule', w.rulename::text, w.ev_class::regclass::text, false, true
  from pg_rewrite w join log on log.oid = w.ev_class and log.relkind in ('r', 'p')
-- A login of the application that is more than a login.
union all select 'superuser', l.rolname::text, 'login', false, false from logins l where l.rolsuper
union all select 'owner', l.rolname::text, 'login', false, false from logins l join owners o on o.oid = l.oid
union all select distinct 'createrole', l.rolname::text, r.rolname::text, false, l.rolname = session_user
  from logins l join pg_roles r on r.rolcreaterole and pg_has_role(l.oid, r.oid, 'MEMBER') where not l.rolsuper
union all select distinct 'predefined-role', l.rolname::text, r.rolname::text, false, l.rolname = session_user
  from logins l join pg_roles r on r.rolname = any ($7::text[]) and pg_has_role(l.oid, r.oid, 'MEMBER') where not l.rolsuper
union all select distinct 'server-file', l.rolname::text, p.oid::regprocedure::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') join pg_proc p on p.proname = any ($8::text[])
  where not l.rolsuper and r.rolname !~ '^pg_' and has_function_privilege(r.oid, p.oid, 'EXECUTE')
union all select distinct 'statistics', l.rolname::text, c.oid::regclass::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') join pg_class c on c.relnamespace = 'pg_catalog'::regnamespace and c.relname = any ($9::text[])
  where not l.rolsuper and r.rolname !~ '^pg_' and has_any_column_privilege(r.oid, c.oid, 'SELECT')
order by 1, 2, 3` as const;

/**
 * Reads them.
 *
 * @param known - functions that are trusted, by their identifier
 * @param declared - those among them that the mapping declares
 */
export async function outerBypasses(
  sql: Sql,
  plan: Plan,
  oids: readonly string[],
  { known, declared }: { readonly known: readonly string[]; readonly declared: readonly string[] },
): Promise<readonly (Omit<FoundBypass, "on"> & { on: string | null })[]> {
  const { rows } = await sql.query<Omit<FoundBypass, "on"> & { on: string | null }>(QUERY, [
    oids,
    plan.logins.map(({ login }) => login),
    plan.maintainers,
    known,
    declared,
    plan.mapping.level === "sealed",
    WATCHING,
    FILES,
    VALUES,
  ]);
  return rows;
}
