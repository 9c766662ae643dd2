/** One step of a migration: from a form to the next. */
import type { JsonValue } from "@favorable/core";

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** Rewrites a document of one form as one of the next; what it does not know it leaves as it is, for the reader to refuse. */
export type MigrationStep = (document: JsonObject) => JsonObject;

/** Tells whether a value is a JSON object. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rewrites one member, when it is there. */
export function rewritten(object: JsonObject, key: string, rewrite: (value: JsonValue) => JsonValue): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return value === undefined ? object : { ...object, [key]: rewrite(value) };
}

/** Rewrites each member of a map of objects. */
export function eachRewritten(map: JsonValue, rewrite: (value: JsonObject) => JsonValue): JsonValue {
  if (!isJsonObject(map)) return map;
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, isJsonObject(value) ? rewrite(value) : value]));
}
