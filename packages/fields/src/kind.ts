/** What a zod schema says about a field without being asked: its kind, whether its key may be missing, whether it takes null. */
import type * as z from "zod";
import { childOf, definitionOf, lazyTarget } from "./schema.ts";
import type { FieldKind } from "./text.ts";

const FORMATS: ReadonlyMap<string, FieldKind> = new Map([
  ["date", "date"],
  ["datetime", "instant"],
  ["email", "contact"],
  ["e164", "contact"],
  ...["guid", "uuid", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid"].map((format) => [format, "identifier"] as const),
]);
const KINDS: ReadonlyMap<string, FieldKind> = new Map([
  ["enum", "closed-list"],
  ["literal", "closed-list"],
  ["boolean", "boolean"],
  ["number", "number"],
  ["bigint", "number"],
  ["date", "date"],
  ["file", "document"],
  ["template_literal", "text"],
]);

/** Reads the kind of a schema; wrappers such as `optional` and `default` are looked through. */
export function kindOf(schema: z.core.$ZodType): FieldKind {
  const definition = definitionOf(schema);
  if (definition.type === "string") return stringKind(definition.formats);
  const known = KINDS.get(definition.type);
  if (known !== undefined) return known;
  if (definition.type === "union") return commonKind(definition.options);
  const inner = childOf(schema);
  return inner === undefined ? "other" : kindOf(inner);
}

/** Whether the key may be missing from what the schema gives. */
export function isOptional(schema: z.core.$ZodType): boolean {
  return schema._zod.optout === "optional";
}

/** Whether null is one of the schema's values: a database says null where a key is missing. */
export function takesNull(schema: z.core.$ZodType): boolean {
  return acceptsNull(schema, new Set());
}

/** A recursive schema comes back to itself: what has been looked at adds nothing. */
function acceptsNull(schema: z.core.$ZodType, seen: Set<z.core.$ZodType>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const definition = definitionOf(schema);
  if (["nullable", "null", "any", "unknown"].includes(definition.type)) return true;
  if (definition.type === "literal") return definition.values.includes(null);
  if (definition.type === "union") return definition.options.some((option) => acceptsNull(option, seen));
  if (definition.type === "intersection") return definition.sides.every((side) => acceptsNull(side, seen));
  // What a pipe gives is its second half; what a transformation gives is not known, and unknown is no.
  const inner = definition.type === "pipe" ? definition.out : (lazyTarget(schema) ?? childOf(schema));
  return inner !== undefined && definition.type !== "array" && acceptsNull(inner, seen);
}

function stringKind(formats: readonly string[]): FieldKind {
  return formats.map((format) => FORMATS.get(format)).find((kind) => kind !== undefined) ?? "text";
}

function commonKind(options: readonly z.core.$ZodType[]): FieldKind {
  const kinds = new Set(options.map(kindOf));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "other";
}
