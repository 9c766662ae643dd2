/** A condition as a statement's text with parameters: the same rows as the predicate. */
import type { Condition } from "./condition.ts";
import { type ConditionFacts, daysBefore } from "./holds.ts";

/** Text for a `WHERE` or a policy, and its parameters. */
export interface ConditionSql {
  readonly text: string;
  readonly params: readonly (string | readonly string[])[];
}

/** How a condition is written out. */
export interface ConditionSqlOptions {
  /** The SQL of a field's column; the field's own name, quoted, unless told. */
  readonly column?: (field: string) => string;
  /** Number of the first parameter; 1 unless told. */
  readonly startAt?: number;
  /** Whether the record has the field; a condition on one that it lacks is met by no row. */
  readonly has?: (field: string) => boolean;
}

/**
 * Writes a condition as PostgreSQL text. Values are parameters with their types written out. A row that says nothing of a column gives null,
 * which no `WHERE` lets through; there is no negation in which it could turn.
 */
export function conditionSql(condition: Condition, facts: ConditionFacts, options: ConditionSqlOptions = {}): ConditionSql {
  const { column = (field) => `"${field.replaceAll('"', '""')}"`, startAt = 1, has = () => true } = options;
  const params: (string | readonly string[])[] = [];
  const param = (value: string | readonly string[], type: string): string => {
    params.push(value);
    return `$${startAt + params.length - 1}::${type}`;
  };
  const one = (field: string, value: string | undefined): string =>
    value === undefined ? "false" : `${column(field)}::text = ${param(value, "text")}`;
  const several = (field: string, values: readonly string[] | undefined): string =>
    values === undefined ? "false" : `${column(field)}::text = any(${param(values, "text[]")})`;
  const write = (part: Condition): string => {
    if ("field" in part && !has(part.field)) return "false";
    switch (part.kind) {
      case "own-record":
        return one(part.field, facts.subject);
      case "tenant":
        return one(part.field, facts.tenant);
      case "own-unit":
        return several(part.field, facts.units);
      case "case-load":
        return several(part.field, facts.cases);
      case "last-days": {
        // As texts, like the predicate: a time of day is no calendar date, in whichever zone it would be one.
        const from = param(daysBefore(facts.today, part.days), "text");
        const date = `${column(part.field)}::text collate "C"`;
        return `(${date} ~ '^\\d{4}-\\d{2}-\\d{2}$' and ${date} between ${from} and ${param(facts.today, "text")})`;
      }
      case "during": {
        const today = param(facts.today, "date");
        const ends = [
          ...(part.from === undefined ? [] : [`${today} >= ${param(part.from, "date")}`]),
          ...(part.until === undefined ? [] : [`${today} <= ${param(part.until, "date")}`]),
        ];
        return `(${ends.join(" and ")})`;
      }
      case "all-of":
        return `(${part.of.map(write).join(" and ")})`;
      case "any-of":
        return `(${part.of.map(write).join(" or ")})`;
    }
  };
  const text = write(condition);
  return { text, params };
}
