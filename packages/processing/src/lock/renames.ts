/** Renames that are declared: the approved document is read with its new names. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "../document/document.ts";
import type { Difference } from "./difference.ts";

/** What names can be renamed of. `fields` are written `record.field`. */
export type RenameKind =
  | "categories"
  | "events"
  | "fields"
  | "functions"
  | "links"
  | "notices"
  | "origins"
  | "processors"
  | "purposes"
  | "recipients"
  | "records"
  | "retention"
  | "roles"
  | "subjects"
  | "transfers";

/** Old names to new ones, kind by kind. */
export type Renames = Readonly<Partial<Record<RenameKind, Readonly<Record<string, string>>>>>;

/** Where names are declared and used; `.` stands at the key of a map, anything else at a value. */
const USES: Readonly<Record<RenameKind, readonly string[]>> = {
  categories: [
    "categories.*",
    "records.*.fields.*.category=",
    "originRules.[].categories.[]=",
    "access.grants.*.*",
    "access.immutable.[]=",
    "logs.category=",
    "links.*.carries.[]=",
    "recipients.*.categories.[]=",
    "transfers.*.categories.[]=",
    "retention.*.categories.[]=",
  ],
  events: [
    "events.*",
    "purposes.*.bases.[].endEvent=",
    "retention.*.start.event=",
    "retention.*.minimum.event=",
    "retention.*.maximum.event=",
  ],
  fields: ["originRules.[].keeps.[]=", "links.*.carries.[]=", "retention.*.start.field="],
  functions: ["functions.*"],
  links: ["links.*", "origins.*.link="],
  notices: ["notices.*"],
  origins: ["origins.*", "records.*.fields.*.origins.[]=", "originRules.[].origin="],
  processors: ["processors.*", "processors.*.subProcessors.[]="],
  purposes: [
    "purposes.*",
    "functions.*.purposes.[]=",
    "records.*.fields.*.purposes.[]=",
    "access.roles.*.purposes.[]=",
    "links.*.purposes.[]=",
    "recipients.*.purposes.[]=",
  ],
  recipients: ["recipients.*"],
  records: ["records.*"],
  retention: ["retention.*"],
  roles: [
    "access.roles.*",
    "access.grants.*",
    "functions.*.actors.[]=",
    "records.*.fields.*.moderator=",
    "rights.identityCopy.access.[]=",
    "retention.*.archive.roles.[]=",
  ],
  subjects: ["subjects.*", "purposes.*.population.[]=", "records.*.subjects.[]=", "notices.*.channels.[].reaches.[]="],
  transfers: ["transfers.*"],
};

/** The approved document under its new names, ready to be compared. */
export function renamed(approved: ProcessingDocument, current: ProcessingDocument, renames: Renames): ProcessingDocument {
  let value = approved as unknown as JsonValue;
  for (const [kind, names] of Object.entries(renames) as [RenameKind, Readonly<Record<string, string>>][]) {
    if (!Object.hasOwn(USES, kind)) throw invalid(kind, "no-such-kind");
    const [old, now] = [namesOf(approved, kind), namesOf(current, kind)];
    const targets = new Set<string>();
    for (const [from, to] of Object.entries(names)) {
      const told = `${kind}.${from}=${to}`;
      if (!old.has(from)) throw invalid(told, "not-in-the-approved-document");
      if (!now.has(to)) throw invalid(told, "not-in-the-current-document");
      if (now.has(from) || old.has(to)) throw invalid(told, "name-is-taken");
      if (targets.has(to)) throw invalid(told, "two-to-one-name");
      if (kind === "fields" && from.split(".")[0] !== to.split(".")[0]) throw invalid(told, "another-record");
      targets.add(to);
    }
    const uses = kind === "fields" ? [...USES.fields, ...fieldKeys(names)] : USES[kind];
    const map = new Map(Object.entries(names));
    // Fields are told as `record.field` where they are used and by their own name where they are declared.
    const prefixes = kind === "records" ? new Map([...map].map(([from, to]) => [`${from}.`, `${to}.`])) : undefined;
    for (const use of uses) value = rewrite(value, use.replace(/=$/, "").split("."), use.endsWith("=") ? "value" : "key", map);
    if (prefixes !== undefined) for (const use of USES.fields) value = rewrite(value, use.replace(/=$/, "").split("."), "prefix", prefixes);
  }
  return value as unknown as ProcessingDocument;
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

function fieldKeys(names: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set(Object.keys(names).map((name) => `records.${name.split(".")[0]}.fields.*`))];
}

function namesOf(document: ProcessingDocument, kind: RenameKind): ReadonlySet<string> {
  if (kind === "roles") return new Set(Object.keys(document.access?.roles ?? {}));
  if (kind === "fields")
    return new Set(
      Object.entries(document.records ?? {}).flatMap(([record, { fields }]) => Object.keys(fields).map((field) => `${record}.${field}`)),
    );
  return new Set(Object.keys(document[kind] ?? {}));
}

type Rewriting = "key" | "value" | "prefix";

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
