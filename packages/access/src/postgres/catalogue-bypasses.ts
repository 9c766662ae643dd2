/** Who or what could go past the matrix. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { FoundBypass, FoundWay } from "./bypass.ts";
import { codeBehind } from "./catalogue-code.ts";
import { declaredBypasses } from "./catalogue-declared.ts";
import { outerBypasses } from "./catalogue-log.ts";
import { loginBypasses } from "./catalogue-logins.ts";
import { ownBypasses } from "./catalogue-own.ts";
import { INVOKER_VIEW, SETS, VIEWS } from "./catalogue-sets.ts";
import type { Plan } from "./plan.ts";
import { sealedTableNames } from "./sealed-context.ts";
import { trustedOids } from "./trusted-functions.ts";

const QUERY = `
with recursive ${SETS},
  seen as (select oid from tables union select oid from above union select oid from below union select oid from own),
  taken as (select r.oid, r.rolname from pg_roles r where r.rolname = any ($3::text[]) or r.rolname = $5::text),
  logins as (select r.oid, r.rolname, r.rolinherit from pg_roles r where r.rolname = any ($4::text[])),
  strong as (select oid from owners union select oid from taken union select oid from pg_roles where rolname = any ($6::text[])),
  ${VIEWS}
select 'superuser' as kind, rolname::text as name, null::text as on, true as inherent, false as reached from pg_roles where rolsuper
union all select 'bypassrls', rolname::text, null, false, false from pg_roles where rolbypassrls and not rolsuper
-- Who may replicate may copy the whole server.
union all select 'replication', rolname::text, null, false, rolname in (select rolname from mine) from pg_roles
  where rolreplication and not rolsuper and rolname <> all ($6::text[])
union all select 'owner', pg_get_userbyid(o.oid)::text, null, true, false from owners o
union all select 'maintainer', m, null, true, false from unnest($6::text[]) m
-- Whoever can become the owner, the owner of the functions, or a role that was not given to them.
union all select distinct 'member', m.rolname::text, r.rolname::text, false, false
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid join strong s on s.oid = r.oid
  where not m.rolsuper and (coalesce((to_jsonb(a) ->> 'set_option')::boolean, true) or coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true))
    and m.rolname <> all ($6::text[])
    and (m.rolname || ' ' || r.rolname) <> all ($7::text[])
-- Whoever can give such a role on; the owner, who made it, can anyway.
union all select distinct 'admin-option', m.rolname::text, r.rolname::text, false, m.oid in (select oid from mine)
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid join strong s on s.oid = r.oid
  where a.admin_option and not m.rolsuper and m.oid not in (select oid from owners)
union all select distinct 'grant-option', coalesce(r.rolname, 'public')::text, c.oid::regclass::text, false, r.oid is null or r.oid in (select oid from mine)
  from tables t join pg_class c on c.oid = t.oid cross join lateral (
    select x.grantee from aclexplode(c.relacl) x where x.is_grantable
    union select x.grantee from pg_attribute a cross join lateral aclexplode(a.attacl) x where a.attrelid = c.oid and x.is_grantable) g
  left join pg_roles r on r.oid = g.grantee
  where g.grantee <> c.relowner and coalesce(r.rolname, '') <> all ($6::text[])
union all select 'login-inherits', l.rolname::text, r.rolname::text, false, false
  from logins l join taken r on pg_has_role(l.oid, r.oid, 'USAGE') and not exists (select from pg_roles x where x.oid = l.oid and x.rolsuper)
union all select distinct 'predefined-role', m.rolname::text, r.rolname::text, false, false
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
  where r.rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
    and not m.rolsuper and m.rolname !~ '^pg_'
union all select 'view', v.oid::regclass::text, null, false,
    exists (select from mine m where has_any_column_privilege(m.oid, v.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(m.oid, v.oid, 'DELETE'))
  from views w join pg_class v on v.oid = w.oid where not ${INVOKER_VIEW}
-- A function of a trigger is no exception: anybody may put one on a table of their own. One that is given on by another is reached through it.
union all select 'function', p.oid::regprocedure::text, pg_get_userbyid(p.proowner)::text, false,
    exists (select from mine m where has_function_privilege(m.oid, p.oid, 'EXECUTE'))
    or exists (select from aclexplode(p.proacl) a join pg_proc q on q.proowner = a.grantee and q.prosecdef where a.grantee <> p.proowner)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
  where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and p.oid::text <> all ($8::text[])
    and (o.rolsuper or o.rolbypassrls or exists (select from strong s where pg_has_role(o.oid, s.oid, 'MEMBER'))
      or exists (select from tables t where has_any_column_privilege(o.oid, t.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(o.oid, t.oid, 'DELETE')))
    and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner)
-- Whatever rights it runs with, a trigger sees rows and may copy them; one of a partition runs for what is written through the table.
union all select 'trigger', g.tgname::text, g.tgrelid::regclass::text, false, true
  from pg_trigger g where (g.tgrelid in (select oid from tables) or g.tgrelid in (select oid from below)) and not g.tgisinternal
    and g.tgfoid::text <> all ($9::text[])
union all select 'rule', w.rulename::text, w.ev_class::regclass::text, false, true from pg_rewrite w where w.ev_class in (select oid from tables)
union all select 'publication', b.pubname::text, t.oid::regclass::text, false, false
  from pg_publication_tables b join pg_namespace n on n.nspname = b.schemaname join pg_class c on c.relnamespace = n.oid and c.relname = b.tablename
  join (select oid from tables union select oid from below) t on t.oid = c.oid
union all select 'default-privileges', coalesce(r.rolname, 'public')::text, coalesce(n.nspname, '')::text, false, r.oid is null or r.oid in (select oid from mine)
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace cross join lateral aclexplode(d.defaclacl) a
  left join pg_roles r on r.oid = a.grantee
  where d.defaclobjtype = 'r' and a.grantee <> d.defaclrole and (r.rolname is null or r.rolname = any ($3::text[]) or exists (select from logins l where pg_has_role(l.oid, r.oid, 'MEMBER')))
    and (n.oid is null or n.oid in (select relnamespace from pg_class c join tables t on t.oid = c.oid) or n.oid in (select relnamespace from pg_class c join own o on o.oid = c.oid))
order by 1, 2, 3` as const;

/** Reads the catalogue, of which any login may read this much. */
export async function bypasses(sql: Sql, plan: Plan, oids: readonly string[]): Promise<FoundBypass[]> {
  const columns = plan.mapping.level === "columns";
  const allowed = columns ? plan.logins.flatMap(({ login, databaseRoles }) => databaseRoles.map((role) => `${login} ${role}`)) : [];
  const trusted = await trustedOids(sql, plan);
  const { rows } = await sql.query<FoundWay>(QUERY, [
    oids,
    columns ? [] : sealedTableNames(plan),
    plan.acting.map(({ databaseRole }) => databaseRole),
    plan.logins.map(({ login }) => login),
    plan.sealer,
    plan.maintainers,
    allowed,
    trusted.known,
    trusted.declared,
  ]);
  const found = [
    ...rows,
    ...(await outerBypasses(sql, plan, oids, trusted)),
    ...(await ownBypasses(sql, plan, oids)),
    ...(await loginBypasses(sql, plan, oids)),
    ...(await declaredBypasses(sql, plan)),
    ...(await codeBehind(sql, plan, oids, trusted)),
  ];
  const once = new Map(found.map((way) => [`${way.kind}\n${way.name}\n${way.on ?? ""}`, way]));
  return [...once.values()].map(({ on, ...rest }) => ({ ...rest, ...(on === null ? {} : { on }) }));
}

/**
 * The tables' identifiers in the catalogue, which a login may ask for that may not use their schema.
 *
 * @throws `SQL_FAILED` for a mapped table that is not there
 */
export async function oidsOf(sql: Sql, plan: Plan): Promise<readonly string[]> {
  const { rows } = await sql.query<{ oid: string | null }>(
    `select c.oid::text as oid from unnest($1::text[], $2::text[]) with ordinality t (schema, name, at)
       left join pg_namespace n on n.nspname = t.schema left join pg_class c on c.relnamespace = n.oid and c.relname = t.name order by t.at`,
    [plan.tables.map(({ mapping }) => mapping.schema), plan.tables.map(({ mapping }) => mapping.table)],
  );
  return rows.map(({ oid }) => {
    if (oid === null) throw new PrivacyError("SQL_FAILED", "a mapped table is not there", { sqlState: "42P01" });
    return oid;
  });
}
