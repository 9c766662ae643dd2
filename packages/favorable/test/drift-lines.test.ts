/** One edit reads as one thing: its places stand together, and no place of it is left out. */
import { compareDocuments, lockDocument, readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { hospitalRegister } from "../../processing/test/cases/hospital-register/document.ts";
import { driftText } from "../src/cli/declaration/drift-text.ts";

const approved = readDocument(JSON.parse(JSON.stringify({ ...hospitalRegister("corrected"), stage: "submitted" })));
const lock = lockDocument(approved, { authority: "CCIN", number: "2021-206", on: "2021-10-20", role: "controller" });
const piped = { paint: (_: unknown, text: string) => text, width: Number.POSITIVE_INFINITY };

/** The lines that name places, and every place that differs, after a text was put in another's place. */
function told(edit: (text: string) => string) {
  const drift = compareDocuments(approved, readDocument(JSON.parse(edit(JSON.stringify(approved)))));
  const places = driftText(drift, lock, "en", piped)
    .split("\n")
    .filter((line) => /^ {2}[+=-] /.test(line));
  return { places, differences: drift.differences };
}

test("a right given on ten categories is one line with ten places", () => {
  const categories = Object.keys(approved.access?.grants["hrDirector"] ?? {});
  const { places, differences } = told((text) => {
    const document: { access: { grants: Record<string, unknown> } } = JSON.parse(text);
    document.access.grants["hrDirector"] = Object.fromEntries(categories.map((category) => [category, "all"]));
    return JSON.stringify(document);
  });
  expect(differences.length).toBeGreaterThanOrEqual(10);
  expect(places).toHaveLength(1);
  for (const { place } of differences) expect(places[0]).toContain(place.slice(place.lastIndexOf(".") + 1));
});

test("two edits beside each other that say different things stay two lines", () => {
  const { places } = told((text) => {
    const document: { access: { grants: Record<string, Record<string, unknown>> } } = JSON.parse(text);
    const [first = "", second = ""] = Object.keys(document.access.grants["hrDirector"] ?? {});
    Object.assign(document.access.grants["hrDirector"] ?? {}, { [first]: "all", [second]: "none" });
    return JSON.stringify(document);
  });
  expect(places.filter((line) => line.includes("access.grants.hrDirector"))).toHaveLength(2);
});
