/** The statements that put a condition of reading in force. */
import type { Sql } from "@favorable/sql";
import { quoteName, quoteRelation } from "./literal.ts";
import type { RetainedTable } from "./retained-table.ts";

/** Creates or replaces the view. */
export async function writeView(tx: Sql, view: string, { table }: Pick<RetainedTable, "table">, condition: string): Promise<void> {
  await tx.query(
    `create or replace view ${quoteRelation(view)} with (security_barrier) as select t.* from ${quoteRelation(table)} t where ${condition}`,
  );
}

/** Creates the restrictive policy anew; it is never away meanwhile for others, who see the transaction as a whole. */
export async function writeSecurity(tx: Sql, name: string, { table }: Pick<RetainedTable, "table">, condition: string): Promise<void> {
  const relation = quoteRelation(table);
  await tx.query(`drop policy if exists ${quoteName(name)} on ${relation}`);
  await tx.query(`create policy ${quoteName(name)} on ${relation} as restrictive using (${condition}) with check (true)`);
}
