/** Level `columns`: rights by column, and policies that hold purpose, end and rows. */
import { toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { COLUMN_PRIVILEGES, columnsOf } from "./column-rights.ts";
import { constant, constants, ident } from "./identifiers.ts";
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
    name: fitted(`favorable_keep_${to}`, 63),
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
    name: `${fitted(to, 56)}_${command}`,
    to,
    command,
    predicate: policyPredicate(rights, COMMANDS[command]),
  }));
}

/** A name of at most so many bytes; a longer one is cut, and told apart by its hash. */
function fitted(name: string, length: number): string {
  return name.length <= length ? name : `${name.slice(0, length - 9)}_${toHex(sha256(utf8(name))).slice(0, 8)}`;
}

/**
 * Row-level security, forced on the owner too, and the policies. What stands as planned is left alone: each of these changes waits for everybody
 * who uses the table, and everybody waits behind it.
 */
export function policyStatements(plan: Plan, table: PlannedTable): string[] {
  const { relation } = table;
  const planned = policiesOf(plan, table);
  return [
    `do $favorable$ begin if not (select relrowsecurity from pg_class where oid = '${relation}'::regclass) then alter table ${relation} enable row level security; end if; end $favorable$`,
    `do $favorable$ begin if not (select relforcerowsecurity from pg_class where oid = '${relation}'::regclass) then alter table ${relation} force row level security; end if; end $favorable$`,
    dropOthers(relation, planned),
    ...planned.map(
      (policy) => `do $favorable$ begin
      if not exists (select from pg_policy p where p.polrelid = '${relation}'::regclass and p.polname = ${constant(policy.name)}) then
        create policy ${ident(policy.name)} on ${relation} ${policyText(policy)};
        execute format('comment on policy %I on ${relation} is %L', ${constant(policy.name)}, (select ${noteOf(policy)} from pg_policy p
          where p.polrelid = '${relation}'::regclass and p.polname = ${constant(policy.name)}));
      end if; end $favorable$`,
    ),
  ];
}

/** What is noted with a policy `p`, as SQL. */
function noteOf(policy: PlannedPolicy): string {
  return `${constant(`${policyNote(policy)} `)} || encode(sha256(convert_to(${POLICY_TEXT}, 'UTF8')), 'hex')`;
}

/**
 * Drops every policy that permits something and is not as planned. The catalogue prints conditions its own way: planned ones are put on a
 * temporary table with the same columns and compared there, as `verifyPostgres` does.
 */
function dropOthers(relation: string, planned: readonly PlannedPolicy[]): string {
  const probe = "pg_temp.favorable_probe";
  const made = planned.map((policy) => `create policy ${ident(policy.name)} on ${probe} ${policyText({ ...policy, to: "public" })};`);
  const kept = planned.map(
    (
      policy,
    ) => `p.polname = ${constant(policy.name)} and array(select pg_get_userbyid(o)::text from unnest(p.polroles) o) = array[${constant(policy.to)}]
        and obj_description(p.oid, 'pg_policy') = ${noteOf(policy)}
        and ${POLICY_TEXT} = (select ${POLICY_TEXT} from pg_policy p where p.polrelid = '${probe}'::regclass and p.polname = ${constant(policy.name)})`,
  );
  return `do $favorable$ declare old name; begin
      create temporary table favorable_probe (like ${relation});
      ${made.join("\n      ")}
      for old in select p.polname from pg_policy p where p.polrelid = '${relation}'::regclass
          and (p.polpermissive or p.polname = any (${constants(planned.map(({ name }) => name))}))
          and (${kept.map((one) => `(${one})`).join("\n        or ") || "false"}) is not true loop
        execute format('drop policy %I on ${relation}', old);
      end loop;
      drop table ${probe}; end $favorable$`;
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
