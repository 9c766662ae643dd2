/** Column lists and role names for queries: `select *` and `returning *` ask for columns that the role does not hold. */
import { PrivacyError } from "@favorable/core";
import type { TransactionContext } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { columnsOf } from "./column-rights.ts";
import { ident } from "./identifiers.ts";
import type { Claim, ListClaim, PostgresMapping } from "./mapping.ts";
import { type ActingRole, planOf } from "./plan.ts";

/** Who acts, and for what. */
export interface Acting {
  readonly role: string;
  readonly purpose: string;
}

/**
 * The columns a role may read (`read`, also for `returning`), set in an insert (`add`) or an update (`modify`), by name.
 *
 * @throws `RECORD_UNKNOWN`, `PURPOSE_NOT_HELD`; as `toPostgres`
 */
export function columnNames(
  matrix: AnyMatrix,
  mapping: PostgresMapping,
  asked: Acting & { readonly record: string; readonly action: "read" | "add" | "modify" },
): readonly string[] {
  const plan = planOf(matrix, mapping);
  const table = plan.tables.find(({ name }) => name === asked.record);
  if (table === undefined) throw new PrivacyError("RECORD_UNKNOWN", "the mapping has no such record");
  const rights = find(table.rights, asked);
  return columnsOf(table, rights, ({ read: "SELECT", add: "INSERT", modify: "UPDATE" } as const)[asked.action]);
}

/** As {@link columnNames}, quoted and joined: to stand behind `select` or `returning`. */
export function columnsFor(...asked: Parameters<typeof columnNames>): string {
  return columnNames(...asked)
    .map(ident)
    .join(", ");
}

/** The database role that stands for a role acting for a purpose. */
export function databaseRole(matrix: AnyMatrix, mapping: PostgresMapping, asked: Acting): string {
  return find(planOf(matrix, mapping).acting, asked).databaseRole;
}

/**
 * What a transaction at level `columns` runs as: role and settings travel with its begin and end with it, also behind a pooler in
 * transaction mode.
 */
export function actingContext(
  matrix: AnyMatrix,
  mapping: PostgresMapping,
  asked: Acting & Readonly<Partial<Record<Claim, string> & Record<ListClaim, readonly string[]>>>,
): TransactionContext {
  const { role, purpose, ...claims } = asked;
  const settings: Record<string, string> = { "favorable.purpose": purpose };
  for (const [claim, value] of Object.entries(claims))
    if (value !== undefined) settings[`favorable.${claim}`] = typeof value === "string" ? value : JSON.stringify(value);
  return { role: databaseRole(matrix, mapping, { role, purpose }), settings };
}

function find<A extends ActingRole>(among: readonly A[], { role, purpose }: Acting): A {
  const found = among.find((one) => one.role === role && one.purpose === purpose);
  if (found === undefined) throw new PrivacyError("PURPOSE_NOT_HELD", "no role of the matrix acts for this purpose under that name");
  return found;
}
