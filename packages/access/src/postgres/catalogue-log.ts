/** Ways past a level that lead through the tables of the log, and tables that share rows with those of the matrix. */
import { auditRoles } from "@favorable/audit/postgres";
import type { Sql } from "@favorable/sql";
import type { FoundWay } from "./bypass.ts";
import { ANY_PRIVILEGE, INVOKER_VIEW, SETS, VIEWS } from "./catalogue-sets.ts";
import type { Plan } from "./plan.ts";
import { sealedTableNames } from "./sealed-context.ts";
import type { TrustedOids } from "./trusted-functions.ts";

const QUERY = `
with recursive ${SETS},
  keepers as (select oid from pg_roles where rolname = any ($4::text[])),
  logins as (select r.* from pg_roles r where r.rolname = any ($3::text[])),
  relatives as (select 'parent-table' as kind, oid, beside from above where oid not in (select oid from tables)
    union select 'child-table', oid, beside from below where oid not in (select oid from tables)
    -- Where long values are kept.
    union select 'child-table', c.reltoastrelid, c.oid from pg_class c where c.reltoastrelid <> 0
      and (c.oid in (select oid from tables) or c.oid in (select oid from below) or c.oid in (select oid from own) and $6::boolean)),
  seen as (select oid from log where $6::boolean),
  ${VIEWS},
  -- Whose the log is, and who keeps the rows.
  trusty as (select r.oid from pg_roles r where r.rolsuper or r.rolname ~ '^pg_'
    or exists (select from (select relowner as oid from log union select oid from owners union select oid from keepers
      union select nspowner from pg_namespace where nspname = 'favorable') w where pg_has_role(r.oid, w.oid, 'USAGE')))
select distinct r.kind, c.oid::regclass::text as name, r.beside::regclass::text as on, false as inherent,
    exists (select from pg_roles r where r.oid in (select oid from mine) and ${ANY_PRIVILEGE}) as reached
  from relatives r join pg_class c on c.oid = r.oid
  where c.relkind <> 't' and c.relowner not in (select oid from owners union select oid from pg_roles where rolsuper)
    or exists (select from pg_roles r where not r.rolsuper and r.oid <> c.relowner and r.oid not in (select oid from owners union select oid from keepers)
      and r.rolname !~ '^pg_' and not exists (select from owners w where pg_has_role(r.oid, w.oid, 'USAGE')) and ${ANY_PRIVILEGE})
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
-- What no role of the log needs, on its tables: a trigger there runs with the rights of whoever appends.
union all select distinct 'log-table', r.rolname::text, c.oid::regclass::text, false, r.oid in (select oid from mine)
  from log c join pg_roles r on r.oid not in (select oid from trusty)
    cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
  where $6::boolean and (c.relname || ' ' || p) <> all ($7::text[])
    and case when p in ('INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege(r.oid, c.oid, p) else has_table_privilege(r.oid, c.oid, p) end
union all select distinct 'log-table', r.rolname::text, 'favorable', false, r.oid in (select oid from mine)
  from pg_roles r join pg_namespace n on n.nspname = 'favorable'
  where $6::boolean and r.oid not in (select oid from trusty) and has_schema_privilege(r.oid, n.oid, 'CREATE')
union all select 'log-table', pg_get_userbyid(c.relowner)::text, c.oid::regclass::text, false, c.relowner in (select oid from mine)
  from log c where $6::boolean and c.relowner not in (select relowner from log where relname = 'audit_pending' union select oid from pg_roles where rolsuper)
-- Whoever else may append entries of declared types makes those of a reading or a change, in whosever name.
union all select distinct 'log-append', l.rolname::text, p.oid::regprocedure::text, false, l.rolname = session_user
  from pg_proc p join pg_roles l on l.rolcanlogin and l.oid not in (select oid from trusty)
  where $6::boolean and p.pronamespace = to_regnamespace('favorable') and p.proname = 'append_declared'
    and exists (select from pg_roles r where r.oid not in (select oid from trusty) and has_function_privilege(r.oid, p.oid, 'EXECUTE')
      and (pg_has_role(l.oid, r.oid, 'USAGE') or pg_has_role(l.oid, r.oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)))
-- A view over the log that a login of the application may use, or through which somebody may write.
union all select 'view', v.oid::regclass::text, null, false,
    exists (select from mine m join pg_roles r on r.oid = m.oid join pg_class c on c.oid = v.oid where ${ANY_PRIVILEGE})
  from views w join pg_class v on v.oid = w.oid
  where not ${INVOKER_VIEW} and (v.relkind not in ('v', 'm')
    or exists (select from pg_roles r join pg_class c on c.oid = v.oid where r.oid not in (select oid from trusty)
      and (has_any_column_privilege(r.oid, v.oid, 'INSERT, UPDATE') or has_table_privilege(r.oid, v.oid, 'DELETE')
        or exists (select from logins l where pg_has_role(l.oid, r.oid, 'MEMBER')) and ${ANY_PRIVILEGE})))
-- A table of the log that a crash would empty, or that shares its rows with a table that is none of the log's.
union all select distinct 'definition', 'persistence', l.oid::regclass::text, false, true from log l where $6::boolean and l.relkind in ('r', 'p') and l.relpersistence <> 'p'
union all select distinct 'definition', 'inheritance', l.oid::regclass::text, false, true
  from log l join pg_inherits i on l.oid in (i.inhrelid, i.inhparent)
  where $6::boolean and not (i.inhrelid in (select oid from log) and i.inhparent in (select oid from log))
-- A function that may append, in whosever name, and that others may call.
union all select distinct 'function', p.oid::regprocedure::text, o.rolname::text, false,
    exists (select from mine m where has_function_privilege(m.oid, p.oid, 'EXECUTE'))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
  where $6::boolean and p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and p.oid::text <> all ($5::text[])
    and (exists (select from pg_proc a where a.pronamespace = to_regnamespace('favorable') and a.proname in ('audit_append', 'append_declared')
        and has_function_privilege(o.oid, a.oid, 'EXECUTE'))
      or exists (select from log c where (select ${ANY_PRIVILEGE} from pg_roles r where r.oid = o.oid)))
    and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner)
union all select 'trigger', g.tgname::text, g.tgrelid::regclass::text, false, true
  from pg_trigger g where g.tgrelid in (select oid from log) and not g.tgisinternal and (g.tgfoid::text <> all ($5::text[]) or g.tgenabled in ('D', 'R'))
union all select 'rule', w.rulename::text, w.ev_class::regclass::text, false, true
  from pg_rewrite w join log on log.oid = w.ev_class and log.relkind in ('r', 'p')
order by 1, 2, 3` as const;

/** What roles of the log may change in its tables, as `audit_pending DELETE`. */
const NEEDED: readonly string[] = auditRoles().flatMap((text) => {
  const [, verbs = "", tables = ""] = /^grant (.+?) on (favorable\..+) to \w+$/.exec(text) ?? [];
  const names = [...tables.matchAll(/favorable\.(\w+)/g)].map(([, name = ""]) => name);
  return [...verbs.matchAll(/\b(insert|update|delete)\b/g)].flatMap(([, verb = ""]) =>
    names.map((name) => `${name} ${verb.toUpperCase()}`),
  );
});

/** Reads them. */
export async function outerBypasses(sql: Sql, plan: Plan, oids: readonly string[], { known }: TrustedOids): Promise<readonly FoundWay[]> {
  const sealed = plan.mapping.level === "sealed";
  const { rows } = await sql.query<FoundWay>(QUERY, [
    oids,
    sealed ? sealedTableNames(plan) : [],
    plan.logins.map(({ login }) => login),
    plan.maintainers,
    known,
    sealed,
    NEEDED,
  ]);
  return rows;
}
