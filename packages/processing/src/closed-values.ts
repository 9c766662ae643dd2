/** The values of a closed list, read from its schema, so that the document says what the list holds. */
import type * as z from "zod";

/**
 * The texts a schema lets through, when they are a closed list of texts; undefined for anything else. Wrappers such as `optional`,
 * `nullable` and `default` are looked through.
 */
export function closedValues(schema: z.core.$ZodType): readonly string[] | undefined {
  // The one cast: zod's definitions are a union that is told apart by `type`, which its base type does not show.
  const definition = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  switch (definition.type) {
    case "enum":
      return texts(Object.values(definition.entries));
    case "literal":
      return texts(definition.values);
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return closedValues(definition.innerType);
    case "union": {
      const each = definition.options.map(closedValues);
      return each.every((one) => one !== undefined) ? [...new Set(each.flat())] : undefined;
    }
    default:
      return undefined;
  }
}

function texts(values: readonly unknown[]): readonly string[] | undefined {
  return values.every((value) => typeof value === "string") ? values : undefined;
}
