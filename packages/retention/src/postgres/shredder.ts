/** The port by which a sweep destroys keys. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { readsText } from "./held-text.ts";
import { quoteName, quoteRelation } from "./literal.ts";
import type { KeyColumn } from "./table.ts";

/** What is to be made unreadable. */
export interface ShredOrder {
  readonly policy: string;
  /** The table's name. */
  readonly relation: string;
  /** Data subjects, as the table's subject column names them; no row of theirs is left in any table that says whose its rows are. */
  readonly subjects: readonly string[];
}

/** Destroys the keys of data subjects. */
export interface Shredder {
  /**
   * Called in the transaction of the batch, after the rows have gone. Tells the subjects whose key is destroyed for certain, or had been
   * before; a throw undoes the batch. Keys outside the database are destroyed even if the transaction fails afterwards: the rows that
   * are then still there are unreadable, and go with the next sweep.
   */
  destroy(tx: Sql, order: ShredOrder): Promise<ReadonlySet<string>>;
}

/** A table that says whose its rows are. */
export interface SubjectTable {
  readonly relation: string;
  readonly subject: KeyColumn;
}

/**
 * Destroys the keys of those subjects of a batch that have no row left in any of the tables, and are on no hold themselves; tells whether that is
 * everybody of the batch. Fails closed: a table that cannot be read is no table without rows.
 */
export async function shredSubjects(tx: Sql, shredder: Shredder, order: ShredOrder, tables: readonly SubjectTable[]): Promise<boolean> {
  let gone = await withoutRows(tx, order.subjects, "select 1 from favorable.hold h where h.released_at is null and h.subject = s.subject");
  for (const { relation, subject } of tables) {
    const reads = readsText("s.subject", subject.type);
    const value = reads === "true" ? `s.subject::${subject.type}` : `case when ${reads} then s.subject::${subject.type} end`;
    gone = await withoutRows(tx, gone, `select 1 from ${relation} t where t.${subject.name} = ${value}`);
  }
  if (gone.length === 0) return false;
  const destroyed = await shredder.destroy(tx, { ...order, subjects: gone });
  if (!(destroyed instanceof Set)) throw new PrivacyError("SWEEP_FAILED", "the shredder did not tell whose keys it destroyed");
  return order.subjects.every((subject) => destroyed.has(subject));
}

async function withoutRows(tx: Sql, subjects: readonly string[], rows: string): Promise<readonly string[]> {
  if (subjects.length === 0) return [];
  const found = await tx.query<{ subject: string }>(`select s.subject from unnest($1::text[]) as s (subject) where not exists (${rows})`, [
    subjects,
  ]);
  return found.rows.map(({ subject }) => subject);
}

/** Every attached table that says whose its rows are, and those that the caller names. */
export async function subjectTables(
  sql: Sql,
  named: readonly { readonly table: string; readonly subject: string }[],
): Promise<readonly SubjectTable[]> {
  const { rows } = await sql.query<{ relation: string; subject: string; name: string; type: string | null }>(
    `select distinct d.relation, d.subject, quote_ident(d.subject) as name, format_type(a.atttypid, -1) as type from (
        select target as oid, target::text as relation, described ->> 'subject' as subject from favorable.attachment
          where detached_at is null and described ->> 'subject' is not null
        union select to_regclass(relation), relation, subject from unnest($1::text[], $2::text[]) as n (relation, subject)) d
      left join pg_attribute a on a.attrelid = d.oid and a.attname = d.subject and a.attnum > 0 and not a.attisdropped`,
    [named.map(({ table }) => quoteRelation(table)), named.map(({ subject }) => subject)],
  );
  return rows.map(({ relation, subject, type }) => {
    if (type === null) throw new PrivacyError("TABLE_INVALID", "a table of data subjects has no such column", { reason: "subject" });
    return { relation, subject: { name: quoteName(subject), type } };
  });
}
