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
  /** The second half of a pipe. */
  readonly out: z.core.$ZodType | undefined;
}

/** Whether a value is a zod schema of the version in use. */
export function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

/** Reads a schema's definition. The cast is here alone: zod types each kind apart, and new kinds must fall through. */
export function definitionOf(schema: z.core.$ZodType): SchemaDefinition {
  const def = schema._zod.def as unknown as Readonly<Record<string, unknown>> & { readonly type: string };
  const list = (value: unknown): readonly z.core.$ZodType[] => (Array.isArray(value) ? value.filter(isSchema) : []);
  const shape = def.type === "object" && typeof def["shape"] === "object" && def["shape"] !== null ? def["shape"] : {};
  return {
    type: def.type,
    // `z.email()` has its format in the definition, `z.string().email()` in one of its checks.
    formats: [def["format"], ...(schema._zod.def.checks ?? []).map(formatOf)].filter((format) => typeof format === "string"),
    options: list(def["options"]),
    values: Array.isArray(def["values"]) ? def["values"] : [],
    shape: shape as Readonly<Record<string, z.core.$ZodType>>,
    items: list(def["items"]),
    out: isSchema(def["out"]) ? def["out"] : undefined,
  };
}

/** The schema inside a wrapper (`optional`, `default`, `pipe`, `array` …), when there is exactly one. */
export function childOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = schema._zod.def as unknown as Readonly<Record<string, unknown>>;
  for (const key of ["innerType", "element", "in"]) if (isSchema(def[key])) return def[key];
  return undefined;
}

function formatOf(check: z.core.$ZodCheck<never>): unknown {
  return Reflect.get(check._zod.def, "format");
}
