/**
 * What lies within a field, cut to its schema: keys that no object of the schema declares are data that nobody tagged, and do not leave.
 * Made once for a schema; a field that holds no object has no cut and costs nothing.
 */
import { PrivacyError } from "@favorable/core";
import type * as z from "zod";
import { cutByKey, cutItems, cutMap, cutSet, cutShape, merged, refuseShapes } from "./nested-values.ts";
import { childOf, definitionOf, lazyTarget, type SchemaDefinition } from "./schema.ts";
import { chooser } from "./union-choice.ts";

/** Gives what of a value its schema declares. */
export type Cut = (value: unknown) => unknown;

interface Part {
  readonly cut: Cut;
  /** Whether an object lies within. */
  readonly shaped: boolean;
}

type Known = Map<z.core.$ZodType, Part | undefined>;

/** Types that say nothing of what they hold: it passes as it is. */
const OPEN: ReadonlySet<string> = new Set(["any", "unknown", "custom", "transform", "function", "promise"]);

/**
 * Makes the cut of a schema; nothing for one that holds no object.
 *
 * Objects keep their declared keys, also within arrays, tuples, records, maps, sets and wrappers; an object with a catchall keeps the others
 * cut to it. Of a union the option that fits decides; where none does, or none can be told, only what all share stays. A pipe is cut by what
 * it gives, a transformation by what it takes. What stands where an object is declared and is none is refused, and so is an object where a
 * text or number is. What is cut is a frozen copy. `any`, `unknown`, custom schemas and loose objects declare everything: what they hold passes.
 *
 * @throws `SCHEMA_UNREADABLE` for a schema that throws when it is looked at; the cut throws `ROW_INVALID`
 * @example
 * ```ts
 * import { nestedCut } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const cut = nestedCut(z.array(z.object({ first: z.string() })));
 * console.log(JSON.stringify(cut?.([{ first: "A", diagnosis: "B" }]))); // [{"first":"A"}]
 * console.log(nestedCut(z.string())); // undefined
 * ```
 */
export function nestedCut(schema: z.core.$ZodType): Cut | undefined {
  try {
    const { cut, shaped } = partOf(schema, new Map());
    return shaped ? cut : undefined;
  } catch {
    throw new PrivacyError("SCHEMA_UNREADABLE", "the schema throws when it is looked at: what a lazy schema stands for is declared before");
  }
}

/** The part of a schema; one that is being made already, since it holds itself, is asked when a value comes. */
function partOf(schema: z.core.$ZodType, known: Known): Part {
  if (known.has(schema)) return known.get(schema) ?? { cut: (value) => known.get(schema)?.cut(value), shaped: true };
  known.set(schema, undefined);
  const part = made(schema, definitionOf(schema), known);
  known.set(schema, part);
  return part;
}

function made(schema: z.core.$ZodType, definition: SchemaDefinition, known: Known): Part {
  const { type, shape, options, items, rest, sides, out, key, member, catchall } = definition;
  const of = (inner: z.core.$ZodType): Part => partOf(inner, known);
  const within = (inner: z.core.$ZodType, wrap: (cut: Cut) => Cut): Part => {
    const part = of(inner);
    return { cut: wrap(part.cut), shaped: part.shaped };
  };
  if (OPEN.has(type)) return { cut: (value) => value, shaped: false };
  if (type === "object") {
    const cuts = new Map(Object.keys(shape).flatMap((name) => (shape[name] === undefined ? [] : [[name, of(shape[name]).cut] as const])));
    const others = catchall === undefined || definitionOf(catchall).type === "never" ? undefined : of(catchall).cut;
    return { cut: (value) => cutShape(value, cuts, others), shaped: true };
  }
  if (type === "record" && member !== undefined) {
    const names = key === undefined ? undefined : closedKeys(key);
    const { cut } = of(member);
    return { cut: (value) => cutByKey(value, names, cut), shaped: true };
  }
  if (type === "map" && member !== undefined && key !== undefined) {
    const [keyed, valued] = [of(key), of(member)];
    return { cut: (value) => cutMap(value, keyed.cut, valued.cut), shaped: keyed.shaped || valued.shaped };
  }
  if (type === "set" && member !== undefined) return within(member, (cut) => (value) => cutSet(value, cut));
  if (type === "tuple") {
    const parts = items.map(of);
    const tail = rest === undefined ? undefined : of(rest);
    const cuts = parts.map(({ cut }) => cut);
    return {
      cut: (value) => cutItems(value, (at) => cuts[at] ?? tail?.cut),
      shaped: [...parts, ...(tail === undefined ? [] : [tail])].some(({ shaped }) => shaped),
    };
  }
  if (type === "union") {
    const parts = options.map((option) => ({ schema: option, ...of(option) }));
    return { cut: chooser(parts), shaped: parts.some(({ shaped }) => shaped) };
  }
  if (type === "intersection") {
    const parts = sides.map(of);
    return {
      cut: (value) => parts.map(({ cut }) => cut(value)).reduce(merged),
      shaped: parts.some(({ shaped }) => shaped),
    };
  }
  const inner =
    type === "pipe" && out !== undefined && definitionOf(out).type !== "transform" ? out : (lazyTarget(schema) ?? childOf(schema));
  if (inner === undefined || type === "success") return { cut: refuseShapes, shaped: false };
  if (type === "array") return within(inner, (cut) => (value) => cutItems(value, () => cut));
  return of(inner);
}

/** The keys of a record that has a closed list of them. */
function closedKeys(key: z.core.$ZodType): ReadonlySet<string> | undefined {
  const { type, values, entries } = definitionOf(key);
  if (type === "enum") return new Set(entries.map(String));
  return type === "literal" ? new Set(values.map(String)) : undefined;
}
