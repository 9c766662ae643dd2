import { compareDocuments, type ProcessingDocument, readDocument } from "@favorable/processing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareFacts, factsOf } from "../../src/lock/compare-documents.ts";
import { driftOf } from "../../src/lock/difference.ts";
import { whole } from "../whole-document.ts";
import { narrowing, widening } from "./edits.ts";
import { widened } from "./oracle.ts";
import { anyDocument, applied, edits } from "./random-documents.ts";
import { register } from "./register.ts";

/** A busy machine must not fail what takes a second on its own. */
const PATIENT = { interruptAfterTimeLimit: 15_000 };

/** Documents that are not read again each time; that edits make documents which can be read is a property of its own. */
const compare = (before: unknown, after: unknown) =>
  driftOf(compareFacts(factsOf(before as ProcessingDocument), factsOf(after as ProcessingDocument)));

test("edited documents can be read, and compared as read they differ as they do here", () => {
  fc.assert(
    fc.property(anyDocument, edits([...narrowing, ...widening], 4), (document, steps) => {
      const after = applied(document, steps);
      const read = compareDocuments(readDocument(document), readDocument(after));
      expect(read.differences.filter(({ change }) => change !== "restated")).toEqual(compare(document, after).differences);
    }),
    { numRuns: 8, ...PATIENT },
  );
});

test("a random document does not differ from itself, nor from itself with keys and lists in another order", () => {
  fc.assert(
    fc.property(anyDocument, fc.nat(), (document, seed) => {
      expect(compare(document, document)).toEqual({ direction: "neutral", differences: [] });
      expect(compare(document, shuffled(document, seed)).differences.every(({ direction }) => direction === "neutral")).toBe(true);
    }),
    { numRuns: 20, ...PATIENT },
  );
});

test("a document that states everything has no other meaning in another order", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(compare(whole, shuffled(whole, seed)).direction).toBe("neutral");
    }),
    { numRuns: 10, ...PATIENT },
  );
});

test.each(narrowing)("%s: never a widening", (...edit) => {
  fc.assert(
    fc.property(anyDocument, edits([edit], 1), (document, steps) => {
      expect(compare(document, applied(document, steps)).differences.filter(({ direction }) => direction === "widening")).toEqual([]);
    }),
    { numRuns: 12, ...PATIENT },
  );
});

test("steps that narrow never add up to a widening", () => {
  let steps = 0;
  fc.assert(
    fc.property(anyDocument, edits(narrowing, 15), (document, chosen) => {
      const after = applied(document, chosen);
      steps += chosen.length;
      expect(compare(document, after).differences.filter(({ direction }) => direction === "widening")).toEqual([]);
    }),
    { numRuns: 50, ...PATIENT },
  );
  expect(steps).toBeGreaterThan(100);
});

test("a widening is told whatever else changes with it", () => {
  let widenings = 0;
  fc.assert(
    fc.property(
      anyDocument,
      edits(narrowing, 6),
      edits(widening, 2),
      edits([...narrowing, ...widening], 6),
      (document, first, second, third) => {
        const after = applied(applied(applied(document, first), second), third);
        if (widened(document, after).length === 0) return;
        widenings += 1;
        expect(compare(document, after).direction).toBe("widening");
      },
    ),
    { numRuns: 120, ...PATIENT },
  );
  expect(widenings).toBeGreaterThan(50);
});

test("what was a widening alone is one among edits of other places", () => {
  const elsewhere = narrowing.filter(([name]) => ["a log event comes", "a text is given for a field"].includes(name));
  fc.assert(
    fc.property(anyDocument, edits(widening, 1), edits(elsewhere, 8), (document, one, others) => {
      const alone = applied(document, one);
      if (compare(document, alone).direction !== "widening") return;
      expect(compare(document, applied(alone, others)).direction).toBe("widening");
    }),
    { numRuns: 40, ...PATIENT },
  );
});

test("what is covered by what is covered is covered, wherever it came from", () => {
  fc.assert(
    fc.property(anyDocument, edits([...narrowing, ...widening], 2), edits([...narrowing, ...widening], 2), (a, first, second) => {
      const b = applied(a, first);
      const c = applied(b, second);
      if (compare(a, b).direction === "widening" || compare(b, c).direction === "widening") return;
      expect(compare(a, c).direction).not.toBe("widening");
    }),
    { numRuns: 40, ...PATIENT },
  );
});

function shuffled(value: unknown, seed: number, key = ""): unknown {
  let state = seed;
  const turned = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return [state, one] as const;
      })
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  // Duties tell controllers by their position: their order is no order of words.
  if (Array.isArray(value)) return (key === "controllers" ? value : turned(value)).map((one: unknown) => shuffled(one, state));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(turned(Object.entries(value)).map(([name, member]) => [name, shuffled(member, state, name)]));
}

test("the register is what the edits start from", () => {
  expect(readDocument(register)).toEqual(register);
});
