/** Which option of a union a value belongs to. In doubt only what all options share is kept. */
import * as z from "zod";
import { definitionOf } from "./schema.ts";

/** One option. */
export interface UnionOption {
  readonly schema: z.core.$ZodType;
  cut(value: unknown): unknown;
}

/**
 * Makes the cut of a union. Of the options whose literals agree with the value, the only one decides, else the first that takes the value, as
 * in zod; where none takes it, each cuts what the others left.
 */
export function chooser(options: readonly UnionOption[]): (value: unknown) => unknown {
  const literals = options.map(({ schema }) => literalsOf(schema));
  return (value) => {
    if (value === null || value === undefined) return value;
    const agreeing = options.filter((_, at) => agrees(value, literals[at]));
    const [only] = agreeing;
    if (only !== undefined && agreeing.length === 1 && literals.some((named) => named !== undefined && named.size > 0))
      return only.cut(value);
    const taking = agreeing.find(({ schema }) => takes(schema, value));
    if (taking !== undefined) return taking.cut(value);
    return shared(agreeing.length === 0 ? options : agreeing, value);
  };
}

/** Cuts by every option that can cut it at all; refuses when none can. */
function shared(options: readonly UnionOption[], value: unknown): unknown {
  let left = value;
  let cutting = 0;
  let refusal: unknown;
  for (const option of options) {
    try {
      left = option.cut(left);
      cutting += 1;
    } catch (error) {
      refusal = error;
    }
  }
  if (cutting === 0) throw refusal;
  return left;
}

function takes(schema: z.core.$ZodType, value: unknown): boolean {
  try {
    return z.core.safeParse(schema, value).success;
  } catch {
    return false; // An asynchronous check, or one that throws, tells nothing.
  }
}

/** The closed values of an object's members, such as its discriminator. */
function literalsOf(schema: z.core.$ZodType): ReadonlyMap<string, ReadonlySet<unknown>> | undefined {
  const { type, shape } = definitionOf(schema);
  if (type !== "object") return undefined;
  const found = new Map<string, ReadonlySet<unknown>>();
  for (const [name, member] of Object.entries(shape)) {
    const { type: kind, values, entries } = definitionOf(member);
    if (kind === "literal") found.set(name, new Set(values));
    if (kind === "enum") found.set(name, new Set(entries));
  }
  return found;
}

function agrees(value: unknown, named: ReadonlyMap<string, ReadonlySet<unknown>> | undefined): boolean {
  if (named === undefined || typeof value !== "object" || value === null) return true;
  return [...named].every(([name, values]) => Object.hasOwn(value, name) && values.has(Reflect.get(value, name)));
}
