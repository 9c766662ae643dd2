/** The one place that looks inside zod schemas; the definitions are zod's documented `_zod.def`. */
import type * as z from "zod";

/** The parts of a zod definition that are read here, absent ones empty. */
export interface SchemaDefinition {
  readonly type: string;
  readonly formats: readonly string[];
  readonly options: readonly z.core.$ZodType[];
  readonly values: readonly unknown[];
  readonly shape: Readonly<Record<string, z.core.$ZodType>>;
  readonly items: readonly z.core.$ZodType[];
  /** What follows the items of a tuple. */
  readonly rest: z.core.$ZodType | undefined;
  /** Both sides of an intersection. */
  readonly sides: readonly z.core.$ZodType[];
  /** The second half of a pipe. */
  readonly out: z.core.$ZodType | undefined;
  /** What an object's other keys hold. */
  readonly catchall: z.core.$ZodType | undefined;
  /** Keys of a record or map. */
  readonly key: z.core.$ZodType | undefined;
  /** Members of a record, map or set. */
  readonly member: z.core.$ZodType | undefined;
  /** Values of an enum. */
  readonly entries: readonly unknown[];
}

/** Whether a value is a zod schema of the version in use: `zod`, `zod/mini`, or made on `zod/v4/core`. */
export function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value && typeof value._zod === "object" && value._zod !== null;
}

/** Reads a schema's definition. The cast is here alone: zod types each kind apart, and new kinds must fall through. */
export function definitionOf(schema: z.core.$ZodType): SchemaDefinition {
  const def = schema._zod.def as unknown as Readonly<Record<string, unknown>> & { readonly type: string };
  const list = (value: unknown): readonly z.core.$ZodType[] => (Array.isArray(value) ? value.filter(isSchema) : []);
  const one = (value: unknown): z.core.$ZodType | undefined => (isSchema(value) ? value : undefined);
  const shape = def.type === "object" && typeof def["shape"] === "object" && def["shape"] !== null ? def["shape"] : {};
  return {
    type: def.type,
    // `z.email()` has its format in the definition, `z.string().email()` in one of its checks.
    formats: [def["format"], ...(schema._zod.def.checks ?? []).map(formatOf)].filter((format) => typeof format === "string"),
    options: list(def["options"]),
    values: Array.isArray(def["values"]) ? def["values"] : [],
    shape: shape as Readonly<Record<string, z.core.$ZodType>>,
    items: list(def["items"]),
    rest: one(def["rest"]),
    sides: list([def["left"], def["right"]]),
    out: one(def["out"]),
    catchall: one(def["catchall"]),
    key: one(def["keyType"]),
    member: one(def["valueType"]),
    entries: typeof def["entries"] === "object" && def["entries"] !== null ? Object.values(def["entries"]) : [],
  };
}

/** The schema inside a wrapper (`optional`, `default`, `pipe`, `array` …), when there is exactly one. */
export function childOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = schema._zod.def as unknown as Readonly<Record<string, unknown>>;
  for (const key of ["innerType", "element", "in"]) if (isSchema(def[key])) return def[key];
  return undefined;
}

/** What a `lazy` schema stands for; it may stand for itself, so whoever follows it remembers where it was. */
export function lazyTarget(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const inner: unknown = Reflect.get(schema._zod, "innerType");
  return definitionOf(schema).type === "lazy" && isSchema(inner) ? inner : undefined;
}

function formatOf(check: z.core.$ZodCheck<never>): unknown {
  return Reflect.get(check._zod.def, "format");
}
