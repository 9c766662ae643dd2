/** Who or what could go past the matrix. */
import type { Sql } from "@favorable/sql";
import type { Plan } from "./plan.ts";
import { sealedTables } from "./sealed-context.ts";
import { functionsOf } from "./sealed-statements.ts";

/** A way past the matrix. */
export interface Bypass {
  readonly kind:
    | "superuser"
    | "owner"
    | "maintainer"
    | "bypassrls"
    | "member"
    | "login-inherits"
    | "predefined-role"
    | "view"
    | "function"
    | "trigger"
    | "default-privileges"
    | "child-table"
    | "key-table";
  /** A role, or the object. */
  readonly name: string;
  /** What it concerns: a table, a role. */
  readonly on?: string;
  /** Every database has one (superusers, the tables' owner), or the mapping declares it (maintainers). */
  readonly inherent: boolean;
}

/** Functions of the audit package that act with their owner's rights; none of them touches a table of the application. */
const KNOWN = ["audit_append", "audit_key_for", "audit_holds", "audit_make_month", "audit_drop_month", "append_declared"] as const;

const QUERY = `
with tables as (select t::regclass as oid from unnest($1::text[]) t),
  owners as (select distinct c.relowner as oid from pg_class c join tables t on t.oid = c.oid),
  taken as (select r.oid, r.rolname from pg_roles r where r.rolname = any ($2::text[]) or r.rolname = $4::text),
  logins as (select r.oid, r.rolname, r.rolinherit from pg_roles r where r.rolname = any ($3::text[])),
  strong as (select oid from owners union select oid from taken)
select 'superuser' as kind, rolname::text as name, null::text as on, true as inherent from pg_roles where rolsuper
union all select 'bypassrls', rolname::text, null, false from pg_roles where rolbypassrls and not rolsuper
union all select 'owner', pg_get_userbyid(o.oid)::text, null, true from owners o
union all select 'maintainer', m, null, true from unnest($5::text[]) m
-- Whoever can become the owner, the owner of the functions, or a role that was not given to them.
union all select distinct 'member', m.rolname::text, r.rolname::text, false
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid join strong s on s.oid = r.oid
  where not m.rolsuper and coalesce((to_jsonb(a) ->> 'set_option')::boolean, true)
    and (m.rolname || ' ' || r.rolname) <> all ($6::text[])
union all select 'login-inherits', l.rolname::text, r.rolname::text, false
  from logins l join taken r on pg_has_role(l.oid, r.oid, 'USAGE') and not exists (select from pg_roles x where x.oid = l.oid and x.rolsuper)
union all select distinct 'predefined-role', m.rolname::text, r.rolname::text, false
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
  where r.rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
    and not m.rolsuper and m.rolname !~ '^pg_'
union all select distinct 'view', v.oid::regclass::text, d.refobjid::regclass::text, false
  from pg_depend d join pg_rewrite w on w.oid = d.objid and d.classid = 'pg_rewrite'::regclass join pg_class v on v.oid = w.ev_class
  where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from tables) and v.oid not in (select oid from tables)
    and not (v.relkind = 'v' and coalesce(v.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false))
union all select 'function', p.oid::regprocedure::text, pg_get_userbyid(p.proowner)::text, false
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
  where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and p.prorettype <> 'trigger'::regtype
    and not (n.nspname = 'favorable' and p.proname = any ($7::text[]))
    and (o.rolsuper or o.rolbypassrls or exists (select from strong s where pg_has_role(o.oid, s.oid, 'MEMBER'))
      or exists (select from tables t where has_any_column_privilege(o.oid, t.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(o.oid, t.oid, 'DELETE')))
    and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner)
union all select 'trigger', g.tgname::text, g.tgrelid::regclass::text, false
  from pg_trigger g join pg_proc p on p.oid = g.tgfoid
  where g.tgrelid in (select oid from tables) and not g.tgisinternal and p.prosecdef and p.pronamespace <> 'favorable'::regnamespace
union all select 'default-privileges', coalesce(r.rolname, 'public')::text, coalesce(n.nspname, '')::text, false
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace cross join lateral aclexplode(d.defaclacl) a
  left join pg_roles r on r.oid = a.grantee
  where d.defaclobjtype = 'r' and a.grantee <> d.defaclrole and (r.rolname is null or r.rolname = any ($3::text[]) or r.rolname = any ($2::text[]))
    and (n.oid is null or n.oid in (select relnamespace from pg_class c join tables t on t.oid = c.oid))
union all select 'child-table', i.inhrelid::regclass::text, i.inhparent::regclass::text, false
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent in (select oid from tables) and not c.relrowsecurity
    and exists (select from pg_roles r where r.rolname <> 'postgres' and not r.rolsuper and r.oid <> c.relowner and r.rolname !~ '^pg_' and has_any_column_privilege(r.oid, c.oid, 'SELECT'))
union all select distinct 'key-table', r.rolname::text, k, false
  from unnest($8::text[]) k join pg_roles r on to_regclass(k) is not null and not r.rolsuper and r.rolname <> $4::text and r.rolname !~ '^pg_'
    and (has_any_column_privilege(r.oid, to_regclass(k), 'SELECT, INSERT, UPDATE') or has_table_privilege(r.oid, to_regclass(k), 'DELETE'))
order by 1, 2, 3` as const;

/** Reads the catalogue. */
export async function bypasses(sql: Sql, plan: Plan): Promise<Bypass[]> {
  const columns = plan.mapping.level === "columns";
  const tables = plan.tables.map(({ relation }) => relation);
  const allowed = columns ? plan.logins.flatMap(({ login, databaseRoles }) => databaseRoles.map((role) => `${login} ${role}`)) : [];
  const { key, use, ticket } = sealedTables(plan);
  const { rows } = await sql.query<Omit<Bypass, "on"> & { on: string | null }>(QUERY, [
    tables,
    plan.acting.map(({ databaseRole }) => databaseRole),
    plan.logins.map(({ login }) => login),
    plan.sealer,
    plan.maintainers,
    allowed,
    [...KNOWN, ...(columns ? [] : functionsOf(plan).map(({ name }) => name))],
    columns ? [] : [key, use, ticket],
  ]);
  return rows.map(({ on, ...rest }) => ({ ...rest, ...(on === null ? {} : { on }) }));
}
