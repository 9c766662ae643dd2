import { type ProcessingDocument, readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { compareFacts, factsOf } from "../../src/lock/compare-documents.ts";
import { driftOf } from "../../src/lock/difference.ts";
import { whole } from "../whole-document.ts";
import { directions } from "./directions.ts";
import { places, withMore, without } from "./mutate.ts";

const SIGNS = { widening: "w", narrowing: "n", neutral: "=" } as const;
const document = readDocument(whole);
const facts = factsOf(document);

function sign(before: ReturnType<typeof factsOf>, after: ReturnType<typeof factsOf>): string {
  const { direction, differences } = driftOf(compareFacts(before, after));
  return differences.length === 0 ? "." : SIGNS[direction];
}

/** There and back. */
function signs(changed: unknown): string {
  if (changed === undefined) return "--";
  try {
    const other = factsOf(changed as ProcessingDocument);
    return sign(facts, other) + sign(other, facts);
  } catch {
    return "!!"; // Without what must be there, a document is none and would not have been read.
  }
}

const expected = new Map(
  Object.entries(directions).flatMap(([said, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, said] as const),
  ),
);
const parts = Object.keys(document);

test.each(parts)("of %s, each value taken away, stated, raised or lowered has the direction that was decided for it", (part) => {
  const found = places(document)
    .filter(([first]) => first === part)
    .map((path) => [path.join("."), signs(without(document, path)) + signs(withMore(document, path))] as const);
  expect(found.length).toBeGreaterThan(0);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(found.map(([name]) => [name, expected.get(name) ?? "not decided"])));
});

test("every direction is decided for a place that the document has", () => {
  const known = new Set(places(document).map((path) => path.join(".")));
  expect([...expected.keys()].filter((name) => !known.has(name))).toEqual([]);
});
