/** Every path of a zod schema: `*` is a name of a map, `[]` a member of a list. */
import type * as z from "zod";

type Schema = z.core.$ZodType;

/**
 * Lists the paths at which a document can hold a value of its own: leaves, members of lists and maps, and words where a part could stand.
 *
 * @param isWhole - tells the paths whose value is compared whole, so that nothing under them needs a path
 */
export function schemaPaths(schema: Schema, isWhole: (path: string) => boolean): readonly string[] {
  const found = new Set<string>();
  walk(schema, "");
  return [...found].sort();

  function walk(one: Schema, path: string): void {
    if (isWhole(path)) {
      found.add(path);
      return;
    }
    const { def } = (one as z.core.$ZodTypes)._zod;
    switch (def.type) {
      case "object":
        for (const [key, member] of Object.entries(def.shape)) walk(member, path === "" ? key : `${path}.${key}`);
        break;
      case "optional":
        walk(def.innerType, path);
        break;
      case "record":
        found.add(`${path}.*`);
        walk(def.valueType, `${path}.*`);
        break;
      case "array":
        found.add(`${path}.[]`);
        walk(def.element, `${path}.[]`);
        break;
      case "union":
        for (const option of def.options) walk(option, path);
        break;
      case "string":
      case "number":
      case "boolean":
      case "enum":
      case "literal":
        found.add(path);
        break;
      default:
        throw new Error(`the walk does not know ${def.type} at ${path}`);
    }
  }
}
