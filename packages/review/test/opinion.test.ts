/** What an opinion is made of, and which evidence counts in it. */

import { isPrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import {
  type EvidenceBundle,
  outcomeOf,
  profileOf,
  profiles,
  type ReviewOptions,
  readEvidence,
  review,
  rulebook,
  rulebookSha256,
} from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, set } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, sound, soundOf } from "./complete.ts";

const before = { profile: "ccin-1165", asOf: "2021-10-20" } as const;
const after = { profile: "ccin-1165", asOf: "2022-06-01" } as const;
const empty: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "submitted" };
const outcome = (file: ProcessingDocument, options: ReviewOptions): string => review(file, options).outcome;

describe("the outcome", () => {
  it("is the worst that a finding calls for", () => {
    const fired = (severity: "block" | "modify" | "reserve" | "reminder") => ({ state: "fired", severity }) as const;
    expect(outcomeOf([])).toBe("favorable");
    expect(outcomeOf([fired("reminder"), { state: "human", severity: "block" }])).toBe("favorable");
    expect(outcomeOf([fired("reserve")])).toBe("favorable-with-conditions");
    expect(outcomeOf([fired("modify")])).toBe("favorable-with-conditions");
    expect(outcomeOf([fired("reserve"), { state: "not-assessable", severity: "block" }])).toBe("incomplete");
    expect(outcomeOf([{ state: "not-assessable", severity: "block" }, fired("block")])).toBe("unfavorable");
  });

  it("of an empty submitted file is unfavourable, and of an empty draft incomplete, under every profile", () => {
    for (const profile of Object.values(profiles)) {
      expect(outcome(empty, { ...before, profile: profile.id })).toBe("unfavorable");
      expect(outcome({ ...empty, stage: "draft" }, { ...before, profile: profile.id })).toBe("incomplete");
    }
  });

  it("of an almost empty submitted file is never favourable", () => {
    const parts = Object.keys(chpgCorrected).filter((key) => !["format", "id", "stage"].includes(key));
    fc.assert(
      fc.property(fc.subarray(parts, { maxLength: parts.length - 8 }), (kept) => {
        const file = parts.filter((part) => !kept.includes(part)).reduce((whole, part) => drop(whole, part), chpgCorrected);
        expect(outcome(file, before)).not.toBe("favorable");
      }),
    );
  });

  it("of a submitted file without any one of its main parts is never favourable", () => {
    const parts = [
      "purposes",
      "subjects",
      "functions",
      "categories",
      "records",
      "notices",
      "rights",
      "access",
      "logs",
      "links",
      "retention",
      "governance",
    ];
    for (const part of parts) expect([part, outcome(drop(chpgCorrected, part), before)]).not.toEqual([part, "favorable"]);
  });
});

describe("an opinion", () => {
  it("names the declaration, the rulebook, the profile and the day, and counts every rule once", () => {
    const opinion = review(chpgSubmitted, before);
    expect(opinion).toMatchObject({ format: "favorable-opinion/1", profile: "ccin-1165", asOf: "2021-10-20" });
    expect(opinion.declaration.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(opinion.rulebook.sha256).toBe(rulebookSha256());
    const { fired, satisfied, notAssessable, human, notApplicable } = opinion.counts;
    expect(fired + satisfied + notAssessable + human + notApplicable).toBe(rulebook.length);
  });

  it("is the same for the same file, and is JSON", () => {
    expect(JSON.parse(JSON.stringify(review(chpgSubmitted, before)))).toEqual(review(structuredClone(chpgSubmitted), before));
  });

  it("hashes the declaration by its facts, not by the order they are written in", () => {
    const turned = Object.fromEntries(Object.entries(chpgSubmitted).reverse()) as unknown as ProcessingDocument;
    expect(review(turned, before).declaration.sha256).toBe(review(chpgSubmitted, before).declaration.sha256);
  });

  it("gives each fired finding a remark in both languages and what lifts it", () => {
    for (const profile of Object.values(profiles))
      for (const finding of review({ ...empty, id: "none" }, { ...before, profile: profile.id }).findings.filter(
        ({ state }) => state === "fired",
      )) {
        expect([finding.rule, finding.remarks.length]).not.toEqual([finding.rule, 0]);
        expect(finding.lifts?.fr.length).toBeGreaterThan(0);
        for (const { statement, remedy } of finding.remarks)
          for (const text of [statement.fr, statement.en, remedy.fr, remedy.en])
            expect([finding.rule, text]).not.toEqual([finding.rule, ""]);
      }
  });

  it("refuses an unknown profile, day or format by code", () => {
    expect(() => profileOf("__proto__")).toThrow(expect.objectContaining({ code: "PROFILE_UNKNOWN" }));
    expect(() => review(empty, { ...before, asOf: "2021-02-30" })).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
    expect(() => review({ ...empty, stage: "final" } as unknown as ProcessingDocument, before)).toThrow(
      expect.objectContaining({ code: "DOCUMENT_FORMAT" }),
    );
  });

  it("does not take a name inherited from Object for a declared one", () => {
    const file = set(chpgCorrected, "functions.alerts.actors", ["constructor"]);
    expect(review(file, before).findings.find(({ rule }) => rule === "acc-undeclared-actor")?.state).toBe("fired");
  });
});

describe("evidence", () => {
  const pure = [
    "pur-compatible-use",
    "lnk-backups-bounded",
    "ret-no-overdue-records",
    "ret-erasure-evidence",
    "nec-declared-equals-implemented",
  ];

  it("cannot be asked before the start: rules that rest on it alone do not apply", () => {
    const opinion = review(chpgCorrected, before);
    expect(opinion.notApplicable.filter(({ reason }) => reason === "before-start").map(({ rule }) => rule)).toEqual(pure);
    expect(opinion.evidence).toEqual({ used: false, refusal: "absent", simulated: false, parts: [] });
  });

  it("is missed after the start: the same file is incomplete", () => {
    const opinion = review(chpgCorrected, after);
    expect(opinion.outcome).toBe("incomplete");
    for (const rule of pure) expect(opinion.findings.find((finding) => finding.rule === rule)?.state).toBe("not-assessable");
  });

  it("that is sound makes the corrected file favourable, and lifts the reminders it answers", () => {
    const opinion = review(chpgCorrected, { ...after, evidence: soundOf(chpgCorrected, { recipients: [] }) });
    expect(opinion.outcome).toBe("favorable");
    expect(opinion.evidence).toMatchObject({ used: true, simulated: false });
    const reminders = opinion.findings.filter((finding) => finding.state === "fired").map((finding) => finding.rule);
    expect(reminders).toEqual(["sec-infra-nominative-strong", "sec-state-of-the-art-maintained", "nec-change-triggers-review"]);
    expect(opinion.findings.find(({ rule }) => rule === "ret-log-immutable")?.rests).toBe("evidence");
  });

  it("that is sound leaves a complete file without any finding under the strictest profile", () => {
    const opinion = review(complete, { profile: "cnil-gdpr", asOf: "2022-06-01", evidence: soundOf(complete) });
    expect(opinion.findings.filter(({ state }) => state === "fired" || state === "not-assessable")).toEqual([]);
    expect(opinion.outcome).toBe("favorable");
  });

  it.each<[string, Partial<EvidenceBundle>, string]>([
    ["under a simulated clock", { simulated: true }, "simulated"],
    ["of another declaration", { declaration: "f".repeat(64) }, "other-declaration"],
    ["after the day of the review", { asOf: "2022-06-02" }, "after-as-of"],
  ])("taken %s does not count in a live review, which says so", (_, more, refusal) => {
    const opinion = review(chpgCorrected, { ...after, evidence: soundOf(chpgCorrected, more) });
    expect(opinion.outcome).toBe("incomplete");
    expect(opinion.evidence).toMatchObject({ used: false, refusal });
  });

  it("taken under a simulated clock counts in a review asked as simulated, which shows it", () => {
    const opinion = review(chpgCorrected, {
      ...after,
      clock: "simulated",
      evidence: soundOf(chpgCorrected, { recipients: [], simulated: true }),
    });
    expect(opinion.outcome).toBe("favorable");
    expect(opinion.evidence).toMatchObject({ used: true, simulated: true });
  });

  it("of a real clock in a review asked as simulated is shown as simulated too", () => {
    expect(review(chpgCorrected, { ...after, clock: "simulated", evidence: soundOf(chpgCorrected) }).evidence.simulated).toBe(true);
  });

  it("of another form is refused, naming what is wrong and no value", () => {
    const wrong = {
      ...sound,
      asOf: "yesterday",
      agse: {},
      ages: { comments: { overdue: -1 }, "Jane Doe": { overdue: "3" } },
      log: { verdict: "fine", size: 1 },
      purges: [{ policy: "p", on: "2022-01-01", deleted: 1 }],
    };
    const paths = ["asOf", "log.verdict", "ages.comments.overdue", "ages.*.overdue", "purges.0.proved", "agse"];
    expect(() => readEvidence(wrong)).toThrow(expect.objectContaining({ code: "EVIDENCE_INVALID", details: { paths } }));
    expect(() => review(chpgCorrected, { ...after, evidence: wrong as unknown as EvidenceBundle })).toThrow(
      expect.objectContaining({ code: "EVIDENCE_INVALID" }),
    );
    expect(() => readEvidence(null)).toThrow(expect.objectContaining({ code: "EVIDENCE_INVALID" }));
    expect(readEvidence(sound)).toBe(sound);
  });
});

describe("a document that nobody read", () => {
  it("is refused by a code when it does not have the form of a declaration", () => {
    const bare = { format: "favorable-processing/2", id: "x", stage: "submitted" } as const;
    const codes = [
      { ...bare, recipients: { x: { name: "MARKER" } } },
      { ...bare, id: undefined },
      { ...bare, records: { r: null } },
    ].map((document) => {
      try {
        review(document as never, { profile: "ccin-1165", asOf: "2021-10-20" });
        return "reviewed";
      } catch (error) {
        expect(String(error)).not.toContain("MARKER");
        return isPrivacyError(error) ? error.code : "not coded";
      }
    });
    expect(codes).toEqual(["DOCUMENT_FORMAT", "DOCUMENT_FORMAT", "DOCUMENT_FORMAT"]);
  });
});
