/** Conditions on rows as SQL: over settings at level `columns`, over the signed context at level `sealed`. */
import { constant, ident } from "./identifiers.ts";
import type { RowCondition } from "./mapping.ts";
import type { PlannedRights } from "./plan.ts";

/** Settings are read once a statement, not once a row. */
const setting = (name: string): string => `(select current_setting('favorable.${name}', true))`;

/** The predicate of a role's policy: its purpose, its end, its rows. */
export function policyPredicate({ purpose, until, conditions }: PlannedRights): string {
  return [
    `${setting("purpose")} = ${constant(purpose)}`,
    ...(until === undefined ? [] : [`statement_timestamp() < ${constant(until)}::timestamptz`]),
    ...conditions.map((condition) => clause("", condition, setting)),
  ].join(" and ");
}

/** The predicate of rows in a function, with the table's alias; the claims are variables of the function. */
export function sealedPredicate(alias: string, { conditions }: PlannedRights): string {
  return ["true", ...conditions.map((condition) => clause(`${alias}.`, condition, (claim) => `(context ->> ${constant(claim)})`))].join(
    " and ",
  );
}

function clause(prefix: string, condition: RowCondition, claim: (name: string) => string): string {
  const column = `${prefix}${ident(condition.column)}::text`;
  return "equals" in condition ? `${column} = ${constant(condition.equals)}` : `${column} = ${claim(condition.is)}`;
}
