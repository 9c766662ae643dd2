/** Statements that make the database roles and say who may take them. */
import { constant, constants, ident } from "./identifiers.ts";
import type { Plan } from "./plan.ts";

/** Makes group roles that are not there; none can log in and none inherits. */
export function makeRole(name: string): string {
  return `do $$ begin create role ${ident(name)} nologin noinherit; exception when duplicate_object or unique_violation then null; end $$`;
}

/**
 * Grants a role so that it must be taken (`set local role`) and is never simply had. Before PostgreSQL 16 that is the login's own
 * attribute NOINHERIT, which `verifyPostgres` looks at.
 */
export function grantRole(role: string, to: string): string {
  const plain = `grant ${ident(role)} to ${to}`;
  return `do $$ begin if current_setting('server_version_num')::int >= 160000 then execute '${plain} with inherit false, set true';
    else execute '${plain}'; end if; end $$`;
}

/** Takes the roles of the plan away from everybody who should not have them, the one who applies the plan aside. */
export function dropStrangers({ acting, logins, mapping }: Plan): string[] {
  return acting.map(({ databaseRole }) => {
    const held = mapping.level === "columns" ? logins.filter(({ databaseRoles }) => databaseRoles.includes(databaseRole)) : [];
    const members = held.map(({ login }) => login);
    return `do $$ declare stranger name; begin
      for stranger in select distinct m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member
        where a.roleid = to_regrole(${constant(databaseRole)}) and m.rolname <> all (${constants(members)}) and m.rolname <> current_user loop
        execute format('revoke ${ident(databaseRole)} from %I cascade', stranger);
      end loop; end $$`;
  });
}

/** Takes every right on a table from everybody but its owner and those named. */
export function clearRights(relation: string, keep: readonly string[] = []): string {
  return `do $$ declare holder name; begin
      for holder in select distinct coalesce(r.rolname, 'public') from pg_class c
          cross join lateral (
            select (aclexplode(c.relacl)).grantee
            union select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = c.oid and not a.attisdropped) g
          left join pg_roles r on r.oid = g.grantee
        where c.oid = '${relation}'::regclass and g.grantee <> c.relowner and coalesce(r.rolname, '') <> all (${constants(keep)}) loop
        if holder = 'public' then revoke all on ${relation} from public cascade;
        else execute format('revoke all on ${relation} from %I cascade', holder); end if;
      end loop; end $$`;
}

/** No later table of the schema is open by default to roles of the plan, as far as it is the applier's to say. */
export function defaultPrivileges(plan: Plan): string[] {
  const acting = plan.mapping.level === "columns" ? plan.acting.map(({ databaseRole }) => databaseRole) : [];
  const roles = ["public", ...[...acting, ...plan.logins.map(({ login }) => login)].map(ident)].join(", ");
  const schemas = [...new Set(plan.mapping.tables.map(({ schema }) => ident(schema)))];
  return schemas.flatMap((schema) =>
    ["tables", "sequences", "functions"].map((kind) => `alter default privileges in schema ${schema} revoke all on ${kind} from ${roles}`),
  );
}
