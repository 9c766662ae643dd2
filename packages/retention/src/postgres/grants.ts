/** What the login that sweeps may do, and nothing else. */
import { finalAction } from "../policy.ts";
import type { PolicyOnTable } from "./hold-release.ts";
import { quoteName, quoteRelation } from "./literal.ts";

/**
 * Writes the statements that let a role plan and sweep the tables. It reads holds, events and attachments and changes none of them; it adds
 * evidence and cannot rewrite it; of the application's tables it reads the rows and removes or empties them. The owner runs them once, and again
 * after each migration of this library.
 *
 * @param role - an existing database role, exact name
 * @param tables - what it sweeps; a cascade's tables are named as dependants
 * @returns single statements, in order
 * @throws `TABLE_INVALID` for a name that PostgreSQL would cut
 * @example
 * ```ts
 * import { retentionGrants } from "@favorable/retention/postgres";
 *
 * console.log(retentionGrants("sweeper", [])[0]); // grant usage on schema favorable to "sweeper"
 * ```
 */
export function retentionGrants(role: string, tables: readonly PolicyOnTable[] = []): readonly string[] {
  const to = `to ${quoteName(role)}`;
  const own = [
    "usage on schema favorable",
    "select on favorable.clock, favorable.event, favorable.hold, favorable.attachment, favorable.origin",
    "select, insert on favorable.purge, favorable.purge_run",
    "update (level) on favorable.purge", // A destroyed key raises the level, in the transaction that wrote the row.
    "select, insert, update, delete on favorable.sweep",
  ];
  const theirs = tables.flatMap(({ policy, table }) => [
    finalAction(policy) === "anonymise"
      ? change(table.table, [...(table.anonymise?.columns ?? []), ...(table.anonymise === undefined ? [] : [table.anonymise.mark])])
      : // The batch locks what it removes, which asks for the right to change it.
        `select, update, delete on ${quoteRelation(table.table)}`,
    ...(table.dependants ?? []).map((one) => `select, update, delete on ${quoteRelation(one.table)}`),
    ...(table.restricted === undefined ? [] : [`select on ${quoteRelation(table.restricted.table)}`]),
  ]);
  return [...new Set([...own, ...theirs])].map((what) => `grant ${what} ${to}`);
}

function change(table: string, columns: readonly string[]): string {
  return `select, update (${columns.map(quoteName).join(", ")}) on ${quoteRelation(table)}`;
}
