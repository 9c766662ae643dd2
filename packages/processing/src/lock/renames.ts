/** Renames that are declared: the approved document is read with its new names. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import type { NameKind } from "../cross-checks/names.ts";
import { KEYS, REFERENCES } from "../cross-checks/references.ts";
import type { ProcessingDocument } from "../document/document.ts";
import type { Difference } from "./difference.ts";

/** What names can be renamed of. `fields` are written `record.field`. */
export type RenameKind = (typeof KINDS)[number];

const KINDS = [
  "automatedDecisions",
  "categories",
  "events",
  "fields",
  "filingSystems",
  "functions",
  "hosting",
  "links",
  "notices",
  "origins",
  "processors",
  "proceedings",
  "purposes",
  "recipients",
  "records",
  "retention",
  "risks",
  "roles",
  "subjects",
  "timers",
  "transfers",
] as const;

/** Old names to new ones, kind by kind. */
export type Renames = Readonly<Partial<Record<RenameKind, Readonly<Record<string, string>>>>>;

/** Texts that may name a role and need not. */
const FREE: readonly (readonly [string, NameKind])[] = [
  ["functions.*.actors.[]", "roles"],
  ["timers.*.actors.[]", "roles"],
  ["logs.mayChange.[]", "roles"],
  ["logs.alerts.[].to.[]", "roles"],
  ["records.*.fields.*.moderator", "roles"],
  ["rights.identityCopy.access.[]", "roles"],
];

/** Whether texts of a kind may name another: `data` are fields and categories. */
const NAMES: Readonly<Partial<Record<NameKind, readonly RenameKind[]>>> = {
  data: ["fields", "categories"],
  covered: ["categories", "processors"],
};

/** The approved document under its new names, ready to be compared. */
export function renamed(approved: ProcessingDocument, current: ProcessingDocument, renames: Renames): ProcessingDocument {
  let value = approved as unknown as JsonValue;
  for (const [kind, names] of Object.entries(renames)) {
    if (!isKind(kind)) throw invalid(kind, "no-such-kind");
    check(approved, current, kind, names);
    for (const [pattern, how, map] of usesOf(kind, names)) value = rewrite(value, pattern.split("."), how, map);
  }
  return value as unknown as ProcessingDocument;
}

type Rewriting = "key" | "value" | "prefix";
type Use = readonly [pattern: string, how: Rewriting, names: ReadonlyMap<string, string>];

/** Every place where names of a kind are declared or used. */
function usesOf(kind: RenameKind, names: Readonly<Record<string, string>>): readonly Use[] {
  const map = new Map(Object.entries(names));
  const used = [...REFERENCES, ...FREE].filter(([, one]) => one === kind || NAMES[one]?.includes(kind) === true);
  const keyed = KEYS.filter(([, one]) => one === kind).map(([pattern]) => pattern);
  const declared = declarations(kind, map);
  const uses: Use[] = used.map(([pattern]) => [pattern, "value", map]);
  for (const pattern of keyed) uses.push([pattern, "key", map]);
  for (const [pattern, own] of declared) uses.push([pattern, "key", own]);
  if (kind === "records") {
    // A field is named with its record wherever it is used.
    const prefixes = new Map([...map].map(([from, to]) => [`${from}.`, `${to}.`]));
    for (const [pattern, one] of REFERENCES) if (one === "fields" || one === "data") uses.push([pattern, "prefix", prefixes]);
  }
  return uses;
}

function declarations(kind: RenameKind, map: ReadonlyMap<string, string>): readonly (readonly [string, ReadonlyMap<string, string>])[] {
  if (kind === "fields")
    return [...map].map(([from, to]) => [`records.${recordOf(from)}.fields.*`, new Map([[fieldOf(from), fieldOf(to)]])]);
  if (kind === "roles")
    return [
      ["access.roles.*", map],
      ["access.grants.*", map],
    ];
  if (kind === "categories")
    return [
      ["categories.*", map],
      ["access.grants.*.*", map],
    ];
  return [[`${kind}.*`, map]];
}

/** Refuses renames that do not fit: each is one old name for one new one, of which the other document knows nothing. */
function check(approved: ProcessingDocument, current: ProcessingDocument, kind: RenameKind, names: Readonly<Record<string, string>>): void {
  const [old, now] = [namesOf(approved, kind), namesOf(current, kind)];
  const targets = new Set<string>();
  for (const [from, to] of Object.entries(names)) {
    const told = `${kind}:${from}=${to}`;
    if (!old.has(from)) throw invalid(told, "not-in-the-approved-document");
    if (!now.has(to)) throw invalid(told, "not-in-the-current-document");
    if (now.has(from) || old.has(to)) throw invalid(told, "name-is-taken");
    if (targets.has(to)) throw invalid(told, "two-to-one-name");
    if (kind === "fields" && recordOf(from) !== recordOf(to)) throw invalid(told, "another-record");
    targets.add(to);
  }
}

function isKind(kind: string): kind is RenameKind {
  return KINDS.some((one) => one === kind);
}

function recordOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf(".")));
}

function fieldOf(field: string): string {
  return field.slice(field.indexOf(".") + 1);
}

/** Each rename that was declared, as a difference without effect. */
export function renameDifferences(renames: Renames | undefined): readonly Difference[] {
  return Object.entries(renames ?? {}).flatMap(([kind, names]) =>
    Object.entries(names).map(([from, to]) => ({
      direction: "neutral" as const,
      change: "renamed" as const,
      place: kind,
      relation: "document" as const,
      about: [],
      polarity: "neutral" as const,
      rules: [],
      before: from,
      after: to,
    })),
  );
}

function namesOf(document: ProcessingDocument, kind: RenameKind): ReadonlySet<string> {
  if (kind === "roles") return new Set(Object.keys(document.access?.roles ?? {}));
  if (kind === "fields")
    return new Set(
      Object.entries(document.records ?? {}).flatMap(([record, { fields }]) => Object.keys(fields).map((field) => `${record}.${field}`)),
    );
  const part = document[kind];
  return new Set(typeof part === "object" ? Object.keys(part) : []);
}

function rewrite(value: JsonValue, steps: readonly string[], how: Rewriting, names: ReadonlyMap<string, string>): JsonValue {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === "string" ? newName(value, how, names) : value;
  if (Array.isArray(value)) return step === "[]" ? value.map((item: JsonValue) => rewrite(item, rest, how, names)) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, JsonValue | undefined]) => {
      if (member === undefined || (step !== "*" && step !== key)) return [key, member];
      const name = rest.length === 0 && how === "key" ? newName(key, how, names) : key;
      return [name, rest.length === 0 && how === "key" ? member : rewrite(member, rest, how, names)];
    }),
  );
}

function newName(name: string, how: Rewriting, names: ReadonlyMap<string, string>): string {
  if (how !== "prefix") return names.get(name) ?? name;
  for (const [from, to] of names) if (name.startsWith(from)) return to + name.slice(from.length);
  return name;
}

function invalid(rename: string, reason: string): PrivacyError {
  return new PrivacyError("RENAME_INVALID", `a rename does not fit the documents: ${reason}`, { rename, reason });
}
