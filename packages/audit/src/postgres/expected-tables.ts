/** What the migrations lay down of constraints and indexes, read from the migrations themselves. */
import { auditMigrations } from "./schema.ts";

/** A constraint: of what kind, on which columns. */
interface ExpectedConstraint {
  readonly table: string;
  /** `pg_constraint.contype`: primary key, unique, check, foreign key. */
  readonly kind: "p" | "u" | "c" | "f";
  /** Columns, sorted, with commas between. */
  readonly columns: string;
}

/** An index that is no constraint's. */
interface ExpectedIndex {
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
}

interface Tables {
  readonly columns: Map<string, Set<string>>;
  constraints: ExpectedConstraint[];
  indexes: ExpectedIndex[];
}

const MADE = /^create table favorable\.(\w+) \((.*)\)(?: partition by [^()]*\([^()]*\))?$/s;
const CHANGED = /^alter table favorable\.(\w+) (.*)$/s;
const INDEXED = /^create (unique )?index (\w+) on favorable\.(\w+)/;
const DROPPED = /^drop (table|index) (?:if exists )?favorable\.(\w+)/;
const SUFFIX = { p: "pkey", u: "key", c: "check", f: "fkey" } as const;
const KINDS = [
  ["p", /\bprimary key\b/],
  ["u", /\bunique\b/],
  ["f", /\breferences\b/],
] as const;

const found = tablesOf(auditMigrations.flatMap((migration) => migration.statements));

/** All constraints of the log's tables, months apart: those have what the table has that they belong to. */
export const expectedConstraints: readonly ExpectedConstraint[] = found.constraints;

/** All indexes of the log's tables that are made by name. */
export const expectedIndexes: readonly ExpectedIndex[] = found.indexes;

function tablesOf(statements: readonly string[]): Tables {
  const tables: Tables = { columns: new Map(), constraints: [], indexes: [] };
  for (const statement of statements) {
    // What a text in quotes or a remark says is no structure.
    const text = statement.replace(/'(?:[^']|'')*'/g, "''").replace(/--[^\n]*/g, "");
    const [, made, inside = ""] = MADE.exec(text) ?? [];
    const [, changed, change = ""] = CHANGED.exec(text) ?? [];
    const [, unique, name, on] = INDEXED.exec(text) ?? [];
    const [, what, dropped] = DROPPED.exec(text) ?? [];
    if (made !== undefined) define(tables, made, itemsOf(inside));
    else if (changed !== undefined) alter(tables, changed, change);
    else if (name !== undefined && on !== undefined) tables.indexes.push({ table: on, name, unique: unique !== undefined });
    else if (dropped !== undefined) drop(tables, what === "table" ? "table" : "name", dropped);
  }
  return tables;
}

function alter(tables: Tables, table: string, change: string): void {
  const [, to] = /^rename to (\w+)$/.exec(change) ?? [];
  if (to !== undefined) {
    const moved = <T extends { readonly table: string }>(one: T): T => (one.table === table ? { ...one, table: to } : one);
    tables.constraints = tables.constraints.map(moved);
    tables.indexes = tables.indexes.map(moved);
  }
  const added = itemsOf(change).flatMap((item) => /^add (?:column )?(?:if not exists )?(.*)$/s.exec(item)?.[1] ?? []);
  define(tables, table, added);
  for (const [, name] of change.matchAll(/\bdrop constraint (?:if exists )?(\w+)/g))
    tables.constraints = tables.constraints.filter(
      (one) =>
        one.table !== table || `${table}${one.kind === "p" ? "" : `_${one.columns.replaceAll(",", "_")}`}_${SUFFIX[one.kind]}` !== name,
    );
}

function drop(tables: Tables, by: "table" | "name", dropped: string): void {
  if (by === "table") tables.constraints = tables.constraints.filter(({ table }) => table !== dropped);
  tables.indexes = tables.indexes.filter((one) => one[by] !== dropped);
}

/** Columns and constraints, as they stand between the commas of a definition. */
function define(tables: Tables, table: string, items: readonly string[]): void {
  const alone = /^(?:constraint \w+ )?(?=primary key|unique|check|foreign key)/;
  const known = tables.columns.get(table) ?? new Set();
  const ofColumns = items.filter((item) => !alone.test(item));
  for (const item of ofColumns) known.add(/^\w+/.exec(item)?.[0] ?? "");
  tables.columns.set(table, known);
  const among = (text: string): string =>
    [...new Set(text.match(/\w+/g))]
      .filter((word) => known.has(word))
      .sort()
      .join();
  for (const item of items) {
    const checks = checksIn(item);
    for (const check of checks) tables.constraints.push({ table, kind: "c", columns: among(check) });
    const rest = checks.reduce((text, check) => text.replace(check, ""), item);
    const column = alone.test(item) ? among(rest.replace(/\breferences\b.*$/s, "")) : (/^\w+/.exec(item)?.[0] ?? "");
    for (const [kind, words] of KINDS) if (words.test(rest)) tables.constraints.push({ table, kind, columns: column });
  }
}

/** What stands between the parentheses of each `check`. */
function checksIn(item: string): string[] {
  return [...item.matchAll(/\bcheck \(/g)].map(({ index, 0: head }) => {
    const from = index + head.length;
    let depth = 1;
    let to = from;
    for (; to < item.length && depth > 0; to++) depth += item[to] === "(" ? 1 : item[to] === ")" ? -1 : 0;
    return item.slice(from, to - 1);
  });
}

/** The parts of a list between its commas, those within parentheses and brackets left alone. */
function itemsOf(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const one = list[at] ?? ",";
    if ("([".includes(one)) depth++;
    else if (")]".includes(one)) depth--;
    else if (one === "," && depth === 0) {
      items.push(list.slice(from, at).trim());
      from = at + 1;
    }
  }
  return items;
}
