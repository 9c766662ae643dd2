import { polarities, readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { compareFacts } from "../../src/lock/compare-documents.ts";
import { collectFacts } from "../../src/lock/fact.ts";
import { pathFacts } from "../../src/lock/path-facts.ts";
import { processingDocument } from "../../src/schema/document.ts";
import { whole } from "../whole-document.ts";
import { schemaPaths } from "./schema-paths.ts";

const declared = Object.keys(polarities);
const isContainer = (path: string): boolean => declared.some((one) => one.startsWith(`${path}.`));
/** Values that are compared as a whole, and lists whose members are. */
const isWhole = (path: string): boolean => {
  const rule = polarities[path];
  if (rule === undefined) return false;
  if (rule.form === "value" || (rule.form === "members" && path.endsWith("[]"))) return true;
  return rule.isWhole === true;
};

test("every path of the schema declares its polarity: a new fact is compared only once somebody has decided how", () => {
  const paths = schemaPaths(processingDocument, isWhole);
  expect(paths.length).toBeGreaterThan(300);
  expect(paths.filter((path) => polarities[path] === undefined)).toEqual([]);
});

test("no polarity is declared for a path that the schema does not have", () => {
  const paths = new Set(schemaPaths(processingDocument, isWhole));
  const stale = declared.filter((path) => !paths.has(path) && !isContainer(path));
  expect(stale).toEqual([]);
});

test("every rule that a path names has the form of the rulebook's ids, and every path but neutral ones names one", () => {
  for (const [path, { polarity, rules, form, element }] of Object.entries(polarities)) {
    for (const rule of rules) expect(rule).toMatch(/^(pur|law|inf|rig|acc|lnk|sec|ret|nec)-[a-z-]+$/);
    if (polarity !== "neutral" && form !== "relation" && element === undefined) expect([path, rules.length > 0]).toEqual([path, true]);
  }
});

test("nothing of a document that states everything is undeclared", () => {
  const facts = collectFacts();
  pathFacts(readDocument(whole) as never, facts);
  expect([...facts.facts.values()].filter(({ polarity }) => polarity === "undeclared")).toEqual([]);
});

test("a value at a path that nobody decided on is a widening when it comes, changes or goes", () => {
  const factsOf = (document: object) => {
    const facts = collectFacts();
    pathFacts(document as never, facts);
    return facts;
  };
  const [without, one, other] = [{ id: "a" }, { id: "a", newFact: { deep: [1] } }, { id: "a", newFact: { deep: [2] } }].map(factsOf);
  if (without === undefined || one === undefined || other === undefined) throw new Error("three documents");
  for (const [before, after] of [
    [without, one],
    [one, other],
    [one, without],
  ] as const)
    expect(compareFacts(before, after)).toMatchObject([{ direction: "widening", place: "newFact", polarity: "undeclared" }]);
  const [listed, more] = [{ recipients: { a: { categories: ["x", { odd: true }] } } }, { recipients: { a: { categories: ["x"] } } }].map(
    factsOf,
  );
  if (listed === undefined || more === undefined) throw new Error("two documents");
  expect(compareFacts(listed, more)).toMatchObject([{ direction: "widening", place: "recipients.a.categories", polarity: "undeclared" }]);
  expect(compareFacts(more, listed)).toMatchObject([{ direction: "widening", place: "recipients.a.categories", polarity: "undeclared" }]);
});
