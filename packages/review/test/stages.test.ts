/** Silence, and safeguards: what changing one fact may and may not do. */

import type { ProcessingDocument } from "@favorable/processing";
import { type Outcome, type ProfileId, type ReviewOptions, review } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, paths, REQUIRED } from "./change.ts";
import { chpgCorrected, corrections } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";

const before: ReviewOptions = { profile: "ccin-1165", asOf: "2021-10-20" };

const states = (file: ProcessingDocument, options: ReviewOptions): ReadonlyMap<string, string> =>
  new Map(review(file, options).findings.map((finding) => [finding.rule, finding.state]));

const removable = (file: ProcessingDocument): readonly string[] =>
  paths(file).filter((path) => {
    const parts = path.split(".");
    // A required fact's name may also be the name of a declared thing: `categories.contact`, `purposes`.
    return parts.length === 1 ? !["format", "id", "stage"].includes(path) : !REQUIRED.has(parts.at(-1) ?? "");
  });

describe("a draft", () => {
  const files: readonly (readonly [string, ProcessingDocument, ProfileId])[] = [
    ["the corrected file under ccin-1165", chpgCorrected, "ccin-1165"],
    ["the submitted file under ccin-1165", chpgSubmitted, "ccin-1165"],
    ["a complete file under cnil-gdpr", complete, "cnil-gdpr"],
    ["a complete file under apdp-1565", complete, "apdp-1565"],
  ];

  it.each(files)("never fires because a fact is taken away: %s", (_, file, profile) => {
    const draft: ProcessingDocument = { ...file, stage: "draft" };
    const options = { ...before, profile };
    const had = states(draft, options);
    const worse = removable(draft).flatMap((path) =>
      [...states(drop(draft, path), options)].flatMap(([rule, state]) =>
        state === "fired" && had.get(rule) !== "fired" ? [`${path}: ${rule}`] : [],
      ),
    );
    expect(worse).toEqual([]);
  });

  it("says what it lacks where the submitted file is faulted for it", () => {
    const draft = review({ ...chpgSubmitted, stage: "draft" }, before);
    const identity = draft.findings.find(({ rule }) => rule === "rig-requester-identity-check");
    expect(identity).toMatchObject({ state: "not-assessable", missing: ["rights.identityCheck"], remarks: [] });
  });

  it("still fires on what it states", () => {
    const fired = review({ ...chpgSubmitted, stage: "draft" }, before).findings.filter(({ state }) => state === "fired");
    expect(fired.map(({ rule }) => rule)).toEqual(["pur-covers-data-subjects", "rig-notice-exists-attached", "ret-log-floor"]);
  });
});

describe("a safeguard", () => {
  const rank: readonly Outcome[] = ["unfavorable", "incomplete", "favorable-with-conditions", "favorable"];
  const of = (file: ProcessingDocument, options: ReviewOptions): number => rank.indexOf(review(file, options).outcome);

  it("never worsens the outcome, whichever others are there", () => {
    const names = Object.keys(corrections);
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.constantFrom(...names),
        fc.constantFrom("draft" as const, "submitted" as const),
        (some, one, stage) => {
          const apply = (file: ProcessingDocument, name: string): ProcessingDocument => corrections[name]?.(file) ?? file;
          const start: ProcessingDocument = { ...chpgSubmitted, stage };
          const others = some.filter((name) => name !== one).reduce(apply, start);
          const later = { ...before, asOf: "2022-06-01" };
          const better = apply(others, one);
          expect(of(better, before)).toBeGreaterThanOrEqual(of(others, before));
          expect(of(better, { ...later, evidence: soundOf(better) })).toBeGreaterThanOrEqual(
            of(others, { ...later, evidence: soundOf(others) }),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lifts the finding it answers, and all together make the file favourable", () => {
    expect(of(chpgSubmitted, before)).toBe(2);
    expect(of(chpgCorrected, before)).toBe(3);
    const remaining = Object.keys(corrections).map((name) => {
      const without = Object.entries(corrections).reduce(
        (file, [other, correct]) => (other === name ? file : correct(file)),
        chpgSubmitted,
      );
      return [name, review(without, before).outcome];
    });
    // C13 and C15 were reminders already; the others each keep the opinion conditional.
    expect(remaining.filter(([, outcome]) => outcome === "favorable").map(([name]) => name)).toEqual(["C13", "C15"]);
  });
});
