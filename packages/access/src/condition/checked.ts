/** Conditions from outside: copied word by word, anything else is refused. */
import { isCalendarDate, PrivacyError } from "@favorable/core";
import { assertName } from "@favorable/fields";
import type { Condition } from "./condition.ts";

const DEPTH = 8;
const MOST_DAYS = 36_500;

/**
 * Copies a condition.
 *
 * @throws `CONDITION_INVALID` with the `place` of what is no condition; `NAME_INVALID` for a field's name
 */
export function checkedCondition(given: unknown, place: string, depth = 0): Condition {
  const wrong = (why: string): PrivacyError => new PrivacyError("CONDITION_INVALID", why, { place });
  if (typeof given !== "object" || given === null || depth > DEPTH) throw wrong("a condition is made by the functions of this package");
  const { kind, field, days, from, until, of } = given as Readonly<Record<string, unknown>>;
  switch (kind) {
    case "own-record":
    case "own-unit":
    case "case-load":
    case "tenant":
      return Object.freeze({ kind, field: fieldName(field) });
    case "last-days":
      if (typeof days !== "number" || !Number.isInteger(days) || days < 0 || days > MOST_DAYS)
        throw wrong("days are a whole number from 0 to 36,500");
      return Object.freeze({ kind, field: fieldName(field), days });
    case "during": {
      for (const date of [from, until]) if (date !== undefined && !isDate(date)) throw wrong("a span has calendar dates");
      if (from === undefined && until === undefined) throw wrong("a span has an end");
      return Object.freeze({ kind, ...(isDate(from) ? { from } : {}), ...(isDate(until) ? { until } : {}) });
    }
    case "all-of":
    case "any-of":
      // Nothing at all would be met always, or never: neither is what somebody means.
      if (!Array.isArray(of) || of.length === 0) throw wrong("a combination has conditions");
      return Object.freeze({
        kind,
        of: Object.freeze(of.map((part: unknown, at) => checkedCondition(part, `${place}.of[${at}]`, depth + 1))),
      });
    default:
      throw wrong("a condition of no known kind");
  }
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && isCalendarDate(value);
}

function fieldName(field: unknown): string {
  const name = typeof field === "string" ? field : "";
  assertName(name, "field");
  return name;
}
