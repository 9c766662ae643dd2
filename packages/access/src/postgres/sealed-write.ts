/**
 * Level `sealed`: a change takes two transactions, as a reading does. The first leaves the entry, which says what is about to be changed, and
 * a ticket bound to the value by its hash; the second makes the change, in the caller's transaction. In one transaction a caller would have
 * the answer of the table's constraints, and roll the entry back. Nothing of a row comes back, and what the table itself refuses is told
 * without its words: the detail of a violated constraint shows the whole row.
 */
import type { Action } from "../index.ts";
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedTable } from "./plan.ts";
import { boundSubjects, setBound } from "./sealed-bound.ts";
import type { PlannedFunction } from "./sealed-context.ts";
import { appending, appendingAsked } from "./sealed-entries.ts";
import {
  askVariables,
  CANONICAL_KEYS,
  committed,
  fieldArray,
  functionName,
  keyed,
  namedScope,
  namesKeys,
  OWN_NAMES,
  opening,
  REFUSED,
  scope,
  ticketing,
  ticketVariables,
  whoMay,
} from "./sealed-parts.ts";

const CHECKED_KEYS = `if keys is null or cardinality(keys) not between 1 and 1000 or array_ndims(keys) <> 1 or array_position(keys, null) is not null then
      raise exception 'a change names 1 to 1000 keys' using errcode = '22023';
    end if;
    ${CANONICAL_KEYS}`;

/** Keeps the words of the table to itself; a transaction that should be tried again keeps its state (class 40). */
const guarded = (work: string): string => `begin
    ${work}
  exception when others then
    raise exception 'the table does not take the change' using errcode = case when sqlstate like '40%' then sqlstate else '23000' end;
  end;
  if outside then ${REFUSED}; end if;`;

/**
 * `…_prepare_<record>(token, action, keys, value)`: the entry and a ticket. `value` holds the fields of an addition or a modification, and for a
 * deletion the names of the fields to be emptied, or null for whole rows.
 */
export function prepareFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const rows = whoMay(
    plan,
    table.rights.filter(({ deletesRows }) => deletesRows),
    () => "true",
  );
  const emptied = whoMay(
    plan,
    table.rights.filter((of) => of.fields.delete.length > 0),
    (of) => fieldArray(of, "delete", [table.mapping.key]),
  );
  const types = "token text, action text, keys text[], value jsonb";
  return {
    name: functionName(plan, "prepare", table.name),
    args: types,
    types,
    returns: "uuid",
    open: true,
    body: `
declare ${askVariables(table)} allowed text[]; known text; sequence text; fallback text;
begin
  ${opening(plan)}
  if action = 'add' then
    ${mayWrite(plan, table, "add")}
    ${reservedKey(table)}
    ${namesKeys(table) ? "" : `named := ${given(table, "add")};`}
  elsif action = 'modify' then
    ${CHECKED_KEYS}
    ${mayWrite(plan, table, "modify")}
    ${namesKeys(table) ? "" : `named := ${given(table, "modify")};`}
  elsif action = 'delete' then
    ${CHECKED_KEYS}
    if value is null then
      if (${rows}) is not true then ${REFUSED}; end if;
    else
      allowed := ${emptied};
      if allowed is null or jsonb_typeof(value) <> 'array' or value = '[]'
         or exists (select from jsonb_array_elements(value) n where jsonb_typeof(n) <> 'string' or n #>> '{}' <> all (allowed)) then ${REFUSED}; end if;
    end if;
  else
    ${REFUSED};
  end if;
  ${
    namesKeys(table)
      ? `named := keys;
  ${appending(table, "'access.changed'")}`
      : appendingAsked(table, "'access.changed'")
  }
  ${ticketing(plan, table, "ticket", "sha256(convert_to(coalesce(value::text, ''), 'UTF8'))", namesKeys(table) ? "'open'" : "case when action = 'add' then 'open' else 'asked' end")}
  return ticket;
end `,
  };
}

/** `…_add_<record>(asked, value)` answers with the key of the new row. */
export function addFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const { relation, mapping } = table;
  const key = ident(mapping.key);
  const tenant = mapping.tenant === undefined ? "" : ` || jsonb_build_object(${constant(mapping.tenant)}, context ->> 'tenant')`;
  return changing(plan, table, "add", {
    work: `value := (${columnsFrom(table)})${tenant} || jsonb_build_object(${constant(mapping.key)}, ticket.keys[1]);
  ${guarded(`select string_agg(quote_ident(c.name), ', ') into columns from jsonb_object_keys(value) c (name);
    execute format('insert into ${relation} (%s) overriding system value select %s from jsonb_populate_record(null::${relation}, $1) n returning ${key}',
      columns, columns) into one using value;
    outside := not exists (select from ${relation} r where r.${key} = one and ${scope(table, "r", "add")} and ${namedScope(table, "r")});`)}`,
    answer: "one::text",
  });
}

/** `…_modify_<record>(asked, value)` answers with the entry, whether or not the rows are there. */
export function modifyFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  return changing(plan, table, "modify", {
    work: `value := ${columnsFrom(table)};
  ${guarded(update(table, "modify"))}`,
    answer: "ticket.entry",
  });
}

/** `…_delete_<record>(asked, value)`: rows when the value is null, which takes the right on every category; else the fields it names. */
export function deleteFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  return changing(plan, table, "delete", {
    work: `if value is null then
    ${guarded(`foreach wanted in array ticket.keys loop
      one := wanted;
      delete from ${table.relation} r where ${keyed(table)} and ${scope(table, "r", "delete")} and ${namedScope(table, "r")};
    end loop;`)}
  else
    value := (select jsonb_object_agg(n, null::text) from jsonb_array_elements_text(value) n);
    ${setBound(plan, table, "delete")}
    value := ${columnsFrom(table)};
    ${guarded(update(table, "delete"))}
  end if;`,
    answer: "ticket.entry",
  });
}

function changing(
  plan: Plan,
  table: PlannedTable,
  action: "add" | "modify" | "delete",
  { work, answer }: { readonly work: string; readonly answer: string },
): PlannedFunction {
  return {
    name: functionName(plan, action, table.name),
    args: "asked uuid, value jsonb",
    types: "asked uuid, value jsonb",
    returns: "text",
    open: true,
    body: `${OWN_NAMES}
declare ${ticketVariables(plan, table)} columns text; outside boolean := false; moment timestamptz := clock_timestamp();
begin
  ${committed(plan, table, action)}
  ${action === "delete" ? "" : setBound(plan, table, action)}
  ${work}
  return ${answer};
end `,
  };
}

/** The key of a row that will be: given, or a field, or taken from the column's own sequence or default; the entry is there before the row. */
function reservedKey(table: PlannedTable): string {
  const { relation, mapping, surrogate } = table;
  const field = Object.entries(mapping.columns).find(([, column]) => column === mapping.key)?.[0];
  return `if cardinality(coalesce(keys, '{}')) > ${surrogate ? 1 : 0} then ${REFUSED}; end if;
    known := ${field === undefined ? "keys[1]" : `value ->> ${constant(field)}`};
    if known is null then
      sequence := pg_get_serial_sequence('${relation}', ${constant(mapping.key)});
      select pg_get_expr(d.adbin, d.adrelid) into fallback from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where a.attrelid = '${relation}'::regclass and a.attname = ${constant(mapping.key)};
      if sequence is not null then known := nextval(sequence::regclass)::text;
      elsif fallback is not null then execute 'select (' || fallback || ')::text' into known;
      end if;
    end if;
    if known is null then raise exception 'a new row has a key' using errcode = '22023'; end if;
    one := known;
    keys := array[one::text];`;
}

/** Whom the value says the row is about; a field bound to the actor says it of the actor. */
function given(table: PlannedTable, action: "add" | "modify"): string {
  const bound = boundSubjects(table, action);
  const texts = table.subjects.map(({ field }) => (bound.includes(field) ? "context ->> 'actor'" : `value ->> ${constant(field)}`));
  return `array(select s from unnest(array[${texts.join(", ")}]) s where s is not null)`;
}

/** Every key of the value is a field that may be written; what is bound to the clock or the actor is set by the function, by nobody else. */
function mayWrite(plan: Plan, table: PlannedTable, action: Action & ("add" | "modify")): string {
  const rights = table.rights.filter(({ fields }) => fields[action].length > 0);
  const fixed = action === "modify" ? [table.mapping.key] : [];
  return `allowed := ${whoMay(plan, rights, (of) => fieldArray(of, action, fixed))};
    if allowed is null or jsonb_typeof(value) is distinct from 'object' or value = '{}'
       or exists (select from jsonb_object_keys(value) k where k <> all (allowed)) then ${REFUSED}; end if;`;
}

/** The value with columns for fields. */
function columnsFrom(table: PlannedTable): string {
  const pairs = Object.entries(table.mapping.columns).map(([field, column]) => `(${constant(field)}, ${constant(column)})`);
  return `(select jsonb_object_agg(c.name, v.value) from jsonb_each(value) v join (values ${pairs.join(", ")}) c (field, name) on c.field = v.key)`;
}

/** Rows in reach before and after, of persons that the entry names: nobody moves a row out of their own reach, or into it. */
function update(table: PlannedTable, action: Action): string {
  const { relation, mapping } = table;
  const key = ident(mapping.key);
  const reached = `${scope(table, "r", action)} and ${namedScope(table, "r")}`;
  return `select string_agg(format('%I = n.%I', c.name, c.name), ', ') into columns from jsonb_object_keys(value) c (name);
    foreach wanted in array ticket.keys loop
      one := wanted;
      perform from ${relation} r where ${keyed(table)} and ${reached} for update;
      if found then
        execute format('update ${relation} r set %s from jsonb_populate_record(null::${relation}, $1) n where r.${key} = $2', columns) using value, one;
        outside := outside or not exists (select from ${relation} r where r.${key} = one and ${reached});
      end if;
    end loop;`;
}
