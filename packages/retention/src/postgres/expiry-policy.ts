/** Expiry at read as row security of the table itself, where the application keeps its own name for it. */
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import type { Attachment } from "./expiry-view.ts";
import { quoteName, quoteRelation } from "./literal.ts";
import { type Readers, readableText } from "./readers.ts";
import { familyOf, OPEN, writeSecurity } from "./reading-text.ts";
import { rememberReading } from "./readings.ts";
import type { RetainedTable } from "./retained-table.ts";
import { describeTable } from "./table.ts";

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
 * Partitions, and tables that inherit, get it as well: they can be read by their own names. One that is added later has none before this is called again:
 * `readingFindings` names it.
 *
 * Several policies on one table each have their own. A later version that is attached makes it anew.
 *
 * @throws `POLICY_NOT_ATTACHED`, `TABLE_INVALID`, `ROLE_UNKNOWN`, `SQL_FAILED` (42501 for whoever does not own the table)
 */
export async function createExpiryPolicy({ sql, policy, table, exempt = [], ...readers }: ExpiryPolicyOptions): Promise<void> {
  await sql.transaction(async (tx) => {
    const described = await describeTable(tx, policy, table, { shred: true, prefix: "" });
    const condition = await readableText(tx, policy, described, readers, exempt);
    const name = await nameOf(tx, policy);
    await writeSecurity(tx, name, table, condition);
    await rememberReading(tx, policy, table, "security", name, { ...readers, exempt });
  });
}

/**
 * Takes the policies of expiry away again, and with the last of them the row security that `createExpiryPolicy` had switched on.
 *
 * @param attachment - `policy`: only the one that was made for it; default: all of them
 */
export async function dropExpiryPolicy(
  sql: Sql,
  { table, policy }: Pick<RetainedTable, "table"> & { readonly policy?: Pick<RetentionPolicy, "id"> },
): Promise<void> {
  const relation = quoteRelation(table);
  await sql.transaction(async (tx) => {
    const only = policy === undefined ? undefined : await nameOf(tx, policy);
    for (const member of await familyOf(tx, table)) await dropFrom(tx, member.relation, only);
    await tx.query(
      "delete from favorable.reading where target = to_regclass($1) and kind = 'security' and ($2::text is null or name = $2::text)",
      [relation, only ?? null],
    );
  });
}

async function dropFrom(tx: Sql, relation: string, only: string | undefined): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    "select polname::text as name from pg_policy where polrelid = to_regclass($1) and polname like 'favorable!_expiry%' escape '!'",
    [relation],
  );
  const names = rows.map(({ name }) => name);
  const expiry = names.filter((name) => name !== OPEN);
  const gone = expiry.filter((name) => only === undefined || name === only);
  for (const name of gone) await tx.query(`drop policy ${quoteName(name)} on ${relation}`);
  if (!names.includes(OPEN) || gone.length < expiry.length) return;
  await tx.query(`drop policy ${quoteName(OPEN)} on ${relation}`);
  await tx.query(`alter table ${relation} disable row level security`);
}

/** A name of its own for each policy: several on one table are all in force, a row that one of them hides is hidden. */
async function nameOf(tx: Sql, { id }: Pick<RetentionPolicy, "id">): Promise<string> {
  const { rows } = await tx.query<{ name: string }>("select 'favorable_expiry_' || substr(md5($1::text), 1, 12) as name", [id]);
  return rows[0]?.name ?? "favorable_expiry";
}
