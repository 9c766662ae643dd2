/** Values of a sealed row on their way in and out: what JSON has no form for, in the forms of the port. */
import { fromHex, PrivacyError, toHex } from "@favorable/core";

/** A row as the functions give it. */
export interface WireRow {
  readonly key: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads bytes and the values of `json` columns, the only two that come as objects.
 *
 * @throws `ANSWER_INVALID` for an object that is neither
 */
export function readRow({ key, fields }: WireRow): WireRow {
  return { key, fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, readValue(value)])) };
}

function readValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const [[type, inner] = [], ...more] = Object.entries(value);
  if (more.length === 0 && type === "json") return inner;
  if (more.length === 0 && type === "bytea" && inner === null) return null;
  if (more.length === 0 && type === "bytea" && typeof inner === "string" && inner.startsWith("\\x")) return fromHex(inner.slice(2));
  throw new PrivacyError("ANSWER_INVALID", "the database answered with a value in no known form");
}

/**
 * The JSON of an addition or a modification. `bigint` and what is no finite number go as texts, bytes in hexadecimal digits, a `Date` as an
 * instant in UTC; lists and objects are for columns that hold such.
 *
 * @param known - the fields of the record, which an error may name
 * @throws `VALUE_INVALID` with the `field`, for what would be lost or changed on the way: functions, symbols, dates that are none, and in
 *   lists and objects also `bigint`, bytes, dates and what is no finite number
 */
export function writeFields(value: object, record: string, known: Readonly<Record<string, unknown>>): string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new PrivacyError("VALUE_INVALID", "a value is an object of fields", { record });
  const written: Record<string, unknown> = Object.create(null);
  for (const [field, given] of Object.entries(value)) {
    try {
      written[field] = writeValue(given);
    } catch {
      // The error may quote the value.
      throw new PrivacyError("VALUE_INVALID", "a field has a value that the database cannot be given", {
        record,
        ...(Object.hasOwn(known, field) ? { field } : {}),
      });
    }
  }
  return JSON.stringify(written);
}

function writeValue(value: unknown): unknown {
  switch (typeof value) {
    case "bigint":
      return String(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "object":
      if (value instanceof Uint8Array) return `\\x${toHex(value)}`;
      if (value instanceof Date) return value.toISOString();
      return value === null ? null : JSON.parse(JSON.stringify(value, plain));
    default:
      return scalar(value);
  }
}

/** Refuses inside lists and objects what JSON would leave out or write as something else. */
function plain(this: unknown, key: string, value: unknown): unknown {
  const given: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
  if (typeof given === "number" && !Number.isFinite(given)) throw new TypeError("not in JSON");
  if (typeof given !== "object" || given === null || Array.isArray(given)) return scalar(given);
  const made: unknown = Object.getPrototypeOf(given);
  if (made !== null && made !== Object.prototype) throw new TypeError("not in JSON"); // Dates, bytes, maps, instances of classes.
  return given;
}

function scalar(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") throw new TypeError("not in JSON");
  return value;
}
