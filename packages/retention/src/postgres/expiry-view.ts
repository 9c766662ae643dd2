/** Expiry at read: past the cap's last day a row is not there any more, whether or not a sweep has come by. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant, quoteRelation } from "./literal.ts";
import { conditionsOf } from "./predicate.ts";
import { describeTable, type RetainedTable } from "./table.ts";

/** A policy and the table it is attached to. */
export interface Attachment {
  readonly sql: Sql;
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
}

/**
 * Writes the condition under which a row of the table, aliased `t`, may be read. The cutoff is the database's own day.
 *
 * @throws what `describeTable` throws: `TABLE_INVALID`, `ACTION_UNSUPPORTED`
 */
export async function visibleCondition({ sql, policy, table }: Attachment): Promise<string> {
  const described = await describeTable(sql, policy, table);
  // A scalar subquery: evaluated once for a statement, not for each row.
  const { overdue } = conditionsOf(policy, described, `(select favorable.today(${quoteConstant(policy.zone)}))`);
  return `not ${overdue}`;
}

/**
 * Creates or replaces the view through which the application reads the table. Grant the application's role the view and not the table:
 * the view reads with its owner's rights. Rows past their last day, held ones included, are for the rights desk, which reads the table.
 *
 * @param view - `view` or `schema.view`
 */
export async function createExpiryView({ view, ...attachment }: Attachment & { readonly view: string }): Promise<void> {
  const { sql, table } = attachment;
  if (view === table.table) throw new PrivacyError("TABLE_INVALID", "the view has another name than the table", { reason: "view-name" });
  const condition = await visibleCondition(attachment);
  await sql.query(
    `create or replace view ${quoteRelation(view)} with (security_barrier) as select t.* from ${quoteRelation(table.table)} t where ${condition}`,
  );
}
