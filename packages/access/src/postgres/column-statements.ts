/** Level `columns`: rights by column, and policies that hold purpose, end and rows. */
import { toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { COLUMN_PRIVILEGES, columnsOf } from "./column-rights.ts";
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import { policyPredicate } from "./row-conditions.ts";

/** A policy as it should stand. */
export interface PlannedPolicy {
  readonly name: string;
  readonly to: string;
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  readonly predicate: string;
}

const COMMANDS = { select: "read", insert: "add", update: "modify", delete: "delete" } as const;

/** The policies of a table. */
export function policiesOf(plan: Plan, table: PlannedTable): readonly PlannedPolicy[] {
  const keepers = plan.maintainers.map((to) => ({
    name: `favorable_keep_${to}`.slice(0, 63),
    to,
    command: "all" as const,
    predicate: "true",
  }));
  if (plan.mapping.level === "sealed")
    return [{ name: "favorable_sealed", to: plan.sealer, command: "all", predicate: "true" }, ...keepers];
  const acting = table.rights.filter((rights) => touches(table, rights)).flatMap(actingPolicies);
  return [...acting, ...keepers];
}

/** One policy where every command reaches the same rows, else one for each command. */
function actingPolicies(rights: PlannedRights): PlannedPolicy[] {
  const to = rights.databaseRole;
  const predicates = new Set(Object.values(COMMANDS).map((action) => policyPredicate(rights, action)));
  if (predicates.size === 1) return [{ name: to, to, command: "all", predicate: policyPredicate(rights, "read") }];
  return (["select", "insert", "update", "delete"] as const).map((command) => ({
    name: `${to.slice(0, 56)}_${command}`,
    to,
    command,
    predicate: policyPredicate(rights, COMMANDS[command]),
  }));
}

/** Row-level security, forced on the owner too, and the policies. */
export function policyStatements(plan: Plan, table: PlannedTable): string[] {
  const { relation } = table;
  return [
    `alter table ${relation} enable row level security`,
    `alter table ${relation} force row level security`,
    ...policiesOf(plan, table).flatMap((policy) => [
      `create policy ${ident(policy.name)} on ${relation} ${policyText(policy)}`,
      `do $$ begin execute format('comment on policy %I on ${relation} is %L', ${constant(policy.name)}, (select ${constant(`${policyNote(policy)} `)}
         || encode(sha256(convert_to(${POLICY_TEXT}, 'UTF8')), 'hex') from pg_policy p
         where p.polrelid = '${relation}'::regclass and p.polname = ${constant(policy.name)})); end $$`,
    ]),
  ];
}

/** How the catalogue reads a policy `p`, its roles apart. */
export const POLICY_TEXT =
  "concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), '/', pg_get_expr(p.polwithcheck, p.polrelid))" as const;

/** What is noted with a policy of its plan; what the catalogue made of it is noted behind, so that a later change shows. */
export function policyNote(policy: PlannedPolicy): string {
  return `favorable ${toHex(sha256(utf8(policyText(policy))))}`;
}

/** What stands behind `create policy … on …`: what may be seen may be written, and nothing else. */
export function policyText({ to, command, predicate }: PlannedPolicy): string {
  const using = command === "insert" ? "" : ` using (${predicate})`;
  const check = command === "select" || command === "delete" ? "" : ` with check (${predicate})`;
  return `as permissive for ${command} to ${to === "public" ? to : ident(to)}${using}${check}`;
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
