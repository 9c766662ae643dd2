/** The port by which a sweep destroys keys. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/** What is to be made unreadable. */
export interface ShredOrder {
  readonly policy: string;
  /** The table's name. */
  readonly relation: string;
  /** Data subjects, as the table's subject column names them; no row of theirs is left in the table. */
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

/** Destroys the keys of those subjects of a batch that have no row left; tells whether that is everybody of the batch. */
export async function shredSubjects(
  tx: Sql,
  shredder: Shredder,
  order: ShredOrder,
  table: { readonly relation: string; readonly subject: { readonly name: string; readonly type: string } },
): Promise<boolean> {
  const { name, type } = table.subject;
  const { rows } = await tx.query<{ subject: string }>(
    `select s.subject from unnest($1::text[]) as s (subject)
      where not exists (select from ${table.relation} t where t.${name} = s.subject::${type})`,
    [order.subjects],
  );
  const gone = rows.map(({ subject }) => subject);
  if (gone.length === 0) return false;
  const destroyed = await shredder.destroy(tx, { ...order, subjects: gone });
  if (!(destroyed instanceof Set)) throw new PrivacyError("SWEEP_FAILED", "the shredder did not tell whose keys it destroyed");
  return order.subjects.every((subject) => destroyed.has(subject));
}
