/** Level `columns`: rights by column, and policies that hold purpose, end and rows. */
import { COLUMN_PRIVILEGES, columnsOf } from "./column-rights.ts";
import { ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import { policyPredicate } from "./row-conditions.ts";

/** A policy as it should stand. */
export interface PlannedPolicy {
  readonly name: string;
  readonly to: string;
  readonly predicate: string;
}

/** The policies of a table. */
export function policiesOf(plan: Plan, table: PlannedTable): readonly PlannedPolicy[] {
  const keepers = plan.maintainers.map((to) => ({ name: `favorable_keep_${to}`.slice(0, 63), to, predicate: "true" }));
  if (plan.mapping.level === "sealed") return [{ name: "favorable_sealed", to: plan.sealer, predicate: "true" }, ...keepers];
  const acting = table.rights
    .filter((rights) => touches(table, rights))
    .map((rights) => ({ name: rights.databaseRole, to: rights.databaseRole, predicate: policyPredicate(rights) }));
  return [...acting, ...keepers];
}

/** Row-level security, forced on the owner too, and the policies. */
export function policyStatements(plan: Plan, table: PlannedTable): string[] {
  const { relation } = table;
  return [
    `alter table ${relation} enable row level security`,
    `alter table ${relation} force row level security`,
    ...policiesOf(plan, table).map(({ name, to, predicate }) => policyStatement(relation, name, to, predicate)),
  ];
}

/** One policy for every command; what may be seen may be written, and nothing else. */
export function policyStatement(relation: string, name: string, to: string, predicate: string): string {
  return `create policy ${ident(name)} on ${relation} as permissive for all to ${ident(to)} using (${predicate}) with check (${predicate})`;
}

/** Rights by column, after everything was taken: a right on the table would override them, and taking it would take them along. */
export function grantStatements(table: PlannedTable): string[] {
  return table.rights
    .filter((rights) => touches(table, rights))
    .flatMap((rights) => {
      const to = ident(rights.databaseRole);
      const byColumn = COLUMN_PRIVILEGES.flatMap((privilege) => {
        const columns = columnsOf(table, rights, privilege);
        return columns.length === 0 ? [] : [`grant ${privilege} (${columns.map(ident).join(", ")}) on ${table.relation} to ${to}`];
      });
      return [
        `grant usage on schema ${ident(table.mapping.schema)} to ${to}`,
        ...byColumn,
        ...(rights.deletesRows ? [`grant DELETE on ${table.relation} to ${to}`] : []),
      ];
    });
}

function touches(table: PlannedTable, rights: PlannedRights): boolean {
  return rights.deletesRows || COLUMN_PRIVILEGES.some((privilege) => columnsOf(table, rights, privilege).length > 0);
}
