/**
 * Canonical JSON (RFC 8785, JSON Canonicalization Scheme): one text for one value, so that it can be
 * hashed and signed. Refuses what has no such text.
 */
import { PrivacyError } from "./privacy-error.ts";

/** A value that JSON can carry. Keys whose value is `undefined` are left out, as `JSON.stringify` does. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

const MAX_DEPTH = 256;

/**
 * Prints a value as RFC 8785 canonical JSON.
 *
 * @param value - JSON data: plain objects, arrays, strings, finite numbers, booleans, null
 * @throws `NOT_CANONICAL`, with the `path` and a `reason`: `lone-surrogate` (RFC 8785 §3.2.2.2), `not-finite`,
 *   `not-json`, `too-deep`, `cyclic`. Numbers are printed as ECMAScript prints them (§3.2.2.3, appendix B), integers beyond 2^53 − 1, too,
 *   which no longer tell their neighbours apart: whoever must not take these asks before.
 * @example
 * ```ts
 * import { canonicalJson } from "@favorable/core";
 *
 * console.log(canonicalJson({ b: 1e21, a: [true, null] })); // {"a":[true,null],"b":1e+21}
 * ```
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, [], new Set());
}

/** The UTF-8 bytes of {@link canonicalJson}: what is hashed and signed. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

function write(value: unknown, path: readonly string[], open: Set<object>): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "number":
      return writeNumber(value, path);
    case "string":
      return writeString(value, path);
    case "object":
      return writeContainer(value, path, open);
    default:
      throw refuse("not-json", path);
  }
}

function writeNumber(value: number, path: readonly string[]): string {
  if (!Number.isFinite(value)) throw refuse("not-finite", path);
  return String(Object.is(value, -0) ? 0 : value);
}

function writeString(value: string, path: readonly string[]): string {
  if (!value.isWellFormed()) throw refuse("lone-surrogate", path);
  return JSON.stringify(value);
}

function writeContainer(value: object, path: readonly string[], open: Set<object>): string {
  if (open.has(value)) throw refuse("cyclic", path);
  if (path.length >= MAX_DEPTH) throw refuse("too-deep", path.slice(0, 8));
  open.add(value);
  const text = Array.isArray(value) ? writeArray(value, path, open) : writeObject(value, path, open);
  open.delete(value);
  return text;
}

function writeArray(value: readonly unknown[], path: readonly string[], open: Set<object>): string {
  const items: string[] = [];
  for (let at = 0; at < value.length; at++) items.push(write(value[at], [...path, String(at)], open));
  return `[${items.join(",")}]`;
}

function writeObject(value: object, path: readonly string[], open: Set<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refuse("not-json", path);
  const members: string[] = [];
  // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is what the default sort compares.
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    members.push(`${writeString(key, path)}:${write(member, [...path, key], open)}`);
  }
  return `{${members.join(",")}}`;
}

/** Keys may be personal data in free-form maps: the path keeps positions and declared-looking names only. */
function refuse(reason: string, path: readonly string[]): PrivacyError {
  const safe = path.map((part) => (/^[A-Za-z$][A-Za-z0-9_-]{0,39}$|^\d{1,9}$/.test(part) ? part : "*"));
  return new PrivacyError("NOT_CANONICAL", `the value has no canonical JSON form: ${reason}`, { reason, path: safe });
}
