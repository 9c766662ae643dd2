/** What an earlier plan of the same prefix left: functions, rights and policies that the plan no longer has. */
import { toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { constant, constants, ident } from "./identifiers.ts";
import type { Plan } from "./plan.ts";
import type { PlannedFunction } from "./sealed-context.ts";

/** SQLSTATE of a plan whose functions would be another plan's. */
export const NAMES_TAKEN = "FV002";

/** Takes the sealer's place, where there is one that an earlier plan of level `sealed` left something to. */
export function actAsFormerSealer({ sealer }: Plan): string {
  return `do $favorable$ begin if exists (select from pg_shdepend d join pg_database b on b.oid = d.dbid and b.datname = current_database()
      where d.refclassid = 'pg_authid'::regclass and d.refobjid = to_regrole(${constant(sealer)})) then
      grant ${ident(sealer)} to current_user; end if; end $favorable$`;
}

/** Leaves it again. */
export function leaveFormerSealer({ sealer }: Plan): string {
  return `do $favorable$ begin if exists (select from pg_auth_members m where m.roleid = to_regrole(${constant(sealer)})
      and m.member = to_regrole(quote_ident(current_user)) and m.grantor = m.member) then revoke ${ident(sealer)} from current_user; end if; end $favorable$`;
}

/**
 * Drops the functions of the plan's owner that are not planned, and overloads of planned ones, whoever made them; a function whose arguments or
 * answer are others now is made anew. Refused (`FV002`) when another plan's functions have the names: prefixes such as `a` and `a_take` can meet.
 */
export function dropLeftovers({ sealer }: Plan, planned: readonly PlannedFunction[]): string {
  const names = constants(planned.map(({ name }) => name));
  const shapes = constants(planned.map(shapeOf));
  return `do $favorable$ declare old text; begin
      if exists (select from pg_proc p join pg_roles r on r.oid = p.proowner where p.pronamespace = to_regnamespace('favorable') and p.proname = any (${names})
          and r.rolname <> ${constant(sealer)} and r.rolname ~ '_sealer$' and not r.rolcanlogin) then
        raise exception 'the functions of the plan have the names of another plan''s' using errcode = '${NAMES_TAKEN}';
      end if;
      for old in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = to_regnamespace('favorable')
          and (p.proowner = to_regrole(${constant(sealer)}) or p.proname = any (${names}))
          and encode(sha256(convert_to(concat_ws(' ', p.prokind, p.proname, regexp_replace(pg_get_function_identity_arguments(p.oid), '(^|, )(IN|INOUT) ', '\\1', 'g'),
            '/', pg_get_function_result(p.oid)), 'UTF8')), 'hex') <> all (${shapes}) loop
        execute 'drop routine ' || old;
      end loop; end $favorable$`;
}

/** Kind, name, arguments and answer, hashed: no constant in a statement holds parentheses. */
function shapeOf({ name, args, returns, procedure }: PlannedFunction): string {
  const inputs = args.replace(/(^|, )(in|inout) /g, "$1");
  const text = [procedure ? "p" : "f", name, inputs, "/", ...(procedure ? [] : [returns])].join(" ");
  return toHex(sha256(utf8(text)));
}

/** Takes the right to call the plan's functions from everybody who is not planned to. */
export function clearCallers({ sealer, logins }: Plan, planned: readonly PlannedFunction[]): string {
  const open = constants(planned.filter((one) => one.open).map(({ name }) => name));
  const callers = constants(logins.map(({ login }) => login));
  return `do $favorable$ declare old record; begin
      for old in select distinct p.oid::regprocedure::text as routine, coalesce(quote_ident(r.rolname), 'public') as holder
          from pg_proc p cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles r on r.oid = a.grantee
          where p.pronamespace = to_regnamespace('favorable') and p.proowner = to_regrole(${constant(sealer)}) and a.grantee <> p.proowner
            and (r.rolname is null or r.rolname <> all (${callers}) or p.proname <> all (${open}) or a.is_grantable) loop
        execute 'revoke all on routine ' || old.routine || ' from ' || old.holder || ' cascade';
      end loop; end $favorable$`;
}

/**
 * Takes what the plan's roles have on tables that the plan no longer names: the owner of functions on every table but its own, roles of level
 * `columns` where they have a policy of a plan. Row-level security stays on such a table, so that nothing is opened by leaving it out.
 */
export function clearFormerTables({ mapping, sealer, acting, tables }: Plan): string {
  const roles = constants([sealer, ...acting.map(({ databaseRole }) => databaseRole)]);
  const named = tables.length === 0 ? "'{}'::oid[]" : `array[${tables.map(({ relation }) => `'${relation}'::regclass::oid`).join(", ")}]`;
  const kept = mapping.level === "sealed" ? named : "'{}'::oid[]";
  return `do $favorable$ declare old record; begin
      for old in select p.polname, c.oid::regclass::text as relation, r.rolname from pg_policy p join pg_class c on c.oid = p.polrelid
          join pg_roles r on p.polroles = array[r.oid] where r.rolname = any (${roles}) and c.oid <> all (${named})
          and obj_description(p.oid, 'pg_policy') like 'favorable %' and pg_has_role(current_user, c.relowner, 'USAGE') loop
        execute format('drop policy %I on %s', old.polname, old.relation);
        execute format('revoke all on %s from %I cascade', old.relation, old.rolname);
      end loop;
      for old in select distinct c.oid::regclass::text as relation, c.relkind from pg_class c cross join lateral (
            select (aclexplode(c.relacl)).grantee
            union select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = c.oid and not a.attisdropped) g
          where g.grantee = to_regrole(${constant(sealer)}) and c.relowner <> g.grantee and c.oid <> all (${kept})
          and pg_has_role(current_user, c.relowner, 'USAGE') loop
        execute format('revoke all on %s %s from ${ident(sealer)} cascade', case old.relkind when 'S' then 'sequence' else 'table' end, old.relation);
      end loop; end $favorable$`;
}
