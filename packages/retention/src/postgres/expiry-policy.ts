/** Expiry at read as row security of the table itself, where the application keeps its own name for it. */
import type { Sql } from "@favorable/sql";
import type { Attachment } from "./expiry-view.ts";
import { quoteName, quoteRelation } from "./literal.ts";
import { type Readers, readableText } from "./readers.ts";
import { describeTable, type RetainedTable } from "./table.ts";

const EXPIRY = quoteName("favorable_expiry");
const OPEN = quoteName("favorable_expiry_open");

/** What is created on the table. */
export interface ExpiryPolicyOptions extends Attachment, Readers {
  /** Database roles that see every row besides the desk, such as the login that sweeps when it does not own the table. */
  readonly exempt?: readonly string[];
}

/**
 * Puts the table under row security: whoever is not its owner sees, changes and deletes only what may be read on the database's day. The
 * policy is restrictive: no other policy widens it. Rows may be added whatever their start.
 *
 * A table that had no row security before gets a second policy that lets everything else through, as it was; one that had keeps its own.
 * Row security does not bind the table's owner and superusers: the application has another login. Created anew when it is there already.
 *
 * @throws `TABLE_INVALID`, `ROLE_UNKNOWN`, `SQL_FAILED` (42501 for whoever does not own the table)
 */
export async function createExpiryPolicy({ sql, policy, table, exempt = [], ...readers }: ExpiryPolicyOptions): Promise<void> {
  const relation = quoteRelation(table.table);
  await sql.transaction(async (tx) => {
    const described = await describeTable(tx, policy, table, { shred: true, prefix: "" });
    const condition = await readableText(tx, policy, described, readers, exempt);
    const { rows } = await tx.query<{ secured: boolean }>("select relrowsecurity as secured from pg_class where oid = to_regclass($1)", [
      relation,
    ]);
    if (rows[0]?.secured !== true) await tx.query(`create policy ${OPEN} on ${relation} using (true) with check (true)`);
    await tx.query(`drop policy if exists ${EXPIRY} on ${relation}`);
    await tx.query(`create policy ${EXPIRY} on ${relation} as restrictive using (${condition}) with check (true)`);
    await tx.query(`alter table ${relation} enable row level security`);
  });
}

/** Takes the policy away again, and with it the row security that `createExpiryPolicy` had switched on. */
export async function dropExpiryPolicy(sql: Sql, { table }: Pick<RetainedTable, "table">): Promise<void> {
  const relation = quoteRelation(table);
  await sql.transaction(async (tx) => {
    const { rows } = await tx.query<{ open: boolean }>(
      "select exists (select from pg_policy where polrelid = to_regclass($1) and polname = 'favorable_expiry_open') as open",
      [relation],
    );
    await tx.query(`drop policy if exists ${EXPIRY} on ${relation}`);
    if (rows[0]?.open !== true) return;
    await tx.query(`drop policy ${OPEN} on ${relation}`);
    await tx.query(`alter table ${relation} disable row level security`);
  });
}
