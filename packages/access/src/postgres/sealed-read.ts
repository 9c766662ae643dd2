/**
 * Level `sealed`: reading takes two transactions. The first leaves an entry and a ticket; the second gives rows for a ticket whose
 * transaction has committed and is on the disk. In one transaction a caller would have the rows and roll the entry back.
 */
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import { type PlannedFunction, sealedTables, TICKET_SECONDS } from "./sealed-context.ts";
import { appending, functionName, opening, REFUSED, scope, VARIABLES, whoMay } from "./sealed-parts.ts";

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
declare ${VARIABLES} ticket uuid := gen_random_uuid();
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
  ${appending(table, "access.read", "action", "keys")}
  insert into ${sealedTables(plan).ticket} (id, record, action, role, purpose, context, keys, xact, until)
    values (ticket, ${constant(table.name)}, action, context ->> 'role', context ->> 'purpose', context, keys, pg_current_xact_id(),
      clock_timestamp() + interval '${TICKET_SECONDS} seconds');
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
      return query select ${shownKey(table, of, action)}, ${rowOf(of, action)} from ${relation} r where r.${key} = one and ${scope(table, "r", action)};
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
declare ticket ${sealedTables(plan).ticket}; context jsonb; acts text; wanted text; one ${relation}.${key}%type; due pg_lsn;
begin
  select * into ticket from ${sealedTables(plan).ticket} t where t.id = asked and t.record = ${constant(table.name)}
    and t.until > clock_timestamp() and t.xact is distinct from pg_current_xact_id_if_assigned() and pg_xact_status(t.xact) = 'committed';
  if ticket.id is null then
    raise exception 'no committed entry stands behind the ticket' using errcode = '55000';
  end if;
  -- Whoever asked may have asked for a commit that does not wait for the disk.
  due := pg_current_wal_insert_lsn();
  if pg_current_wal_flush_lsn() < due and current_setting('server_version_num')::integer >= 170000 then
    perform pg_logical_emit_message(false, 'favorable', '', true);
  end if;
  for again in 1 .. 200 loop
    exit when pg_current_wal_flush_lsn() >= due;
    perform pg_sleep(0.005);
  end loop;
  if pg_current_wal_flush_lsn() < due then
    raise exception 'the entry behind the ticket is not on the disk yet' using errcode = '55000';
  end if;
  context := ticket.context;
  acts := ticket.role || ' ' || ticket.purpose;
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
