/** Pieces that the functions of level `sealed` share. */
import type { Action } from "../index.ts";
import { constant, constants, ident, snake } from "./identifiers.ts";
import type { Plan, PlannedRights, PlannedTable } from "./plan.ts";
import { narrows, sealedPredicate } from "./row-conditions.ts";

/** `access_<prefix>_<verb>_<record>`. */
export function functionName(plan: Plan, verb: string, record: string): string {
  return `access_${plan.mapping.prefix}_${verb}_${snake(record)}`;
}

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

/** Parts that one call of the declared append takes, the actor among them. */
const PARTS = 64;

/**
 * Appends what was done: facts in clear, the actor and the keys as parts that expire; several entries for many keys.
 *
 * @param type - `access.read` or `access.changed`
 * @param action - an expression
 * @param keys - an expression: an array of texts
 */
export function appending(table: PlannedTable, type: string, action: string, keys: string): string {
  const step = PARTS - 1;
  return `for start in 0 .. greatest(cardinality(${keys}) - 1, 0) / ${step} loop
    told := coalesce((${keys})[start * ${step} + 1 : start * ${step} + ${step}], '{}');
    entry := favorable.append_declared('${type}', jsonb_build_object('role', context ->> 'role', 'purpose', context ->> 'purpose',
      'action', ${action}, 'record', ${constant(table.name)}, 'rows', cardinality(told)),
      array_prepend('actor', array_fill('subject'::text, array[cardinality(told)])), array_prepend('', told), array_prepend(context ->> 'actor', told));
  end loop;`;
}

/** Variables of {@link opening} and {@link appending}. */
export const VARIABLES = "context jsonb; acts text; entry text; told text[]; wanted text;";

/** Types whose entries the functions make: a log that is to take them is opened with these as its `declaredTypes`. */
export const SEALED_EVENT_TYPES: readonly string[] = ["access.read", "access.changed"];
