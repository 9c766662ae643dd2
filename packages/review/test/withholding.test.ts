/** A fact that is withheld never buys a better opinion. */
import type { ProcessingDocument } from "@favorable/processing";
import { type Outcome, review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { decidedCases } from "../../processing/test/cases/all-facts.ts";
import { drop, paths, set } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";

const RANK: readonly Outcome[] = ["unfavorable", "incomplete", "favorable-with-conditions", "favorable"];
const ASKED = [
  ["ccin-1165", "2022-06-01"],
  ["cnil-gdpr", "2022-06-01"],
] as const;
const files: readonly (readonly [string, ProcessingDocument])[] = [
  ["the hospital's file as submitted", chpgSubmitted],
  ["the hospital's file as corrected", chpgCorrected],
  ["a complete file", complete],
  ...decidedCases.map(({ name, document }) => [name, document] as const),
];

/** Facts whose absence made the opinion better. */
function better(file: ProcessingDocument, seen: boolean): readonly string[] {
  const submitted: ProcessingDocument = { ...file, stage: "submitted" };
  return ASKED.flatMap(([profile, asOf]) => {
    const outcome = (one: ProcessingDocument): Outcome =>
      review(one, { profile, asOf, ...(seen ? { evidence: soundOf(one) } : {}) }).outcome;
    const full = RANK.indexOf(outcome(submitted));
    return (
      paths(submitted)
        .filter((path) => !["format", "id", "stage"].includes(path))
        // What lies deeper is tried one in eight: those that decided an outcome lie above.
        .filter((path, at) => path.split(".").length <= 2 || at % 8 === 0)
        .flatMap((path) => {
          try {
            const rank = RANK.indexOf(outcome(drop(submitted, path)));
            return rank > full ? [`${profile} ${asOf} ${path}: ${RANK[full]} -> ${RANK[rank]}`] : [];
          } catch {
            return []; // Without it the file is not a declaration.
          }
        })
    );
  });
}

describe("a submitted file without one of its facts", () => {
  it.each(files)("has no better opinion than with it: %s", (_, file) => {
    expect(better(file, false)).toEqual([]);
  });

  it.each(files)("has no better opinion than with it, given evidence: %s", (_, file) => {
    expect(better(file, true)).toEqual([]);
  });
});

describe("a processing", () => {
  const opinion = (file: ProcessingDocument, asOf: string) => review(file, { profile: "ccin-1165", asOf });

  it("is to come only where its first day is stated, and no more than a year away", () => {
    expect(opinion(chpgCorrected, "2021-10-20")).toMatchObject({ outcome: "favorable", start: { standing: "to-come", on: "2021-10-21" } });
    const unstated = opinion(drop(chpgCorrected, "startsOn"), "2021-10-20");
    expect([unstated.outcome, unstated.start.standing]).toEqual(["incomplete", "not-stated"]);
    expect(unstated.caveats.map(({ code }) => code)).toEqual(["start-not-stated"]);
    const far = opinion(set(chpgCorrected, "startsOn", "2099-01-01"), "2021-10-20");
    expect([far.outcome, far.start.standing]).toEqual(["incomplete", "far"]);
    expect(far.caveats[0]?.statement.en).toContain("2099-01-01, is more than a year away");
    expect(opinion(set(chpgCorrected, "startsOn", "2022-10-20"), "2021-10-20").start.standing).toBe("to-come");
    expect(opinion(set(chpgCorrected, "startsOn", "2022-10-21"), "2021-10-20").start.standing).toBe("far");
  });

  it("that runs unseen is told with the day it began", () => {
    const { caveats } = opinion(chpgCorrected, "2022-06-01");
    expect(caveats.map(({ code, statement }) => [code, statement.fr])).toEqual([
      ["running-unseen", "le traitement est en service depuis le 2021-10-21, et aucune preuve n'a compté"],
    ]);
  });

  it("that was seen before its first day is not still to come", () => {
    const evidence = soundOf(chpgCorrected, { asOf: "2021-10-19", ages: {}, purges: [], reviews: {} });
    const early = review(chpgCorrected, { profile: "ccin-1165", asOf: "2021-10-20", evidence });
    expect([early.outcome, early.evidence.refusal]).toEqual(["incomplete", "before-start"]);
    expect(early.caveats.map(({ code }) => code)).toEqual(["seen-before-start"]);
  });
});
