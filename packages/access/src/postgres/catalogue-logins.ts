/** What a login of the application is beside a login. */
import type { Sql } from "@favorable/sql";
import type { FoundWay } from "./bypass.ts";
import { SETS } from "./catalogue-sets.ts";
import type { Plan } from "./plan.ts";

/** Functions of the server that read its files, by name. */
const FILES = ["pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import", "lo_export", "pg_file_write"];
/** Tables of the catalogue that hold values of other tables. */
const VALUES = ["pg_statistic", "pg_statistic_ext_data", "pg_largeobject"];
/** Predefined roles that see what other sessions run. */
const WATCHING = ["pg_monitor", "pg_read_all_stats", "pg_stat_scan_tables", "pg_maintain"];
/** Settings that switch triggers off, load code or open others' large objects: a superuser's, unless granted (PostgreSQL 15 and later). */
const SETTINGS = ["session_replication_role", "session_preload_libraries", "dynamic_library_path", "lo_compat_privileges"];

const QUERY = `
with recursive ${SETS},
  logins as (select r.* from pg_roles r where r.rolname = any ($3::text[]))
select 'superuser' as kind, l.rolname::text as name, 'login' as on, false as inherent, false as reached from logins l where l.rolsuper
union all select 'owner', l.rolname::text, 'login', false, false from logins l join owners o on o.oid = l.oid
union all select distinct 'createrole', l.rolname::text, r.rolname::text, false, l.rolname = session_user
  from logins l join pg_roles r on r.rolcreaterole and pg_has_role(l.oid, r.oid, 'MEMBER') where not l.rolsuper
union all select distinct 'predefined-role', l.rolname::text, r.rolname::text, false, l.rolname = session_user
  from logins l join pg_roles r on r.rolname = any ($4::text[]) and pg_has_role(l.oid, r.oid, 'MEMBER') where not l.rolsuper
union all select distinct 'server-file', l.rolname::text, p.oid::regprocedure::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') join pg_proc p on p.proname = any ($5::text[])
  where not l.rolsuper and r.rolname !~ '^pg_' and has_function_privilege(r.oid, p.oid, 'EXECUTE')
union all select distinct 'statistics', l.rolname::text, c.oid::regclass::text, false, l.rolname = session_user
  from logins l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER')
  join pg_class c on c.relnamespace = 'pg_catalog'::regnamespace and c.relname = any ($6::text[])
    -- Views leave no dependency on the catalogue: it is read from their trees.
    or c.relnamespace <> all (array['pg_catalog', 'information_schema']::regnamespace[]) and c.relkind in ('v', 'm') and exists (
      select from pg_rewrite w join pg_class v on v.relnamespace = 'pg_catalog'::regnamespace and v.relname = any ($6::text[])
        where w.ev_class = c.oid and w.ev_action::text ~ (':relid ' || v.oid || '\\M'))
  where not l.rolsuper and r.rolname !~ '^pg_' and has_any_column_privilege(r.oid, c.oid, 'SELECT')
order by 1, 2, 3` as const;

/** Asked of servers that know such rights. */
const PARAMETERS =
  `select distinct 'parameter' as kind, l.rolname::text as name, s as on, false as inherent, l.rolname = session_user as reached
  from pg_roles l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER') cross join unnest($2::text[]) s
  where l.rolname = any ($1::text[]) and not r.rolsuper and has_parameter_privilege(r.oid, s, 'SET') order by 1, 2, 3` as const;

/** Reads them. */
export async function loginBypasses(sql: Sql, plan: Plan, oids: readonly string[]): Promise<readonly FoundWay[]> {
  const logins = plan.logins.map(({ login }) => login);
  const { rows } = await sql.query<FoundWay>(QUERY, [oids, [], logins, WATCHING, FILES, VALUES]);
  const { rows: later } = await sql.query<{ later: boolean }>("select current_setting('server_version_num')::int >= 150000 as later");
  if (later[0]?.later !== true) return rows;
  return [...rows, ...(await sql.query<FoundWay>(PARAMETERS, [logins, SETTINGS])).rows];
}
