/** Rows as lines of JSON, with the permitted fields and nothing else. */
import { canonicalJson, isPrivacyError, type JsonValue } from "@favorable/core";
import { exportError } from "./export-error.ts";
import { fitsLine } from "./limits.ts";
import { type Transforms, transformed, transformOf } from "./transform.ts";

/** A row as the source has it; it may hold more than will leave. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Makes the printer of rows: projects to the fields, in their order, and prints one line of JSON (NDJSON) with its line feed.
 *
 * A field the row does not have is left out. Values are text, finite numbers, booleans, null, dates (printed as ISO 8601 in UTC), big
 * integers (printed as text, for a JSON number would round them) and plain JSON within.
 *
 * @param transforms - applied to the values of their fields first
 * @returns a function of the row and its number, from 1; it throws `EXPORT_VALUE` with field and row number, never the value
 * @example
 * ```ts
 * import { rowPrinter } from "@favorable/exports";
 *
 * const print = rowPrinter(["unit", "status"]);
 * console.log(print({ name: "not permitted", status: "complete", unit: "B2" }, 1).trim()); // {"unit":"B2","status":"complete"}
 * ```
 */
export function rowPrinter(fields: readonly string[], transforms: Transforms = {}): (row: Row, number: number) => string {
  const columns = fields.map((field) => ({ field, key: `${JSON.stringify(field)}:`, transform: transformOf(transforms, field) }));
  // Keys that an object would put in another place than they were written.
  const ordered =
    fields.every((field) => field !== "__proto__" && !/^\d+$/.test(field)) && columns.every(({ transform }) => transform === undefined);
  return (row, number) => {
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw exportError("EXPORT_VALUE", "a row that is not an object", { row: number });
    const quick = ordered ? printPlain(fields, row) : undefined;
    if (quick !== undefined) return quick;
    let line = "";
    for (const { field, key, transform } of columns) {
      if (!Object.hasOwn(row, field)) continue;
      const text = printValue(transform === undefined ? row[field] : transformed(transform, row[field], field, number));
      if (text === undefined) throw exportError("EXPORT_VALUE", "a value that JSON cannot carry", { field, row: number });
      line += (line === "" ? "{" : ",") + key + text;
    }
    const whole = line === "" ? "{}\n" : `${line}}\n`;
    if (!fitsLine(whole)) throw exportError("EXPORT_VALUE", "a row longer than 64 MiB, which could not be read again", { row: number });
    return whole;
  };
}

/** The line of a row whose values JSON prints as they are, at once; undefined for any other, which is looked at field by field. */
function printPlain(fields: readonly string[], row: Row): string | undefined {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    if (!Object.hasOwn(row, field)) continue;
    const value = row[field];
    if (!isPlain(value)) return undefined;
    kept[field] = value;
  }
  const line = `${JSON.stringify(kept)}\n`;
  return fitsLine(line) ? line : undefined;
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return value.isWellFormed();
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return true;
    default:
      return value === null;
  }
}

/** The JSON of a value; undefined for what has none. */
export function printValue(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? JSON.stringify(value) : undefined;
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : undefined;
    case "boolean":
      return String(value);
    case "bigint":
      return `"${value}"`;
    case "object":
      if (value === null) return "null";
      if (value instanceof Date) return printDate(value);
      return printNested(value);
    default:
      return undefined;
  }
}

/** By the platform's own methods: a subclass may answer with more than a date. */
function printDate(value: Date): string | undefined {
  const milliseconds = Date.prototype.getTime.call(value);
  return Number.isNaN(milliseconds) ? undefined : `"${new Date(milliseconds).toISOString()}"`;
}

function printNested(value: object): string | undefined {
  try {
    return canonicalJson(value as JsonValue); // It looks at every member itself.
  } catch (error) {
    if (isPrivacyError(error, "NOT_CANONICAL")) return undefined;
    throw error;
  }
}
