/**
 * Level `sealed` in one round trip: procedures that take the steps one after the other and commit between them. They run with the rights of
 * who calls them and believe nothing themselves: each step is a function that refuses what is not committed. A session could take the same
 * steps by itself, and does where rows are many or a change belongs to a transaction.
 */
import { ident } from "./identifiers.ts";
import type { Plan, PlannedTable } from "./plan.ts";
import type { PlannedFunction } from "./sealed-context.ts";
import { functionName, namesKeys } from "./sealed-parts.ts";

/** The commit that follows puts what was asked on the disk as well: it lies behind it in the same log of the server. */
const LATER_COMMIT_FLUSHES = "perform set_config('synchronous_commit', 'off', true);";

/** `…_read_<record>(token, keys, rows)`: the rows of keys as an array of `{ key, fields }`, their entries committed before. */
export function readProcedure(plan: Plan, table: PlannedTable): PlannedFunction {
  const step = (verb: string): string => `favorable.${ident(functionName(plan, verb, table.name))}`;
  const name = `
  ticket := ${step("name")}(ticket);
  commit;`;
  return {
    name: functionName(plan, "read", table.name),
    args: "token text, keys text[], inout rows jsonb",
    types: "token text, keys text[], rows jsonb",
    returns: "",
    open: true,
    procedure: true,
    body: `
declare ticket uuid;
begin
  ${namesKeys(table) ? "" : LATER_COMMIT_FLUSHES}
  ticket := ${step("ask")}(token, 'read', keys);
  commit;${namesKeys(table) ? "" : name}
  rows := (select coalesce(jsonb_agg(jsonb_build_object('key', t.key, 'fields', t.fields)), '[]') from ${step("take")}(ticket) t);
end `,
  };
}

/** `…_open_<record>(token, action, keys, value, ticket)`: the ticket of an extract or a change, where a step has to name the persons first. */
export function openProcedure(plan: Plan, table: PlannedTable): PlannedFunction {
  const step = (verb: string): string => `favorable.${ident(functionName(plan, verb, table.name))}`;
  return {
    name: functionName(plan, "open", table.name),
    args: "token text, action text, keys text[], value jsonb, inout ticket uuid",
    types: "token text, action text, keys text[], value jsonb, ticket uuid",
    returns: "",
    open: true,
    procedure: true,
    body: `
declare asked uuid;
begin
  ${LATER_COMMIT_FLUSHES}
  if action = 'extract' then
    asked := ${step("ask")}(token, action, keys);
  else
    asked := ${step("prepare")}(token, action, keys, value);
  end if;
  commit;
  ticket := ${step("name")}(asked);
end `,
  };
}
