/** Conditions on rows as SQL: over settings at level `columns`, over the signed context at level `sealed`. */
import type { Action, Condition } from "../index.ts";
import { constant, ident } from "./identifiers.ts";
import type { RowCondition } from "./mapping.ts";
import type { PlannedRights } from "./plan.ts";

/** How a claim of who asks is read: one text, or whether a list holds a text. */
interface Claims {
  readonly one: (name: string) => string;
  readonly holds: (name: string, text: string) => string;
}

/** Settings are read once a statement, not once a row; an empty one is none. Lists are JSON arrays. */
const SETTINGS: Claims = {
  one: (name) => `(select nullif(current_setting('favorable.${name}', true), ''))`,
  holds: (name, text) => `(select nullif(current_setting('favorable.${name}', true), ''))::jsonb ? ${text}`,
};

/** Within a function of level `sealed`. */
const CONTEXT: Claims = {
  one: (name) => `(context ->> ${constant(name)})`,
  holds: (name, text) => `coalesce(context -> ${constant(name)} ? ${text}, false)`,
};

/** The predicate of a role's policy: its purpose, its end, its rows. */
export function policyPredicate(rights: PlannedRights, action: Action): string {
  const { purpose, until } = rights;
  return [
    // Of no column: the planner asks it once, before any row.
    `current_setting('favorable.purpose', true) = ${constant(purpose)}`,
    ...(until === undefined ? [] : [`statement_timestamp() < ${constant(until)}::timestamptz`]),
    ...clauses("", rights, action, SETTINGS),
  ].join(" and ");
}

/** The predicate of rows in a function, with the table's alias; the claims are variables of the function. */
export function sealedPredicate(alias: string, rights: PlannedRights, action: Action): string {
  return ["true", ...clauses(`${alias}.`, rights, action, CONTEXT)].join(" and ");
}

/** Whether an action narrows rows at all. */
export function narrows(rights: PlannedRights, action: Action): boolean {
  return clauses("", rights, action, CONTEXT).length > 0;
}

function clauses(prefix: string, { conditions, rules, closed, zone, columns }: PlannedRights, action: Action, claims: Claims): string[] {
  const column = (field: string): string | undefined => {
    const name = Object.hasOwn(columns, field) ? columns[field] : undefined;
    return name === undefined ? undefined : `${prefix}${ident(name)}`;
  };
  return [
    ...conditions.map((condition) => clause(prefix, condition, claims)),
    ...rules[action].map((rule) => ruleText(rule, column, zone, claims)),
    // Somebody's own record is closed to them, as far as they are said to have one; a row that does not say whose it is may be theirs.
    ...closed[action].map((own) => `(${claims.one("subject")} is null or ${column(own)}::text <> ${claims.one("subject")})`),
  ];
}

function clause(prefix: string, condition: RowCondition, { one }: Claims): string {
  const column = `${prefix}${ident(condition.column)}::text`;
  return "equals" in condition ? `${column} = ${constant(condition.equals)}` : `${column} = ${one(condition.is)}`;
}

/** A condition of the matrix; a field that has no column here is met by no row. */
function ruleText(condition: Condition, column: (field: string) => string | undefined, zone: string, claims: Claims): string {
  const today = `(statement_timestamp() at time zone ${constant(zone)})::date`;
  if ("of" in condition)
    return `(${condition.of.map((part) => ruleText(part, column, zone, claims)).join(condition.kind === "all-of" ? " and " : " or ")})`;
  if (condition.kind === "during") {
    const { from, until } = condition;
    const ends = [
      ...(from === undefined ? [] : [`${today} >= ${constant(from)}::date`]),
      ...(until === undefined ? [] : [`${today} <= ${constant(until)}::date`]),
    ];
    return `(${ends.join(" and ")})`;
  }
  const name = column(condition.field);
  if (name === undefined) return "false";
  switch (condition.kind) {
    case "own-record":
      return `${name}::text = ${claims.one("subject")}`;
    case "tenant":
      return `${name}::text = ${claims.one("tenant")}`;
    case "own-unit":
      return claims.holds("units", `${name}::text`);
    case "case-load":
      return claims.holds("cases", `${name}::text`);
    case "last-days":
      return `(${name}::text ~ '^\\d{4}-\\d{2}-\\d{2}$' and ${name}::text collate "C" between to_char(${today} - ${condition.days}, 'YYYY-MM-DD') and to_char(${today}, 'YYYY-MM-DD'))`;
  }
}
