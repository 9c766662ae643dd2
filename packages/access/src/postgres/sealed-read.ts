/**
 * Level `sealed`: reading takes two transactions. The first leaves an entry and a ticket; the second gives rows for a ticket whose
 * transaction has committed and is on the disk. In one transaction a caller would have the rows and roll the entry back.
 */
import { constants, ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import type { PlannedFunction } from "./sealed-context.ts";
import { appending, appendingAsked, ENTRY_VARIABLES } from "./sealed-entries.ts";
import { FORM_VARIABLES, shown } from "./sealed-forms.ts";
import {
  askVariables,
  CANONICAL_KEYS,
  committed,
  everybody,
  functionName,
  keyed,
  namedScope,
  namesKeys,
  naming,
  OWN_NAMES,
  opening,
  REFUSED,
  scope,
  ticketing,
  ticketVariables,
  whoMay,
} from "./sealed-parts.ts";

/** Keys of one reading. */
const KEYS = 1000;

/**
 * `…_ask_<record>(token, action, keys)`: the entry, and a ticket. The table is not looked at: what it does before a commit (pages, statistics,
 * log written) would tell whether a row is there, and could be rolled back.
 */
export function askFunction(plan: Plan, table: PlannedTable): PlannedFunction {
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
    ${CANONICAL_KEYS}
  elsif action = 'extract' and (${may("extract")}) and keys is null then
    keys := '{}';
  else
    ${REFUSED};
  end if;
  ${
    namesKeys(table)
      ? `named := keys;
  ${appending(table, "'access.read'")}`
      : appendingAsked(table, "'access.read'")
  }
  ${ticketing(plan, table, "ticket", "null", namesKeys(table) ? "case when action = 'read' then 'open' else 'asked' end" : "'asked'")}
  return ticket;
end `,
  };
}

/**
 * `…_name_<record>(ticket)`: behind a committed entry that says what was asked for, the entry that names whose rows these are, and the ticket
 * for them. Not needed where keys are what names persons.
 */
export function nameFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  return {
    name: functionName(plan, "name", table.name),
    args: "asked uuid",
    types: "asked uuid",
    returns: "uuid",
    open: true,
    body: `${OWN_NAMES}
declare ${ticketVariables(plan, table)} action text; keys text[]; named text[]; ${ENTRY_VARIABLES} opened uuid := gen_random_uuid();
begin
  ${committed(plan, table, "name")}
  action := ticket.action;
  keys := ticket.keys;
  named := ticket.named;
  if action = 'extract' then
    ${everybody(table)}
  else
    ${naming(table)}
  end if;
  ${appending(table, "case when action in ('read', 'extract') then 'access.read' else 'access.changed' end")}
  ${ticketing(plan, table, "opened", "ticket.hash", "'open'")}
  return opened;
end `,
  };
}

/** `…_take_<record>(ticket)`: the rows, for as long as the ticket is good: its entry names them, and a caller could undo any mark of use. */
export function takeFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  return {
    name: functionName(plan, "take", table.name),
    args: "asked uuid",
    types: "asked uuid",
    returns: "TABLE(key text, fields jsonb)",
    open: true,
    body: `${OWN_NAMES}
declare ${ticketVariables(plan, table)}
  ${FORM_VARIABLES}
begin
  ${committed(plan, table, "read")}
  ${[...rowsByKey(table), ...rowsOfExtract(table)].join("\n  ")}
end `,
  };
}

/** A reading meets its rows by the index, one key after the other. */
function rowsByKey(table: PlannedTable): string[] {
  return answers(table, "read").map(
    ({ acts, row }) => `if ticket.action = 'read' and acts = any (${acts}) then
    foreach wanted in array ticket.keys loop
      one := wanted;
      return query select ${shownKey(table, row, "read", "one::text")}, ${rowOf(row, "read")} from ${table.relation} r where ${keyed(table)} and ${scope(table, "r", "read")} and ${namedScope(table, "r")};
    end loop;
  end if;`,
  );
}

/** An extract meets all of its rows in one look at the table, its keys and persons hashed: row by row would take the square of the time. */
function rowsOfExtract(table: PlannedTable): string[] {
  const { relation, mapping } = table;
  return answers(table, "extract").map(
    ({ acts, row }) => `if ticket.action = 'extract' and acts = any (${acts}) then
    return query select ${shownKey(table, row, "extract", "w.key")}, ${rowOf(row, "extract")} from unnest(ticket.keys) with ordinality w (key, at)
      join ${relation} r on r.${ident(mapping.key)}::text = w.key where ${scope(table, "r", "extract")} and ${namedScope(table, "r", "(select unnest(ticket.named))")} order by w.at;
  end if;`,
  );
}

/** Roles and purposes by what they are shown: those that are shown the same share a statement. */
function answers(table: PlannedTable, action: "read" | "extract"): { readonly acts: string; readonly row: PlannedRights }[] {
  const groups = new Map<string, PlannedRights[]>();
  for (const of of table.rights) {
    if (of.fields[action].length === 0) continue;
    const what = of.fields[action].map(({ field }) => field).join(" ");
    groups.set(what, [...(groups.get(what) ?? []), of]);
  }
  return [...groups.values()].flatMap((alike) => {
    const [row] = alike;
    return row === undefined ? [] : [{ acts: constants(alike.map(({ role, purpose }) => `${role} ${purpose}`)), row }];
  });
}

/** A key is shown when it is nobody's field, or a field that is read. */
function shownKey({ surrogate, mapping }: PlannedTable, of: PlannedRights, action: "read" | "extract", key: string): string {
  return surrogate || of.fields[action].some(({ column }) => column === mapping.key) ? key : "null::text";
}

/** Pairs in one call of `jsonb_build_object`, which takes a hundred arguments. */
const PAIRS = 50;

function rowOf(of: PlannedRights, action: "read" | "extract"): string {
  const pairs = of.fields[action].map(({ field, column }) => shown("r", field, column));
  const parts: string[] = [];
  for (let at = 0; at < pairs.length; at += PAIRS) parts.push(`jsonb_build_object(${pairs.slice(at, at + PAIRS).join(", ")})`);
  return parts.join(" || ");
}
