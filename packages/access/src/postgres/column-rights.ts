/** Which columns a database role holds: one place for the statements, for column lists and for what is read back. */
import type { PlannedRights, PlannedTable } from "./plan.ts";

/** Privileges that PostgreSQL knows by column. */
export type ColumnPrivilege = "SELECT" | "INSERT" | "UPDATE";

/** Every privilege by column. */
export const COLUMN_PRIVILEGES: readonly ColumnPrivilege[] = ["SELECT", "INSERT", "UPDATE"];

const ACTION = { SELECT: "read", INSERT: "add", UPDATE: "modify" } as const;

/**
 * Columns of a privilege. A surrogate key is read by whoever may address rows and set by whoever adds them; a tenant is set by whoever adds.
 *
 * Deleting one category is not among them: PostgreSQL cannot grant "update to null" alone. Who modifies may empty a column; at level
 * `sealed` a function deletes categories.
 */
export function columnsOf(table: PlannedTable, rights: PlannedRights, privilege: ColumnPrivilege): readonly string[] {
  const { key, tenant } = table.mapping;
  const own = rights.fields[ACTION[privilege]].map(({ column }) => column);
  const adds = rights.fields.add.length > 0;
  const addresses = rights.fields.read.length + rights.fields.modify.length > 0 || rights.deletesRows;
  const extra =
    privilege === "SELECT"
      ? table.surrogate && (addresses || adds)
        ? [key]
        : []
      : privilege === "INSERT" && adds
        ? [...(table.surrogate ? [key] : []), ...(tenant === undefined || tenant === key ? [] : [tenant])]
        : [];
  return [...extra, ...own];
}
