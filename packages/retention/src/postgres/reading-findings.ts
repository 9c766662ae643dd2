/** Ways past the expiry at read: partitions without it, tables that can be read beside the view, starts that the application may set. */
import type { Sql } from "@favorable/sql";
import { startField } from "../start.ts";
import type { Attachment } from "./expiry-view.ts";
import { quoteRelation } from "./literal.ts";
import { familyOf } from "./reading-text.ts";

/**
 * A way past the expiry.
 *
 * - `uncovered`: the table has row security for expiry, and this partition or inheriting table has none.
 * - `readable`: the role may read this table, and no expiry hides a row of it.
 * - `bypass`: the role owns this table, is a superuser or passes over row security.
 * - `start-writable`: the role may change the column that a period starts from, and so how long a row is kept.
 */
export interface ReadingFinding {
  readonly kind: "uncovered" | "readable" | "bypass" | "start-writable";
  /** Quoted, with its schema. */
  readonly relation: string;
  readonly role?: string;
  readonly column?: string;
}

/** What is looked at. */
export interface ReadingCheck extends Attachment {
  /** Database roles of the application; those of the desk, of archives and of sweeps are none. */
  readonly roles: readonly string[];
}

/**
 * Names every way in which rows past their last day are still to be read, or are kept longer by whoever reads them. Empty is what to expect of an
 * application whose role has the view, or the table under `createExpiryPolicy`, and no right to change the start.
 *
 * @throws `SQL_FAILED` (42704) for a role that is not there
 */
export async function readingFindings({ sql, policy, table, roles }: ReadingCheck): Promise<readonly ReadingFinding[]> {
  const family = await familyOf(sql, table.table);
  const covered = await coveredOf(
    sql,
    policy.id,
    family.map(({ relation }) => relation),
  );
  const isUnder = covered.size > 0;
  const findings: ReadingFinding[] = [];
  for (const { relation } of family) if (isUnder && !covered.has(relation)) findings.push({ kind: "uncovered", relation });
  const { start, archive } = policy;
  const columns = [
    table.start ?? startField(start),
    archive === undefined ? undefined : (table.archiveStart ?? startField(archive.start)),
  ].filter((name) => name !== undefined);
  for (const role of roles)
    for (const { relation } of family) {
      const { reads, owns, writes } = await rightsOn(sql, relation, role, [...new Set(columns)]);
      if (owns) findings.push({ kind: "bypass", relation, role });
      else if (reads && !covered.has(relation)) findings.push({ kind: "readable", relation, role });
      for (const column of owns ? [] : writes) findings.push({ kind: "start-writable", relation, role, column });
    }
  return findings;
}

async function coveredOf(sql: Sql, policy: string, relations: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ relation: string }>(
    `select r.relation from unnest($2::text[]) r (relation) join pg_class c on c.oid = to_regclass(r.relation) and c.relrowsecurity
      join pg_policy p on p.polrelid = c.oid and not p.polpermissive and p.polname = 'favorable_expiry_' || substr(md5($1::text), 1, 12)`,
    [policy, relations],
  );
  return new Set(rows.map(({ relation }) => relation));
}

interface Rights {
  readonly reads: boolean;
  readonly owns: boolean;
  readonly writes: readonly string[];
}

async function rightsOn(sql: Sql, relation: string, role: string, columns: readonly string[]): Promise<Rights> {
  const { rows } = await sql.query<Rights>(
    `select has_any_column_privilege($2::name, c.oid, 'select') as reads,
        pg_has_role($2::name, c.relowner, 'usage') or (select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = $2) as owns,
        coalesce((select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
          and not a.attisdropped and a.attname = any ($3::text[]) and has_column_privilege($2::name, c.oid, a.attnum, 'update')), '{}') as writes
      from pg_class c where c.oid = to_regclass($1)`,
    [relation, role, columns],
  );
  return rows[0] ?? { reads: false, owns: false, writes: [] };
}

/** Roles other than the owner's that may change the column a period starts from: what attaching finds. */
export async function startWriters(sql: Sql, table: string, column: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ role: string }>(
    `select r.rolname::text as role from pg_class c, pg_roles r
      where c.oid = to_regclass($1) and not r.rolsuper and r.rolname not like 'pg!_%' escape '!' and not pg_has_role(r.oid, c.relowner, 'usage')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = $2 and not a.attisdropped
          and has_column_privilege(r.oid, c.oid, a.attnum, 'update')) order by 1`,
    [quoteRelation(table), column],
  );
  return rows.map(({ role }) => role);
}
