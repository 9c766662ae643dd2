/** Every fact that the form of a declaration can state, by its path with `*` for what a file names itself. */
import { readFileSync } from "node:fs";

interface SchemaNode {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

const schema: SchemaNode = JSON.parse(readFileSync(new URL("../../processing/schema.json", import.meta.url), "utf8"));

function factsOf(node: SchemaNode, path: string): readonly string[] {
  if (node.$ref !== undefined) return factsOf(schema.$defs?.[node.$ref.replace("#/$defs/", "")] ?? {}, path);
  const branches = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => factsOf(one, path));
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const own = Object.entries(node.properties ?? {});
  // A text in two languages is one fact.
  const text = own.length > 0 && own.every(([key]) => key === "fr" || key === "en");
  const members = text ? [path] : own.flatMap(([key, one]) => factsOf(one, at(key)));
  const named = typeof node.additionalProperties === "object" ? factsOf(node.additionalProperties, at("*")) : [];
  const items = node.items === undefined ? [] : factsOf(node.items, at("*")).map((one) => (one === at("*") ? path : one));
  const all = [...branches, ...members, ...named, ...items];
  return all.length > 0 ? all : [path];
}

/** The facts, each once. */
export const facts: readonly string[] = [...new Set(factsOf(schema, ""))].sort();
