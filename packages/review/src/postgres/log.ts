/** The audit log: its verdict, who could change it, the checkpoint it stands under. */
import type { LogVerification } from "@favorable/audit";
import type { Sql } from "@favorable/sql";
import type { LogEvidence } from "../evidence/bundle.ts";
import { nameOf } from "./schema.ts";

/** Puts a verification (`verifyStore`, `verifyFolder`, `verifyLog`) and the rights of the catalogue together. */
export function logEvidence({ verdict, witnessed, size }: LogVerification, mayChange: readonly string[] | undefined): LogEvidence {
  return { verdict, witnessed, size, ...(mayChange === undefined ? {} : { mayChange }) };
}

const CHANGES = `
  select distinct l.rolname::text as login from pg_roles l join pg_roles r on pg_has_role(l.oid, r.oid, 'MEMBER')
    cross join unnest(array['audit_leaf', 'audit_head', 'audit_checkpoint']) t (name)
    join pg_class c on c.relnamespace = to_regnamespace('favorable') and c.relname = t.name
   where l.rolcanlogin
     and case when $1::text[] is null
       then not l.rolsuper and not pg_has_role(l.oid, c.relowner, 'MEMBER')
       else l.rolname = any ($1::text[]) end
     and (r.oid = c.relowner or r.rolsuper or has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE, TRIGGER')
       or (c.relname <> 'audit_leaf' and has_any_column_privilege(r.oid, c.oid, 'UPDATE')))
   order by 1`;

/**
 * Names the logins that may delete entries of the log, or rewrite what was signed, by rights of their own or of roles they could take. The
 * update of a leaf's text is left out: pruning has it, and a trigger refuses every other use.
 *
 * @param logins - those of the application, whatever they are; without it every login but superusers and owners, of whom it is known
 * @throws `SQL_FAILED`
 */
export async function mayChangeLog(sql: Sql, logins?: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql.query<{ login: string }>(CHANGES, [logins === undefined ? null : [...logins]]);
  return rows.map(({ login }) => nameOf(login));
}

/** The newest checkpoint in the store, as it was signed; undefined when none was. */
export async function storedCheckpoint(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ note: string }>("select note from favorable.audit_checkpoint order by size desc limit 1");
  return rows[0]?.note;
}

/** The first day of a body that is still in the store, by the counts of months; undefined when there is none. */
export async function oldestBody(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ day: string | null }>(
    `select min(start_on)::text as day from (
       select start_on from favorable.audit_month group by start_on having sum(bodies) > 0) m`,
  );
  return rows[0]?.day ?? undefined;
}
