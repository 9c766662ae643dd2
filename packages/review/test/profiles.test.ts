/** What a profile decides: when its law holds, what its published periods ask of logs. */
import { profiles, review } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { protectionOf } from "../src/adequacy.ts";
import { drop, set } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete } from "./complete.ts";

describe("an opinion says whether the law of its profile is in force", () => {
  it.each([
    ["ccin-1165", "2021-10-20", true],
    ["ccin-1165", "2024-12-13", true],
    ["ccin-1165", "2024-12-14", false],
    ["apdp-1565", "2024-12-13", false],
    ["apdp-1565", "2024-12-14", true],
    ["cnil-gdpr", "2018-05-24", false],
    ["cnil-gdpr", "2018-05-25", true],
  ] as const)("%s on %s: %s", (profile, asOf, inForce) => {
    expect(review(chpgSubmitted, { profile, asOf }).profileInForce).toBe(inForce);
  });
});

describe("access logs", () => {
  const period = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((months) => `P${months}M`),
    fc.integer({ min: 1, max: 400 }).map((days) => `P${days}D`),
  );

  it("are never asked to live longer and shorter at once", () => {
    fc.assert(
      fc.property(period, period, fc.constantFrom(...Object.values(profiles)), (logs, data, { id }) => {
        const file = set(
          set(drop(complete, "retention.logs.justification"), "retention.logs.maximum", { period: logs }),
          "retention.vaccination.maximum",
          { period: data },
        );
        const bare = drop(drop(file, "retention.logs.minimum"), "purposes.followUp.bases.1.endEvent");
        const fired = review(bare, { profile: id, asOf: "2021-10-20" })
          .findings.filter(({ state }) => state === "fired")
          .map(({ rule }) => rule);
        expect(fired.includes("ret-log-floor") && fired.includes("ret-doctrine-cap")).toBe(false);
      }),
    );
  });

  it("above the published cap are left to a person, with the reason that is invoked", () => {
    const finding = review(complete, { profile: "cnil-gdpr", asOf: "2021-10-20" }).findings.find(({ rule }) => rule === "ret-doctrine-cap");
    expect(finding).toMatchObject({
      state: "human",
      declared: ["retention.logs.maximum = endOfDuty + P3M > P1Y", "retention.logs.justification"],
    });
  });

  it("of a draft whose cap lost its event are not faulted for it", () => {
    for (const { id } of Object.values(profiles)) {
      const draft = drop({ ...complete, stage: "draft" }, "retention.logs.maximum.event");
      expect(review(draft, { profile: id, asOf: "2021-10-20" }).findings.find(({ rule }) => rule === "ret-log-floor")?.state).not.toBe(
        "fired",
      );
    }
  });
});

describe("a file without a first day", () => {
  const { startsOn: _, ...undated } = chpgCorrected;

  it("that awaits an opinion may have begun: what runs is not assessable, and the file incomplete", () => {
    const opinion = review(undated, { profile: "ccin-1165", asOf: "2021-10-20" });
    expect(opinion.outcome).toBe("incomplete");
    expect(opinion.findings.find(({ rule }) => rule === "ret-no-overdue-records")?.state).toBe("not-assessable");
    const dated = review(chpgCorrected, { profile: "ccin-1165", asOf: "2021-10-20" });
    expect(dated.notApplicable).toContainEqual({ rule: "ret-no-overdue-records", reason: "before-start" });
  });
  it("that is only in a register may have", () => {
    const opinion = review(set(undated, "governance.formality.kind", "register-entry"), { profile: "cnil-gdpr", asOf: "2021-10-20" });
    expect(opinion.findings.find(({ rule }) => rule === "ret-no-overdue-records")?.state).toBe("not-assessable");
  });
});

describe("a country", () => {
  it("is protected by the European Economic Area, by a decision from its day on, or by the profile's own law", () => {
    expect([protectionOf("FR", [], "2021-01-01"), protectionOf(" ch ", [], "2021-01-01"), protectionOf("GB", [], "2021-06-27")]).toEqual([
      "full",
      "full",
      "none",
    ]);
    expect([protectionOf("MC", [], "2021-01-01"), protectionOf("MC", ["MC"], "2021-01-01")]).toEqual(["none", "full"]);
    expect([protectionOf("US", [], "2024-01-01"), protectionOf("constructor", [], "2024-01-01")]).toEqual(["partial", "none"]);
  });
});
