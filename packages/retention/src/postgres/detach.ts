/** Takes a policy off a table again. */
import type { Approval } from "../amend.ts";
import { attachmentOf, type Created } from "./attach.ts";
import type { Attachment } from "./expiry-view.ts";
import { holdLock } from "./hold.ts";
import { compareWithRest } from "./lengthening.ts";
import { quoteName, quoteRelation } from "./literal.ts";

/**
 * Takes away what attaching created, and nothing else: columns, trigger, function, index, in the reverse order. Holds and evidence stay, as do
 * views and row security, which would hide rows that nobody judges any more: drop them first.
 *
 * Without any policy left nothing is swept any more; the next that is attached is compared with what was there. While others stay, one of them has to be as
 * short as this one.
 *
 * @param options - `approval`: who approved that data are kept longer by it
 * @returns what was taken away; nothing when the policy is not attached
 * @throws `AMENDMENT_UNAPPROVED`, `AMENDMENT_INVALID`; `SQL_FAILED` (2BP01 while a view reads a column that is to go): nothing is taken away then
 */
export async function detach({ sql, policy, table, approval }: Attachment & { readonly approval?: Approval }): Promise<readonly Created[]> {
  return sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${holdLock()})::text`);
    const attached = await attachmentOf(tx, policy, table);
    if (attached === undefined) return [];
    await compareWithRest(tx, attached.definition, table, approval);
    const relation = quoteRelation(table.table);
    const schema = await tx.query<{ schema: string }>(
      "select n.nspname::text as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass($1)",
      [relation],
    );
    const gone = [...attached.created].reverse();
    for (const created of gone) await tx.query(dropText(created, relation, schema.rows[0]?.schema ?? "public"));
    await tx.query("delete from favorable.backfill where policy = $1 and relation in ($2, $3)", [policy.id, table.table, attached.table]);
    // The record stays: who attaches the policy again amends what was attached before.
    await tx.query("update favorable.attachment set detached_at = now(), created = '[]' where policy = $1 and relation = $2", [
      policy.id,
      attached.table,
    ]);
    return gone;
  });
}

function dropText({ kind, name }: Created, relation: string, schema: string): string {
  switch (kind) {
    case "trigger":
      return `drop trigger if exists ${quoteName(name)} on ${relation}`;
    case "function":
      return `drop function if exists favorable.${quoteName(name)}()`;
    case "index":
      return `drop index if exists ${quoteName(schema)}.${quoteName(name)}`;
    default:
      return `alter table ${relation} drop column if exists ${quoteName(name)}`;
  }
}
