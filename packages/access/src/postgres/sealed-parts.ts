/** Pieces that the functions of level `sealed` share. */
import type { Action } from "../index.ts";
import { constant, constants, ident, snake } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import { narrows, sealedPredicate } from "./row-conditions.ts";
import { sealedTables, TICKET_SECONDS } from "./sealed-context.ts";
import { ENTRY_VARIABLES } from "./sealed-entries.ts";

/** `access_<prefix>_<verb>_<record>`. */
export function functionName(plan: Plan, verb: string, record: string): string {
  return `access_${plan.mapping.prefix}_${verb}_${snake(record)}`;
}

/** Columns of a table are written with its alias, so that a name alone is a variable: a column of the same name does not make it ambiguous. */
export const OWN_NAMES = "\n#variable_conflict use_variable";

/** Raises what a caller sees when the matrix says no. */
export const REFUSED = "raise exception 'the matrix does not permit this' using errcode = '42501'";

/** Believes the context and says who acts: `acts` is role and purpose, as no name holds a space. */
export function opening(plan: Plan): string {
  return `context := favorable.${ident(`access_${plan.mapping.prefix}_context`)}(token);
  acts := (context ->> 'role') || ' ' || (context ->> 'purpose');`;
}

/** A `case` over those who may: by role and purpose, from a login that may act in the role, and not after its end. */
export function whoMay(plan: Plan, rights: readonly PlannedRights[], result: (of: PlannedRights) => string): string {
  const lines = rights.map((of) => {
    const logins = plan.logins.filter(({ databaseRoles }) => databaseRoles.includes(of.databaseRole)).map(({ login }) => login);
    const end = of.until === undefined ? "" : ` and clock_timestamp() < ${constant(of.until)}::timestamptz`;
    return `when acts = ${constant(`${of.role} ${of.purpose}`)} and session_user = any (${constants(logins)}::name[])${end} then ${result(of)}`;
  });
  return lines.length === 0 ? "null" : `case ${lines.join("\n    ")} end`;
}

/** The names of the fields of an action, as an array; those that are bound are the function's to set. */
export function fieldArray(of: PlannedRights, action: Action, without: readonly string[] = []): string {
  return constants(
    of.fields[action].filter(({ boundTo, column }) => boundTo === undefined && !without.includes(column)).map(({ field }) => field),
  );
}

/** Whether the row of the alias is one that who acts may reach. */
export function scope(table: PlannedTable, alias: string, action: Action): string {
  if (!table.rights.some((of) => narrows(of, action))) return "true";
  const lines = table.rights.map((of) => `when ${constant(`${of.role} ${of.purpose}`)} then ${sealedPredicate(alias, of, action)}`);
  return `case acts ${lines.join(" ")} else false end`;
}

/**
 * Whether the persons whose row it is stand in the entry: a row may have become somebody else's since.
 *
 * @param persons - those of the entry, as SQL behind `any` or, for many rows, as a subselect that is hashed
 */
export function namedScope(table: PlannedTable, alias: string, persons = "(ticket.named)"): string {
  if (namesKeys(table)) return "true";
  return table.subjects
    .map(({ column }) => `(${alias}.${ident(column)} is null or ${alias}.${ident(column)}::text = any ${persons})`)
    .join(" and ");
}

/** All keys in reach, and the persons of their rows, in one look at the table. */
export function everybody(table: PlannedTable): string {
  const { relation, subjects, mapping } = table;
  const texts = subjects.map(({ column }) => `r.${ident(column)}::text`).join(", ");
  const persons = namesKeys(table)
    ? "c.keys"
    : "array(select distinct s from reached, unnest(reached.persons) s where s is not null order by s)";
  return `with reached as materialized (select r.${ident(mapping.key)} as key, array[${texts}]::text[] as persons from ${relation} r where ${scope(table, "r", "extract")}),
      c (keys) as (select coalesce(array_agg(reached.key::text order by reached.key), '{}') from reached)
      select c.keys, ${persons} into keys, named from c;`;
}

/** Names the persons of the rows of `keys` in `named`, beside those of a new value: the row's subject where the record has one, else the key. */
export function naming(table: PlannedTable): string {
  const { relation, subjects } = table;
  if (namesKeys(table)) return "named := keys;";
  const texts = subjects.map(({ column }) => `r.${ident(column)}::text`).join(", ");
  return `  foreach wanted in array keys loop
    one := wanted;
    named := named || array(select s from ${relation} r, unnest(array[${texts}]) s where ${keyed(table)} and s is not null);
  end loop;
  named := array(select distinct n from unnest(named) n order by n);`;
}

/** The key itself says whose the row is, as far as anything does. */
export function namesKeys({ subjects, mapping }: PlannedTable): boolean {
  return subjects.every(({ column }) => column === mapping.key);
}

/**
 * Each key once, as its type spells it: `0x5` and ` 5` are other texts for 5, and an entry that holds them is not found by 5. A row that spells
 * its own key otherwise (5.0 for 5.00) is not met by it: see {@link keyed}.
 */
export const CANONICAL_KEYS = `told := '{}';
    foreach wanted in array keys loop
      one := wanted;
      told := told || one::text;
    end loop;
    keys := case when cardinality(told) = 1 then told else array(select k from unnest(told) with ordinality u (k, at) group by k order by min(at)) end;`;

/** The row of the variable `one`, which is spelled as the entry has it. */
export function keyed({ mapping }: PlannedTable): string {
  const key = `r.${ident(mapping.key)}`;
  return `${key} = one and ${key}::text = wanted`;
}

/**
 * Lays a ticket down, bound to the login that asks: `open` for rows or a change, `asked` for the step that names the persons.
 *
 * @param id - of the ticket, as SQL, as are `hash` and `stage`
 */
export function ticketing(plan: Plan, table: PlannedTable, id: string, hash: string, stage: string): string {
  return `insert into ${sealedTables(plan).ticket} (id, record, action, role, purpose, context, keys, xact, until, login, named, hash, entry, stage)
    values (${id}, ${constant(table.name)}, action, context ->> 'role', context ->> 'purpose', context, keys, pg_current_xact_id(),
      clock_timestamp() + interval '${TICKET_SECONDS} seconds', session_user, named, ${hash}, entry, ${stage});`;
}

/**
 * Believes a ticket whose transaction has committed, from the login that asked for it; rows and changes need it on the disk besides. A change
 * uses its ticket up: in its own transaction, so that one rolled back may be tried again, with the same value and no other.
 */
export function committed(plan: Plan, table: PlannedTable, action: Action | "name"): string {
  const tickets = sealedTables(plan).ticket;
  const good = `t.id = asked and t.stage = '${action === "name" ? "asked" : "open"}' and t.record = ${constant(table.name)} and t.login = session_user and t.until > clock_timestamp()
    and t.xact is distinct from pg_current_xact_id_if_assigned() and pg_xact_status(t.xact) = 'committed'`;
  const found =
    action === "read"
      ? `select * into ticket from ${tickets} t where ${good} and t.action in ('read', 'extract');`
      : action === "name"
        ? `delete from ${tickets} t where ${good} returning * into ticket;`
        : `delete from ${tickets} t where ${good} and t.action = '${action}'
    and t.hash = sha256(convert_to(coalesce(value::text, ''), 'UTF8')) returning * into ticket;`;
  return `${found}
  if ticket.id is null then
    raise exception 'no committed entry stands behind the ticket' using errcode = '55000';
  end if;
  ${action === "name" ? "" : ON_DISK}
  context := ticket.context;
  acts := ticket.role || ' ' || ticket.purpose;`;
}

const ON_DISK = `-- Whoever asked may have asked for a commit that does not wait for the disk.
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
  end if;`;

/** Variables of {@link opening}, {@link CANONICAL_KEYS} and of the entry. */
export function askVariables({ relation, mapping }: PlannedTable): string {
  return `context jsonb; acts text; ${ENTRY_VARIABLES} named text[] := '{}'; wanted text; one ${relation}.${ident(mapping.key)}%type;
  ticket uuid := gen_random_uuid();`;
}

/** Variables of {@link committed}. */
export function ticketVariables(plan: Plan, { relation, mapping }: PlannedTable): string {
  return `ticket ${sealedTables(plan).ticket}; context jsonb; acts text; wanted text; one ${relation}.${ident(mapping.key)}%type; due pg_lsn;`;
}

/** Types whose entries the functions make: a log that is to take them is opened with these as its `declaredTypes`. */
export const SEALED_EVENT_TYPES: readonly string[] = ["access.read", "access.changed"];
