/** Who reads beyond the active phase, asked of the database role that reads. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant, quoteText } from "./literal.ts";
import { conditionsOf } from "./predicate.ts";
import type { DescribedTable } from "./table.ts";

/** The database roles that read more than the course of business. */
export interface Readers {
  /** The rights desk: it reads held and unswept rows too. Without it nobody does but the owner of the table. */
  readonly desk?: string;
  /** Database roles by the archive's role names, where they are called otherwise. A role that is not named is called as in the policy. */
  readonly archivists?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Writes the condition under which whoever reads may see a row. The day is the database's own, asked once for a statement.
 *
 * @param more - roles that see everything besides the desk, such as the one that sweeps
 * @throws `ROLE_UNKNOWN` when the database has no such role: a condition on it would fail at each read
 */
export async function readableText(
  sql: Sql,
  policy: RetentionPolicy,
  table: DescribedTable,
  { desk, archivists = {} }: Readers,
  more: readonly string[] = [],
): Promise<string> {
  const { active, archived } = conditionsOf(policy, table, `(select favorable.today(${quoteConstant(policy.zone)}))`);
  const archive = (policy.archive?.roles ?? []).flatMap((role) => (Object.hasOwn(archivists, role) ? (archivists[role] ?? []) : role));
  const all = [...(desk === undefined ? [] : [desk]), ...more];
  await checkRoles(sql, [...archive, ...all]);
  const parts = [active];
  if (archive.length > 0) parts.push(`(${archived} and ${member(archive)})`);
  if (all.length > 0) parts.push(member(all));
  return parts.length === 1 ? active : `(${parts.join(" or ")})`;
}

/** In a view `current_user` is whoever reads, not its owner. Asked once for a statement; a role that has gone lets nobody in. */
function member(roles: readonly string[]): string {
  const names = roles.map((role) => `${quoteText(role)}::name`).join(", ");
  return `exists (select from pg_catalog.pg_roles r where r.rolname in (${names}) and pg_catalog.pg_has_role(current_user, r.oid, 'usage'))`;
}

async function checkRoles(sql: Sql, roles: readonly string[]): Promise<void> {
  if (roles.length === 0) return;
  const { rows } = await sql.query<{ n: number }>(
    "select count(*)::int as n from unnest($1::text[]) as wanted where not exists (select from pg_roles r where r.rolname = wanted)",
    [roles],
  );
  if ((rows[0]?.n ?? 1) > 0) throw new PrivacyError("ROLE_UNKNOWN", "the database has not all of the roles that are to read");
}
