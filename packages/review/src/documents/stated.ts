/**
 * Whatever a declaration states, as a list: every member by its name, every code in words, every identifier by the label it stands for. A
 * document says what it has a sentence or a table for, and lists the rest with this, so that nothing stated is left out of it.
 */
import { isPeriod } from "@favorable/core";
import type { LegalReference, Text } from "@favorable/processing";
import { member } from "../dossier/clean.ts";
import type { Item, Line, Span } from "./paper/paper.ts";
import { joined, labelled, textOf } from "./paper/spans.ts";
import { placed } from "./placed.ts";
import { cited, coded, day, item, key, type Named, named, period, type Saying, text, yes } from "./saying.ts";

/** Members whose strings are the declaration's own words or identifiers, never codes. */
const LITERAL: ReadonlySet<string> = new Set(
  "id name contact group reference region certification format formats version zone standards riskCriteria job country to currency authority screenedFor place".split(
    " ",
  ),
);
/** Identifiers and hashes. */
const CODE: ReadonlySet<string> = new Set(["sha256", "declaration", "dpv", "id", "value", "values"]);
/** Members that name parts declared elsewhere; `parent.member` goes before `member`. */
const PARTS: Readonly<Record<string, Named | "item" | "code">> = {
  ...parts("categories", "categories category excludes access.immutable"),
  ...parts("subjects", "subjects population channels.reaches"),
  ...parts(
    "roles",
    "roles role acrossRoles approvedBy validatedBy moderator actors mayChange for alerts.to identityCopy.access conflicts separated",
  ),
  ...parts("purposes", "purposes collectedFor"),
  ...parts("origins", "origins origin"),
  ...parts("events", "event endEvent purge.events"),
  ...parts("functions", "function"),
  ...parts("links", "link"),
  ...parts("processors", "processor"),
  ...parts("recipients", "recipient"),
  ...parts("records", "records"),
  ...parts("filingSystems", "filingSystem copyOf"),
  ...parts("retention", "filingSystems.retention"),
  ...parts("hosting", "backups.hosting"),
  ...parts("proceedings", "follows"),
  ...parts("item", "of uses lists covers keeps carries compulsory field tenants.keys"),
  ...parts("code", "capture.uses logs.events channels.when purge.reaches factors"),
};

function parts<T extends string>(part: T, members: string): Readonly<Record<string, T>> {
  return Object.fromEntries(members.split(" ").map((name) => [name, part]));
}

/** Members that hold parts by their names, and what those names stand for. */
const MAPS: Readonly<Record<string, Named | "item" | "none">> = {
  ...{ events: "events", subjects: "subjects", purposes: "purposes", functions: "functions", categories: "categories" },
  ...{ origins: "origins", records: "records", fields: "none", timers: "none", automatedDecisions: "none", notices: "notices" },
  ...{ roles: "roles", grants: "roles", justifications: "roles", rowScopes: "roles", limitedTo: "roles", holders: "roles" },
  ...{ "access.breakGlass": "roles", links: "links", recipients: "recipients", processors: "processors", subProcessors: "none" },
  ...{ transfers: "none", filingSystems: "filingSystems", hosting: "hosting", retention: "retention", systems: "none", risks: "none" },
  ...{ proceedings: "proceedings", remarks: "none" },
};
/** Maps of maps: role, then category. */
const BY_CATEGORY: ReadonlySet<string> = new Set(["grants", "justifications", "rowScopes"]);

/**
 * Lists the members of a part.
 *
 * @param at - the names of the members the part stands under, outermost first
 * @param without - members that the document says otherwise
 */
export function stated(say: Saying, part: object | undefined, at: readonly string[], without: readonly string[] = []): readonly Item[] {
  if (part === undefined) return [];
  return Object.entries(part)
    .filter(([name, value]) => value !== undefined && !without.includes(name))
    .flatMap(([name, value]) => memberItem(say, name, value, at));
}

/** One member with whatever it holds. */
export function memberItem(say: Saying, name: string, value: unknown, at: readonly string[]): readonly Item[] {
  const label = key(say, name, ...at);
  const path = [...at, name];
  const line = asLine(say, name, value, at);
  if (line !== undefined) return [{ line: labelled(say.language, label, line) }];
  if (Array.isArray(value)) return [{ line: `${label}`, items: value.map((one, index) => entryItem(say, `${index + 1}`, one, path)) }];
  const map = lookup(MAPS, name, at);
  const held = Object.entries((value ?? {}) as object);
  if (map === undefined) return [{ line: label, items: stated(say, value as object, path) }];
  if (held.length === 0) return [{ line: labelled(say.language, label, say.t("néant", "none")) }];
  return [{ line: label, items: held.map(([id, one]) => mapItem(say, { name, map }, id, one, path)) }];
}

interface MapAt {
  readonly name: string;
  readonly map: Named | "item" | "none";
}

function mapItem(say: Saying, { name, map }: MapAt, id: string, one: unknown, path: readonly string[]): Item {
  const head = map === "none" || map === "item" ? undefined : named(say, map, id);
  if (BY_CATEGORY.has(name) && isObject(one))
    return {
      line: head ?? id,
      items: Object.entries(one).map(([category, cell]) => ({
        line: labelled(say.language, named(say, "categories", category).text, asLine(say, name, cell, path) ?? ""),
      })),
    };
  const line = asLine(say, name, one, path);
  if (line !== undefined) return { line: labelled(say.language, head?.text ?? id, line) };
  return entryItem(say, id, one, path, head);
}

/** An entry headed by its label, its statement or its title, else by its identifier. */
function entryItem(say: Saying, id: string, one: unknown, path: readonly string[], head?: Span): Item {
  const line = asLine(say, path.at(-1) ?? "", one, path.slice(0, -1));
  if (line !== undefined) return { line };
  const entry = (one ?? {}) as Readonly<Record<string, unknown>>;
  const title = ["label", "statement", "title", "processing"].find((name) => isText(member(entry, name)));
  const own = title === undefined ? undefined : text(say, entry[title] as Text);
  const items = stated(say, entry, path, title === undefined ? [] : [title]);
  const [first, ...rest] = items;
  // A place in a list is no name: what is stated first heads the rest.
  if (own === undefined && head === undefined && /^\d+$/.test(id) && first !== undefined && first.items === undefined)
    return { line: first.line, items: rest };
  return { line: own ?? head ?? { text: id, code: true }, items };
}

/** What fits on a line: a text, a reference, a word, a number, or a list of those. */
function asLine(say: Saying, name: string, value: unknown, at: readonly string[]): Line | undefined {
  if (typeof value === "boolean") return yes(say, value);
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return word(say, name, value, at);
  if (isText(value)) return text(say, value);
  if (isReference(value)) return cited(say, value);
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return say.t("néant", "none");
  const lines = value.map((one) =>
    Array.isArray(one)
      ? asLine(say, name, one, at)
      : isObject(one) && !isText(one) && !isReference(one)
        ? undefined
        : asLine(say, name, one, at),
  );
  if (lines.includes(undefined)) return undefined;
  const said = lines.map((line) => line ?? "");
  const apart = said.some((line) => textOf(line).includes(",")) ? say.apart : ", ";
  return joined(said, apart);
}

function word(say: Saying, name: string, value: string, at: readonly string[]): Line {
  if (CODE.has(name)) return { text: value, code: true };
  if (name === "concerns") return placed(say, value);
  const part = lookup(PARTS, name, at);
  if (part === "item") return item(say, value);
  if (part !== undefined && part !== "code") {
    const known = named(say, part, value);
    return known.code === true ? (coded(say, value, ...at, name) === value ? known : coded(say, value, ...at, name)) : known;
  }
  if (LITERAL.has(name)) return value;
  if (isPeriod(value)) return period(say, value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(say, value);
  return coded(say, value, ...at, name);
}

function lookup<T>(table: Readonly<Record<string, T>>, name: string, at: readonly string[]): T | undefined {
  for (const parent of [...at].reverse()) {
    const own = member(table, `${parent}.${name}`);
    if (own !== undefined) return own;
  }
  return member(table, name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((name) => name === "fr" || name === "en");
}

function isReference(value: unknown): value is LegalReference {
  return isObject(value) && typeof value["text"] === "string" && Object.keys(value).every((name) => name === "text" || name === "article");
}
