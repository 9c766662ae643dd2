/** What holds of the rules on any document: nothing thrown, nothing changed, nothing favourable said of nothing. */
import type { ProcessingDocument } from "@favorable/processing";
import { extendRulebook, profiles, review, standardRulebook } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decidedCases } from "../../processing/test/cases/all-facts.ts";
import { drop, paths, REQUIRED } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { complete, soundOf } from "./complete.ts";

const PROFILES = ["ccin-1165", "apdp-1565", "cnil-gdpr"] as const;
const day = { asOf: "2021-10-20" } as const;
const reference: readonly ProcessingDocument[] = [complete, chpgCorrected, ...decidedCases.map(({ document }) => document)];

/** Places a document of the form may do without. */
const removable = (file: ProcessingDocument): readonly string[] =>
  paths(file).filter((path) => {
    const parts = path.split(".");
    return parts.length === 1 ? !["format", "id", "stage"].includes(path) : !REQUIRED.has(parts.at(-1) ?? "");
  });

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}

describe("a review", () => {
  it("of an empty submitted file is never favourable, under any profile and any of a house", () => {
    const house = extendRulebook(standardRulebook(), {
      name: "house-1",
      authorities: PROFILES.map((id) => ({ ...profiles[id], id: `house-${id}`, required: [] })),
    });
    for (const profile of Object.keys(house.profiles)) {
      const opinion = review({ format: "favorable-processing/2", id: "empty", stage: "submitted" }, { profile, rulebook: house, ...day });
      expect([profile, opinion.outcome]).toEqual([profile, "unfavorable"]);
    }
  });

  it("changes neither the file nor the evidence, and throws nothing, on files with some facts taken away", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...reference),
        fc.constantFrom(...PROFILES),
        fc.constantFrom("draft" as const, "submitted" as const),
        fc.array(fc.nat(), { maxLength: 6 }),
        (file, profile, stage, picks) => {
          const cut = picks.reduce<ProcessingDocument>((left, pick) => {
            const open = removable(left);
            return drop(left, open[pick % open.length] ?? "title");
          }, file);
          const given = frozen(structuredClone({ ...cut, stage }));
          const evidence = frozen(structuredClone(soundOf(given)));
          expect(review(given, { profile, asOf: "2022-06-01", evidence }).findings.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(decidedCases.map(({ name, document }) => [name, document] as const))(
    "of a draft fires on nothing that is taken away: %s",
    (_, file) => {
      const draft: ProcessingDocument = { ...file, stage: "draft" };
      const options = { profile: "cnil-gdpr", ...day } as const;
      const states = (one: ProcessingDocument): ReadonlyMap<string, string> =>
        new Map(review(one, options).findings.map(({ rule, state }) => [rule, state]));
      const had = states(draft);
      const worse = removable(draft)
        .filter((_path, at) => at % 3 === 0)
        .flatMap((path) =>
          [...states(drop(draft, path))].flatMap(([rule, state]) =>
            state === "fired" && had.get(rule) === "satisfied" ? [`${path}: ${rule}`] : [],
          ),
        );
      expect(worse).toEqual([]);
    },
  );
});
