/**
 * Level `sealed`: changes and their entry stand or fall together, in the caller's transaction. Nothing of a row comes back, and what the
 * table itself refuses is told without its words: the detail of a violated constraint shows the whole row.
 */
import type { Action } from "../index.ts";
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import type { PlannedFunction } from "./sealed-context.ts";
import { appending, fieldArray, functionName, opening, REFUSED, scope, VARIABLES, whoMay } from "./sealed-parts.ts";

const CHECKED_KEYS = `if keys is null or cardinality(keys) not between 1 and 1000 or array_ndims(keys) <> 1 or array_position(keys, null) is not null then
    raise exception 'a change names 1 to 1000 keys' using errcode = '22023';
  end if;`;

/** Keeps the words of the table to itself; a transaction that should be tried again keeps its state (class 40). */
const guarded = (work: string): string => `begin
    ${work}
  exception when others then
    raise exception 'the table does not take the change' using errcode = case when sqlstate like '40%' then sqlstate else '23000' end;
  end;
  if outside then ${REFUSED}; end if;`;

/** `…_add_<record>(token, key, value)` answers with the key of the new row. */
export function addFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const { relation, mapping } = table;
  const key = ident(mapping.key);
  const tenant = mapping.tenant === undefined ? "" : ` || jsonb_build_object(${constant(mapping.tenant)}, context ->> 'tenant')`;
  const given = `case when new_key is null then '{}' else jsonb_build_object(${constant(mapping.key)}, new_key) end`;
  return {
    name: functionName(plan, "add", table.name),
    args: "token text, new_key text, value jsonb",
    types: "token text, new_key text, value jsonb",
    returns: "text",
    open: true,
    body: `
declare ${VARIABLES} allowed text[]; columns text; one ${relation}.${key}%type; outside boolean := false;
begin
  ${opening(plan)}
  ${mayWrite(plan, table, "add")}
  ${table.surrogate ? "" : `if new_key is not null then ${REFUSED}; end if;`}
  value := (${columnsFrom(table)})${tenant} || ${given};
  ${guarded(`select string_agg(quote_ident(c.name), ', ') into columns from jsonb_object_keys(value) c (name);
    execute format('insert into ${relation} (%s) select %s from jsonb_populate_record(null::${relation}, $1) n returning ${key}', columns, columns)
      into one using value;
    outside := not exists (select from ${relation} r where r.${key} = one and ${scope(table, "r", "add")});`)}
  ${appending(table, "access.changed", "'add'", "array[one::text]")}
  return one::text;
end `,
  };
}

/** `…_modify_<record>(token, keys, value)` answers with the entry, whether or not the rows are there. */
export function modifyFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  return {
    name: functionName(plan, "modify", table.name),
    args: "token text, keys text[], value jsonb",
    types: "token text, keys text[], value jsonb",
    returns: "text",
    open: true,
    body: `
declare ${VARIABLES} allowed text[]; columns text; one ${table.relation}.${ident(table.mapping.key)}%type; outside boolean := false;
begin
  ${opening(plan)}
  ${CHECKED_KEYS}
  ${mayWrite(plan, table, "modify")}
  value := ${columnsFrom(table)};
  ${guarded(update(table, "modify"))}
  ${appending(table, "access.changed", "'modify'", "keys")}
  return entry;
end `,
  };
}

/** `…_delete_<record>(token, keys, names)`: rows when `names` is null, which takes the right on every category; else these fields. */
export function deleteFunction(plan: Plan, table: PlannedTable): PlannedFunction {
  const key = ident(table.mapping.key);
  const rows = whoMay(
    plan,
    table.rights.filter(({ deletesRows }) => deletesRows),
    () => "true",
  );
  const fields = table.rights.filter((of) => of.fields.delete.length > 0);
  return {
    name: functionName(plan, "delete", table.name),
    args: "token text, keys text[], names text[]",
    types: "token text, keys text[], names text[]",
    returns: "text",
    open: true,
    body: `
declare ${VARIABLES} allowed text[]; columns text; value jsonb; one ${table.relation}.${key}%type; outside boolean := false;
begin
  ${opening(plan)}
  ${CHECKED_KEYS}
  if names is null then
    if (${rows}) is not true then ${REFUSED}; end if;
    ${guarded(`foreach wanted in array keys loop
      one := wanted;
      delete from ${table.relation} r where r.${key} = one and ${scope(table, "r", "delete")};
    end loop;`)}
  else
    allowed := ${whoMay(plan, fields, (of) => fieldArray(of, "delete", [table.mapping.key]))};
    if allowed is null or cardinality(names) = 0 or exists (select from unnest(names) n where n is null or n <> all (allowed)) then ${REFUSED}; end if;
    value := (select jsonb_object_agg(n, null::text) from unnest(names) n);
    value := ${columnsFrom(table)};
    ${guarded(update(table, "delete"))}
  end if;
  ${appending(table, "access.changed", "'delete'", "keys")}
  return entry;
end `,
  };
}

/** Every key of the value is a field that may be written; what is bound to the clock or the actor is set here, by nobody else. */
function mayWrite(plan: Plan, table: PlannedTable, action: Action & ("add" | "modify")): string {
  const rights = table.rights.filter(({ fields }) => fields[action].length > 0);
  const fixed = action === "modify" ? [table.mapping.key] : [];
  return `allowed := ${whoMay(plan, rights, (of) => fieldArray(of, action, fixed))};
  if allowed is null or jsonb_typeof(value) is distinct from 'object' or value = '{}'
     or exists (select from jsonb_object_keys(value) k where k <> all (allowed)) then ${REFUSED}; end if;
  value := value || coalesce(${boundOf(rights, action)}, '{}');`;
}

function boundOf(rights: readonly PlannedRights[], action: Action): string {
  const lines = rights.flatMap((of) => {
    const bound = of.fields[action].filter(({ boundTo }) => boundTo !== undefined);
    if (bound.length === 0) return [];
    const pairs = bound.map(
      ({ field, boundTo }) => `${constant(field)}, ${boundTo === "actor" ? "context ->> 'actor'" : "clock_timestamp()"}`,
    );
    return [`when ${constant(`${of.role} ${of.purpose}`)} then jsonb_build_object(${pairs.join(", ")})`];
  });
  return lines.length === 0 ? "'{}'::jsonb" : `case acts ${lines.join(" ")} end`;
}

/** The value with columns for fields. */
function columnsFrom(table: PlannedTable): string {
  const pairs = Object.entries(table.mapping.columns).map(([field, column]) => `(${constant(field)}, ${constant(column)})`);
  return `(select jsonb_object_agg(c.name, v.value) from jsonb_each(value) v join (values ${pairs.join(", ")}) c (field, name) on c.field = v.key)`;
}

/** Rows in reach before and after: nobody moves a row out of their own reach, or into it. */
function update(table: PlannedTable, action: Action): string {
  const { relation, mapping } = table;
  const key = ident(mapping.key);
  return `select string_agg(format('%I = n.%I', c.name, c.name), ', ') into columns from jsonb_object_keys(value) c (name);
    foreach wanted in array keys loop
      one := wanted;
      perform from ${relation} r where r.${key} = one and ${scope(table, "r", action)} for update;
      if found then
        execute format('update ${relation} r set %s from jsonb_populate_record(null::${relation}, $1) n where r.${key} = $2', columns) using value, one;
        outside := outside or not exists (select from ${relation} r where r.${key} = one and ${scope(table, "r", action)});
      end if;
    end loop;`;
}
