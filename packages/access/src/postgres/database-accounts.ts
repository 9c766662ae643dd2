/** Who holds what in the database itself: the logins that can take the roles of a matrix, as the live catalogue says it. */
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import type { PostgresMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";

/** A login, for a review of access. */
export interface DatabaseAccount {
  readonly login: string;
  /** Roles of the matrix that it can take, directly or through other roles, and for which purpose. */
  readonly roles: readonly { readonly role: string; readonly purpose: string }[];
  /** It takes any role, whatever was granted. */
  readonly superuser: boolean;
  /** When its password ends, as the catalogue prints it in UTC; absent when it does not. */
  readonly validUntil?: string;
}

// Recursive, for a login may hold a role through groups that nobody of the plan knows.
const HOLDERS = `with recursive held(member, roleid) as (
    select m.member, m.roleid from pg_auth_members m
    union select h.member, m.roleid from held h join pg_auth_members m on m.member = h.roleid)
  select l.rolname::text as login, l.rolsuper as superuser,
    case when l.rolvaliduntil is null or l.rolvaliduntil = 'infinity' then null
      else to_char(l.rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as until,
    coalesce(array_agg(r.rolname::text order by r.rolname) filter (where r.rolname = any ($1::text[])), '{}') as roles
  from pg_roles l left join held h on h.member = l.oid left join pg_roles r on r.oid = h.roleid
  where l.rolcanlogin group by l.rolname, l.rolsuper, l.rolvaliduntil
  having l.rolsuper or bool_or(r.rolname = any ($1::text[])) order by l.rolname`;

/**
 * Reads which logins can act as which roles at level `columns`: those of the mapping, those that somebody granted a role by hand, and superusers, who
 * need no grant. The roles of a login are for `accounts` of `reviewAccess`; what a login does not hold in the mapping is what `verifyPostgres` names.
 *
 * @throws `MAPPING_INVALID`, `SQL_FAILED`
 */
export async function databaseAccounts(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<readonly DatabaseAccount[]> {
  const { acting } = planOf(matrix, mapping);
  const { rows } = await sql.query<{ login: string; superuser: boolean; until: string | null; roles: readonly string[] }>(HOLDERS, [
    acting.map(({ databaseRole }) => databaseRole),
  ]);
  return rows.map(({ login, superuser, until, roles }) => ({
    login,
    roles: acting.filter(({ databaseRole }) => roles.includes(databaseRole)).map(({ role, purpose }) => ({ role, purpose })),
    superuser,
    ...(until === null ? {} : { validUntil: until }),
  }));
}
