import { compareDocuments, type ProcessingDocument, type RenameKind, readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";
import { whole } from "../whole-document.ts";
import { register } from "./register.ts";

/** The form's own words, which happen to be names too in these documents. */
const WORDS = new Set(["kind", "relation", "form", "then", "holds", "from", "when"]);

/** Writes a name otherwise wherever it stands, whatever stands there; held against renaming by kind. */
function replaced(value: unknown, from: string, to: string, key = ""): unknown {
  if (typeof value === "string" && !WORDS.has(key))
    return value === from ? to : value.replace(new RegExp(`^${from}\\.|\\.${from}$`), (one) => one.replace(from, to));
  if (Array.isArray(value)) return value.map((one: unknown) => replaced(one, from, to, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name === from ? to : name, replaced(member, from, to, name)]));
}

/** Of each document, names that are names of one thing only. */
const NAMES: readonly (readonly [ProcessingDocument | object, RenameKind, string])[] = [
  [register, "categories", "health"],
  [register, "categories", "comments"],
  [register, "events", "endOfDuty"],
  [register, "origins", "occupationalHealth"],
  [register, "purposes", "statistics"],
  [register, "roles", "hr"],
  [register, "subjects", "students"],
  [register, "records", "agent"],
  [register, "recipients", "inspector"],
  [register, "processors", "host"],
  [register, "links", "mail"],
  [register, "notices", "policy"],
  [whole, "roles", "director"],
  [whole, "purposes", "followUp"],
  [whole, "origins", "occupationalHealth"],
  [whole, "events", "endOfDuty"],
  [whole, "recipients", "inspector"],
];

test.each(NAMES.map(([document, kind, name]) => [kind, name, document] as const))(
  "a rename of %s, %s, that is told has no effect, and is a widening when not",
  (kind, name, document) => {
    const approved = readDocument(document);
    // A special category keeps its word: only the name changes.
    const special = (one: unknown) => JSON.parse(JSON.stringify(one).replaceAll('"special":"other-name"', '"special":"health"'));
    const current = readDocument(special(replaced(approved, name, "other-name")));
    expect(compareDocuments(approved, current).direction).toBe("widening");
    const told = compareDocuments(approved, current, { renames: { [kind]: { [name]: "other-name" } } });
    expect(told.differences).toEqual([
      {
        direction: "neutral",
        change: "renamed",
        place: kind,
        relation: "document",
        about: [],
        polarity: "neutral",
        rules: [],
        before: name,
        after: "other-name",
      },
    ]);
  },
);

test("a field is renamed within its record, with its uses", () => {
  const current = readDocument(
    JSON.parse(JSON.stringify(register).replaceAll('"proof":{', '"evidence":{').replaceAll('"agent.proof"', '"agent.evidence"')),
  );
  const renames = { fields: { "agent.proof": "agent.evidence" } };
  expect(compareDocuments(register, current).direction).toBe("widening");
  expect(compareDocuments(register, current, { renames }).differences).toMatchObject([{ change: "renamed" }]);
});

test("a rename hides nothing: what else changed is told under the new name", () => {
  const current = JSON.parse(JSON.stringify(register).replaceAll('"hr"', '"people"'));
  current.access.grants.people.logs = ["read"];
  expect(compareDocuments(register, readDocument(current), { renames: { roles: { hr: "people" } } }).differences).toMatchObject([
    { direction: "widening", place: "access.grants.people.logs", after: ["read"] },
    { change: "renamed" },
  ]);
});

test("a rename that fits neither document, or two names for one, is refused", () => {
  const reason = (renames: object): unknown => {
    try {
      return compareDocuments(register, register, { renames }).direction;
    } catch (error) {
      return Object(error).details.reason;
    }
  };
  expect(reason({ roles: { nobody: "hr" } })).toBe("not-in-the-approved-document");
  expect(reason({ roles: { hr: "nobody" } })).toBe("not-in-the-current-document");
  expect(reason({ roles: { hr: "doctor" } })).toBe("name-is-taken");
  expect(reason({ cats: {} })).toBe("no-such-kind");
  expect(codeOf(() => compareDocuments(register, register, { renames: { constructor: {} } as object }))).toBe("RENAME_INVALID");
});
