/** The statements that put a condition of reading in force. */
import type { Sql } from "@favorable/sql";
import { quoteName, quoteRelation } from "./literal.ts";
import type { RetainedTable } from "./retained-table.ts";

/** The policy that lets everything through that no expiry hides, where row security was off before. */
export const OPEN = "favorable_expiry_open";

/** Creates or replaces the view. */
export async function writeView(tx: Sql, view: string, { table }: Pick<RetainedTable, "table">, condition: string): Promise<void> {
  await tx.query(
    `create or replace view ${quoteRelation(view)} with (security_barrier) as select t.* from ${quoteRelation(table)} t where ${condition}`,
  );
}

/**
 * Creates the restrictive policy anew; it is never away meanwhile for others, who see the transaction as a whole. On partitions and on tables that
 * inherit too: whoever reads one of them by its own name meets its policies, and not those of the table above.
 */
export async function writeSecurity(tx: Sql, name: string, { table }: Pick<RetainedTable, "table">, condition: string): Promise<void> {
  for (const { relation, secured } of await familyOf(tx, table)) {
    if (!secured) await tx.query(`create policy ${quoteName(OPEN)} on ${relation} using (true) with check (true)`);
    await tx.query(`drop policy if exists ${quoteName(name)} on ${relation}`);
    await tx.query(`create policy ${quoteName(name)} on ${relation} as restrictive using (${condition}) with check (true)`);
    if (!secured) await tx.query(`alter table ${relation} enable row level security`);
  }
}

/** A table, or one that its rows are in. */
export interface FamilyMember {
  /** Quoted, with its schema. */
  readonly relation: string;
  /** Its row security is on. */
  readonly secured: boolean;
}

/** A table with its partitions and what inherits from it, itself first. */
export async function familyOf(tx: Sql, table: string): Promise<readonly FamilyMember[]> {
  const { rows } = await tx.query<FamilyMember>(
    `with recursive family as (
        select to_regclass($1)::oid as oid, 0 as depth
        union select i.inhrelid, f.depth + 1 from pg_inherits i join family f on f.oid = i.inhparent)
      select format('%I.%I', n.nspname, c.relname) as relation, c.relrowsecurity as secured
      from family f join pg_class c on c.oid = f.oid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') order by f.depth, 1`,
    [quoteRelation(table)],
  );
  return rows;
}
