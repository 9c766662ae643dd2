/** The facts that are compared where they stand: a walk over the document along the declared paths. */
import type { JsonValue } from "@favorable/core";
import type { Collector, Fact } from "./fact.ts";
import { anchored, normalText, same } from "./order.ts";
import type { PathRule } from "./path-rule.ts";
import { type PathNode, pathTree } from "./path-tree.ts";

interface At {
  readonly place: string;
  /** Elements that what stands here is about: where one of them is gone, nothing here is missed. */
  readonly guards: readonly string[];
  /** The part it stands in. */
  readonly inside?: string;
  /** Under a relation, that something is not there any more is told by the relation. */
  readonly quiet: boolean;
}

type JsonObject = Readonly<Record<string, JsonValue>>;

/** Adds every fact of the document whose path is compared by itself, and every value whose path is not declared. */
export function pathFacts(document: JsonValue, into: Collector): void {
  if (isObject(document)) members(document, pathTree, { place: "", guards: [], quiet: false }, into);
  else undeclared(document, { place: "", guards: [], quiet: false }, into);
}

function walk(value: JsonValue, node: PathNode | undefined, at: At, into: Collector): void {
  const rule = node?.rule;
  const isLeaf = node === undefined || (node.keys.size === 0 && node.named === undefined && node.item === undefined);
  if (rule?.form === "value" && rule.within !== undefined)
    into.add({ ...fact(at, rule), key: at.place, says: { value, within: rule.within } });
  else if (node === undefined || isLeaf) {
    if (!isCompared(value, rule)) undeclared(value, at, into);
  } else if (Array.isArray(value) && node.item !== undefined) list(value, node.item, part(node, at, into), into);
  else if (isObject(value) && node.named !== undefined) map(value, node.named, part(node, at, into), into);
  else if (isObject(value) && node.keys.size > 0) members(value, node, part(node, at, into), into);
  else if (typeof value === "string" && (rule?.form === "activity" || rule?.form === "protection")) denial(value, rule, at, into);
  else if (typeof value !== "string" || rule?.form !== "relation") undeclared(value, at, into);
}

/** The members of a part with declared keys. */
function members(value: JsonObject, node: PathNode, at: At, into: Collector): void {
  for (const [key, member] of Object.entries(value)) walk(member, node.keys.get(key), { ...at, place: join(at.place, key) }, into);
}

/** Things by their names. */
function map(value: JsonObject, node: PathNode, at: At, into: Collector): void {
  const { rule } = node;
  for (const [name, member] of Object.entries(value)) {
    const place = join(at.place, name);
    const guards = rule?.element === undefined ? at.guards : [...at.guards, `${rule.element}.${name}`];
    if (rule?.form !== "members") {
      // What is said of elements by their names has no presence of its own.
      walk(member, node, { ...at, place, guards, quiet: true }, into);
      continue;
    }
    const key = `${place}#present`;
    into.add({ ...fact(at, rule), place, key, says: { members: [normalText(name)] } });
    const isElement = rule.polarity === "covariant";
    if (isElement) into.element(place);
    const under: At = { place, guards: isElement ? [place] : guards, inside: key, quiet: false };
    if (isObject(member)) members(member, node, under, into);
    else undeclared(member, under, into);
  }
}

/** Members of a list have no names: they are compared as a set, and those that hold more than is declared as a whole. */
function list(value: readonly JsonValue[], item: PathNode, at: At, into: Collector): void {
  const { rule } = item;
  if (rule?.form === "members") {
    into.add({ ...fact(at, rule), key: `${at.place}#members`, says: { members: value.map((one) => normalText(one)) } });
    return;
  }
  const unknown = value.filter((one) => !isDeclared(one, item));
  if (unknown.length > 0)
    into.add({ ...loose(at), key: `${at.place}#undeclared`, says: { members: unknown.map((one) => normalText(one)) } });
}

function isDeclared(value: JsonValue, node: PathNode | undefined): boolean {
  if (node === undefined) return false;
  const isLeaf = node.keys.size === 0 && node.item === undefined;
  if (isLeaf) return isCompared(value, node.rule);
  if (Array.isArray(value)) return value.every((one: JsonValue) => isDeclared(one, node.item));
  return isObject(value) && Object.entries(value).every(([key, member]) => isDeclared(member, node.keys.get(key)));
}

/** Whether a relation compares what stands at a leaf: any word of it, and parts where it takes them whole. */
function isCompared(value: JsonValue, rule: PathRule | undefined): boolean {
  if (rule?.form === "value") return true;
  return rule?.form === "relation" && (rule.isWhole === true || typeof value !== "object" || value === null);
}

/** A word where a part could stand: that there is none of it. */
function denial(value: string, rule: PathRule, at: At, into: Collector): void {
  stated(at, into, rule);
  if (rule.form === "protection")
    into.add({ ...fact(at, rule), polarity: "covariant", key: `${at.place}#denied`, says: { members: [normalText(value)] } });
}

/** Tells that a part is stated at all, and gives the place of what stands in it. */
function part({ rule }: PathNode, at: At, into: Collector): At {
  const quiet = at.quiet || rule?.form === "relation";
  if (quiet) return { ...at, quiet };
  stated(at, into, rule);
  const inside = `${at.place}#stated`;
  if (rule?.form !== "activity") return { ...at, inside };
  into.add({ ...fact(at, rule), key: `${at.place}#described`, inside, says: { members: ['"described"'] } });
  into.element(at.place);
  return { ...at, guards: [at.place], inside };
}

function stated(at: At, into: Collector, rule: PathRule | undefined): void {
  into.add({
    ...fact(at, { polarity: "contravariant", rules: rule?.rules ?? [] }),
    key: `${at.place}#stated`,
    says: { value: true, within: anchored, isPart: true },
  });
}

function undeclared(value: JsonValue, at: At, into: Collector): void {
  into.add({ ...loose(at), key: at.place, says: { value, within: same } });
}

type FactBase = Omit<Fact, "key" | "says">;

function fact(at: At, { polarity, rules }: Pick<PathRule, "polarity" | "rules">): FactBase {
  const { place, guards, inside } = at;
  return { place, guards, polarity, rules, relation: "document", ...(inside === undefined ? {} : { inside }) };
}

function loose(at: At): FactBase {
  return fact(at, { polarity: "undeclared", rules: ["nec-change-triggers-review"] });
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(place: string, key: string): string {
  return place === "" ? key : `${place}.${key}`;
}
