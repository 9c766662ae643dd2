/**
 * Zod's messages may quote the input, and its issues carry it; keys of maps are input too. What leaves here is the
 * place and a code out of zod's closed list, nothing else.
 */
import type * as z from "zod";
import { childOf, definitionOf, lazyTarget } from "./schema.ts";

/** Where a value is wrong, and in what way. */
export interface FieldIssue {
  /** `field`, or `field.key.0` inside a field; `*` stands for a key that the input chose. */
  readonly path: string;
  /** The issue code of zod: `invalid_type`, `too_small`, `custom` … */
  readonly code: string;
}

const CODES = new Set([
  "invalid_type",
  "too_big",
  "too_small",
  "invalid_format",
  "not_multiple_of",
  "unrecognized_keys",
  "invalid_union",
  "invalid_key",
  "invalid_element",
  "invalid_value",
]);

/** Strips zod's issues to places and codes. */
export function fieldIssues(issues: readonly z.core.$ZodIssue[], schemas: ReadonlyMap<string, z.core.$ZodType>): readonly FieldIssue[] {
  return issues.map((issue) => ({ path: safePath(issue.path, schemas), code: CODES.has(issue.code) ? issue.code : "custom" }));
}

function safePath(path: readonly PropertyKey[], schemas: ReadonlyMap<string, z.core.$ZodType>): string {
  const [first, ...rest] = path;
  const schema = typeof first === "string" ? schemas.get(first) : undefined;
  if (schema === undefined) return first === undefined ? "" : "*";
  let open: readonly z.core.$ZodType[] = [schema];
  const parts = [String(first)];
  for (const key of rest) {
    open = open.flatMap((outer) => step(outer, key, new Set()));
    // Kept only where the schema itself declares it: the keys of maps, numbers too, are data.
    parts.push(open.length > 0 ? String(key) : "*");
  }
  return parts.join(".");
}

/** The schemas that a declared key, or a position in a list, leads to; none when the input chose the key. */
function step(schema: z.core.$ZodType, key: PropertyKey, seen: Set<z.core.$ZodType>): readonly z.core.$ZodType[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { type, shape, options, items, rest, sides } = definitionOf(schema);
  if (type === "object") return only(typeof key === "string" && Object.hasOwn(shape, key) ? shape[key] : undefined);
  if (type === "union") return options.flatMap((option) => step(option, key, seen));
  if (type === "intersection") return sides.flatMap((side) => step(side, key, seen));
  if (type === "tuple") return only(typeof key === "number" ? (items[key] ?? rest) : undefined);
  const inner = lazyTarget(schema) ?? childOf(schema);
  if (type === "array") return only(typeof key === "number" ? inner : undefined);
  return inner === undefined ? [] : step(inner, key, seen);
}

function only(schema: z.core.$ZodType | undefined): readonly z.core.$ZodType[] {
  return schema === undefined ? [] : [schema];
}
