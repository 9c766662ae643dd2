/** A condition as a predicate on a row. */
import type { ActorFacts, Condition } from "./condition.ts";

/** What a condition is held against. */
export interface ConditionFacts extends ActorFacts {
  /** The calendar date, `YYYY-MM-DD`, in the zone of the processing. */
  readonly today: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Whether a row meets a condition; what the row or the actor does not say is never met. Own properties only. A calendar date is a text
 * `YYYY-MM-DD`: neither a time of day nor a `Date` is one, as the day they fall on depends on a zone.
 *
 * @param has - whether the record has a field; a condition on one that it lacks is not met. Every field unless told.
 */
export function conditionHolds(
  condition: Condition,
  row: object,
  facts: ConditionFacts,
  has: (field: string) => boolean = () => true,
): boolean {
  if ("field" in condition && !has(condition.field)) return false;
  switch (condition.kind) {
    case "own-record":
      return facts.subject !== undefined && wordAt(row, condition.field) === facts.subject;
    case "tenant":
      return facts.tenant !== undefined && wordAt(row, condition.field) === facts.tenant;
    case "own-unit":
      return among(facts.units, wordAt(row, condition.field));
    case "case-load":
      return among(facts.cases, wordAt(row, condition.field));
    case "last-days": {
      const date = wordAt(row, condition.field);
      return date !== undefined && DATE.test(date) && date <= facts.today && date >= daysBefore(facts.today, condition.days);
    }
    case "during":
      return (condition.from ?? facts.today) <= facts.today && facts.today <= (condition.until ?? facts.today);
    case "all-of":
      return condition.of.every((part) => conditionHolds(part, row, facts, has));
    case "any-of":
      return condition.of.some((part) => conditionHolds(part, row, facts, has));
  }
}

/** A text, or a whole number as a text, for identifiers come in both forms; nothing else is one. */
export function wordAt(row: object, field: string): string | undefined {
  if (!Object.hasOwn(row, field)) return undefined;
  const value: unknown = Reflect.get(row, field);
  if (typeof value === "string") return value;
  return typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : undefined;
}

/** The calendar date some days before another. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}

function among(held: readonly string[] | undefined, word: string | undefined): boolean {
  return word !== undefined && held?.includes(word) === true;
}
