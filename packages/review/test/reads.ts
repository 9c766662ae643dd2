/** What a rule reads of a file: a recording copy, and the names of its paths with `*` for what a file names itself. */
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
/** The members of evidence that are maps or lists. */
const EVIDENCE_MAPS = new Set(["ages", "notices", "channels", "obligations", "proofs", "uses", "purges", "realRows"]);

/** The nodes a schema may mean: references followed, alternatives side by side. */
function nodes(node: SchemaNode): readonly SchemaNode[] {
  if (node.$ref !== undefined) return nodes(schema.$defs?.[node.$ref.replace("#/$defs/", "")] ?? {});
  const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return alternatives.length === 0 ? [node] : [node, ...alternatives.flatMap(nodes)];
}

const known = new Map<string, string>();

/** As {@link named}, remembered. */
function generic(path: readonly string[]): string {
  const key = path.join(".");
  const name = known.get(key) ?? named(path);
  known.set(key, name);
  return name;
}

/** The path with `*` for members of maps and lists, ending where the schema ends. */
function named(path: readonly string[]): string {
  if (path[0] === "evidence") return path.map((part, at) => (at === 2 && EVIDENCE_MAPS.has(path[1] ?? "") ? "*" : part)).join(".");
  let now: readonly SchemaNode[] = [schema];
  const names: string[] = [];
  for (const part of path) {
    const own = now.flatMap((node) => node.properties?.[part] ?? []);
    const any = now.flatMap((node) =>
      node.items !== undefined ? [node.items] : typeof node.additionalProperties === "object" ? [node.additionalProperties] : [],
    );
    if (own.length === 0 && any.length === 0) break;
    names.push(own.length > 0 ? part : "*");
    now = (own.length > 0 ? own : any).flatMap(nodes);
  }
  return names.join(".");
}

/** A copy that notes each path that is read of it. */
export function recording<T>(value: T, root: readonly string[], read: (path: string) => void): T {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== "string" || typeof found === "function" || (Array.isArray(target) && key === "length")) return found;
      const path = [...root, key];
      read(generic(path));
      return recording(found, path, read);
    },
  });
}

/** What rules read to word a finding, whatever they decide. */
const WORDING = /(^stage|\.(label|namedAs|title)|^links\.\*\.processing)$/;

/**
 * The facts that were read, as `needs` names them: the longest paths, texts in two languages and lists of plain values as one fact, what
 * serves the wording only left out.
 */
export function factsRead(paths: Iterable<string>): readonly string[] {
  const all = new Set([...paths].map((path) => path.replace(/\.(fr|en)$/, "").replace(/\.\d+$/, "")));
  const facts = new Set([...all].filter((path) => path !== "" && !WORDING.test(path)).map(plain));
  return [...facts].filter((path) => ![...facts].some((other) => other.startsWith(`${path}.`))).sort();
}

/** A fact and its members are one. */
export function plain(path: string): string {
  return path.replace(/(\.\*)+$/, "");
}
