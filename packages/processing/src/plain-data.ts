/** A copy of a value as plain JSON data, taken once, so that nothing can change or hide behind getters afterwards. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import { documentPrinter } from "./problem.ts";

/** Deeper than any declaration: its deepest path has eight steps. */
const MAX_DEPTH = 32;
/** A declaration of a hundred records with a hundred fields has about as many values. */
const MAX_VALUES = 500_000;
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Copies plain data.
 *
 * @throws `DOCUMENT_UNSAFE` with the `path` and a `reason`: `not-json`, `prototype-key`, `too-deep`, `cyclic`, `too-large`
 */
export function plainData(value: unknown): JsonValue {
  const open = new Set<object>();
  let left = MAX_VALUES;
  const copy = (part: unknown, path: readonly PropertyKey[]): JsonValue => {
    left -= 1;
    if (left < 0) throw unsafe("too-large", path);
    if (part === null || typeof part === "boolean") return part;
    if (typeof part === "string" && part.isWellFormed()) return part;
    if (typeof part === "number" && Number.isFinite(part)) return part;
    if (typeof part !== "object") throw unsafe("not-json", path);
    if (path.length > MAX_DEPTH) throw unsafe("too-deep", path.slice(0, 8));
    if (open.has(part)) throw unsafe("cyclic", path);
    open.add(part);
    const made = Array.isArray(part) ? Array.from(part, (item: unknown, at) => copy(item, [...path, at])) : members(part, path);
    open.delete(part);
    return made;
  };
  const members = (part: object, path: readonly PropertyKey[]): JsonValue => {
    const prototype: unknown = Object.getPrototypeOf(part);
    if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertySymbols(part).length > 0)
      throw unsafe("not-json", path);
    const made: Record<string, JsonValue> = {};
    for (const key of Object.keys(part)) {
      if (PROTOTYPE_KEYS.has(key)) throw unsafe("prototype-key", path);
      made[key] = copy(Reflect.get(part, key), [...path, key]);
    }
    return made;
  };
  return copy(value, []);
}

/** Freezes data to the bottom. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

function unsafe(reason: string, path: readonly PropertyKey[]): PrivacyError {
  return new PrivacyError("DOCUMENT_UNSAFE", `the document cannot be taken as plain data: ${reason}`, {
    reason,
    path: documentPrinter(undefined)(path),
  });
}
