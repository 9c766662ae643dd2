/** Expiry at read: past the last day of its phase a row is not there any more, whether or not a sweep has come by. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { type Readers, readableText } from "./readers.ts";
import { writeView } from "./reading-text.ts";
import { rememberReading } from "./readings.ts";
import type { RetainedTable } from "./retained-table.ts";
import { describeTable } from "./table.ts";

/** A policy and the table it is attached to. */
export interface Attachment {
  readonly sql: Sql;
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
}

/**
 * Writes the condition under which a row of the table, aliased `t`, may be read in the course of business, and by the readers that are
 * named. The cutoff is the database's own day.
 *
 * @throws what `describeTable` throws: `TABLE_INVALID`; `ROLE_UNKNOWN`
 */
export async function visibleCondition({ sql, policy, table, ...readers }: Attachment & Readers): Promise<string> {
  const described = await describeTable(sql, policy, table, { shred: true });
  const archivists = policy.archive === undefined ? {} : (readers.archivists ?? nobody(policy));
  return readableText(sql, policy, described, { ...readers, archivists });
}

/**
 * Creates or replaces the view through which the application reads the table: the active phase for everyone, the archive for its roles, and
 * rows past their last day, held ones included, for the rights desk only. Grant the application's roles the view and not the table: the view
 * reads with its owner's rights and asks who reads. A superuser is a member of every role.
 *
 * @param view - `view` or `schema.view`
 * A later version that is attached makes it anew.
 *
 * @throws `POLICY_NOT_ATTACHED`, `TABLE_INVALID`, `ROLE_UNKNOWN` while a role of the archive or the desk is not there
 */
export async function createExpiryView({ view, ...attachment }: Attachment & Readers & { readonly view: string }): Promise<void> {
  const { sql, policy, table, ...readers } = attachment;
  if (view === table.table) throw new PrivacyError("TABLE_INVALID", "the view has another name than the table", { reason: "view-name" });
  await sql.transaction(async (tx) => {
    const condition = await readableText(tx, policy, await describeTable(tx, policy, table, { shred: true }), readers);
    await writeView(tx, view, table, condition);
    await rememberReading(tx, policy, table, "view", view, readers);
  });
}

/** Every role of the archive stands for no database role. */
function nobody({ archive }: RetentionPolicy): Record<string, readonly string[]> {
  return Object.fromEntries((archive?.roles ?? []).map((role) => [role, []]));
}
