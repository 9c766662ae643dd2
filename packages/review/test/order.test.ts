/** A file is its facts: the order in which its keys are written decides nothing. */
import type { ProcessingDocument } from "@favorable/processing";
import { profiles, review } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, set } from "./change.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";

/** The same value with the keys of every object in an order drawn from the numbers. */
function shuffled<T>(value: T, draw: () => number): T {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, draw)) as T;
  if (typeof value !== "object" || value === null) return value;
  const keyed = Object.entries(value).map(([key, inner]) => [draw(), key, shuffled(inner, draw)] as const);
  return Object.fromEntries(keyed.sort(([left], [right]) => left - right).map(([, key, inner]) => [key, inner])) as T;
}

const twice: ProcessingDocument = [
  (file: ProcessingDocument) => drop(file, "purposes.followUp.main"),
  (file: ProcessingDocument) => set(file, "purposes.census", { statement: { fr: "Recensement" }, population: ["staff"], bases: [] }),
  (file: ProcessingDocument) => set(file, "retention.again", { categories: ["connectionLogs", "comments"], maximum: { period: "P1Y" } }),
].reduce((file, change) => change(file), chpgSubmitted);

describe("an opinion", () => {
  it.each([
    ["the file as submitted", chpgSubmitted],
    ["a complete file", complete],
    ["a file with two purposes, none the main one, and two policies on one category", twice],
  ])("is the same whatever the order of the keys: %s", (_, file) => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.constantFrom(...Object.values(profiles)),
        (numbers, { id }) => {
          const draw = (): number => numbers.next().value ?? 0;
          const options = { profile: id, asOf: "2022-06-01" };
          const evidence = file === complete ? soundOf(file) : undefined;
          const turned = review(shuffled(file, draw), {
            ...options,
            ...(evidence === undefined ? {} : { evidence: shuffled(evidence, draw) }),
          });
          expect(turned).toEqual(review(file, { ...options, ...(evidence === undefined ? {} : { evidence }) }));
        },
      ),
      { numRuns: 20 },
    );
  });
});
