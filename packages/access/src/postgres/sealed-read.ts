/**
 * Level `sealed`: reading takes two transactions. The first leaves an entry and a ticket; the second gives rows for a ticket whose
 * transaction has committed and is on the disk. In one transaction a caller would have the rows and roll the entry back.
 */
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import type { PlannedFunction } from "./sealed-context.ts";
import {
  appending,
  askVariables,
  committed,
  functionName,
  namedScope,
  naming,
  opening,
  REFUSED,
  scope,
  ticketing,
  ticketVariables,
  whoMay,
} from "./sealed-parts.ts";

/** Keys of one reading. */
const KEYS = 1000;

/** `…_ask_<record>(token, action, keys)`: the entry, naming everyone who will be shown, and a ticket. */
export function askFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const { relation, mapping } = table;
  const may = (action: "read" | "extract"): string =>
    whoMay(
      plan,
      table.rights.filter(({ fields }) => fields[action].length > 0),
      () => "true",
    );
  return {
    name: functionName(plan, "ask", table.name),
    args: "token text, action text, keys text[]",
    types: "token text, action text, keys text[]",
    returns: "uuid",
    open: true,
    body: `
declare ${askVariables(table)}
begin
  ${opening(plan)}
  if action = 'read' and (${may("read")}) then
    if keys is null or cardinality(keys) not between 1 and ${KEYS} or array_ndims(keys) <> 1 or array_position(keys, null) is not null then
      raise exception 'a reading names 1 to ${KEYS} keys' using errcode = '22023';
    end if;
  elsif action = 'extract' and (${may("extract")}) and keys is null then
    keys := coalesce((select array_agg(r.${ident(mapping.key)}::text order by r.${ident(mapping.key)}) from ${relation} r where ${scope(table, "r", "extract")}), '{}');
  else
    ${REFUSED};
  end if;
  ${naming(table)}
  ${appending(table, "access.read")}
  ${ticketing(plan, table, "null")}
  return ticket;
end `,
  };
}

/** `…_take_<record>(ticket)`: the rows, for as long as the ticket is good: its entry names them, and a caller could undo any mark of use. */
export function takeFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const { relation, mapping } = table;
  const key = ident(mapping.key);
  const branches = (["read", "extract"] as const).flatMap((action) =>
    table.rights
      .filter(({ fields }) => fields[action].length > 0)
      .map(
        (of) => `if ticket.action = '${action}' and acts = ${constant(`${of.role} ${of.purpose}`)} then
    foreach wanted in array ticket.keys loop
      one := wanted;
      return query select ${shownKey(table, of, action)}, ${rowOf(of, action)} from ${relation} r where r.${key} = one and ${scope(table, "r", action)} and ${namedScope(table, "r")};
    end loop;
  end if;`,
      ),
  );
  return {
    name: functionName(plan, "take", table.name),
    args: "asked uuid",
    types: "asked uuid",
    returns: "TABLE(key text, fields jsonb)",
    open: true,
    body: `
declare ${ticketVariables(plan, table)}
begin
  ${committed(plan, table)}
  ${branches.join("\n  ")}
end `,
  };
}

/** A key is shown when it is nobody's field, or a field that is read. */
function shownKey({ surrogate, mapping }: PlannedTable, of: PlannedRights, action: "read" | "extract"): string {
  return surrogate || of.fields[action].some(({ column }) => column === mapping.key) ? "one::text" : "null::text";
}

/** Pairs in one call of `jsonb_build_object`, which takes a hundred arguments. */
const PAIRS = 50;

function rowOf(of: PlannedRights, action: "read" | "extract"): string {
  const pairs = of.fields[action].map(({ field, column }) => `${constant(field)}, r.${ident(column)}`);
  const parts: string[] = [];
  for (let at = 0; at < pairs.length; at += PAIRS) parts.push(`jsonb_build_object(${pairs.slice(at, at + PAIRS).join(", ")})`);
  return parts.join(" || ");
}
