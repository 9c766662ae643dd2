/** Notices are judged by whom they reach, taken together. */
import type { NoticeDocument, ProcessingDocument } from "@favorable/processing";
import { type Finding, type Outcome, review } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { set } from "./change.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete } from "./complete.ts";

const options = { profile: "cnil-gdpr", asOf: "2021-10-20" } as const;
const everyone = Object.keys(complete.subjects ?? {});
const find = (file: ProcessingDocument, rule: string): Finding | undefined =>
  review(file, options).findings.find((one) => one.rule === rule);

const mention = fc.constantFrom(...(complete.notices?.["policy"]?.mentions ?? []));
const channel = fc.record(
  {
    kind: fc.constantFrom("intranet" as const, "display" as const, "letter" as const),
    reaches: fc.subarray(everyone),
    when: fc.constantFrom("before-collection" as const, "within-one-month" as const, "later" as const),
  },
  { requiredKeys: ["kind", "reaches"] },
);
const notice: fc.Arbitrary<NoticeDocument> = fc.record(
  {
    title: fc.constant({ fr: "Affiche" }),
    attached: fc.boolean(),
    mentions: fc.uniqueArray(mention),
    channels: fc.array(channel, { maxLength: 2 }),
  },
  { requiredKeys: ["title", "attached", "channels"] },
);

describe("a notice or a channel more", () => {
  const rank: readonly Outcome[] = ["unfavorable", "incomplete", "favorable-with-conditions", "favorable"];
  const of = (file: ProcessingDocument): number => rank.indexOf(review(file, options).outcome);

  it("never worsens the outcome", () => {
    const files = fc.constantFrom(complete, chpgSubmitted, set(complete, "notices.policy.channels.0.reaches", ["staff"]));
    fc.assert(
      fc.property(files, notice, notice, channel, (file, first, second, more) => {
        const one = set(file, "notices.first", first);
        expect(of(one)).toBeGreaterThanOrEqual(of(file));
        expect(of(set(one, "notices.second", second))).toBeGreaterThanOrEqual(of(one));
        const channels = [...(file.notices?.["policy"]?.channels ?? []), more];
        expect(of(set(file, "notices.policy.channels", channels))).toBeGreaterThanOrEqual(of(file));
      }),
      { numRuns: 60 },
    );
  });

  it("that says little, or comes later, takes nothing away from a complete one", () => {
    const poster = {
      title: { fr: "Affiche" },
      attached: true,
      mentions: ["controller"],
      channels: [{ kind: "display", reaches: everyone, when: "later" }],
    };
    const file = set(complete, "notices.poster", poster);
    for (const rule of ["rig-notice-complete", "rig-notice-reaches-all", "rig-notice-exists-attached"])
      expect(find(file, rule)?.state).toBe("satisfied");
  });

  it("completes another for those both reach, and for them only", () => {
    const all = complete.notices?.["policy"]?.mentions ?? [];
    const half = set(complete, "notices.policy.mentions", all.slice(0, 7));
    const rest = (reaches: readonly string[]): ProcessingDocument =>
      set(half, "notices.rest", {
        title: { fr: "Complément" },
        attached: true,
        mentions: all.slice(7),
        channels: [{ kind: "letter", reaches, when: "at-collection" }],
      });
    expect(find(half, "rig-notice-complete")?.state).toBe("fired");
    expect(find(rest(everyone), "rig-notice-complete")?.state).toBe("satisfied");
    expect(find(rest(["staff"]), "rig-notice-complete")?.state).toBe("fired");
  });
});

describe("the mentions asked of a notice", () => {
  const customers = [
    (file: ProcessingDocument) => set(file, "subjects.customers", { label: { fr: "les clients" }, relation: "public", minors: false }),
    (file: ProcessingDocument) =>
      set(file, "purposes.shop", {
        statement: { fr: "Vente en ligne aux clients" },
        population: ["customers"],
        bases: [{ kind: "contract" }],
      }),
    (file: ProcessingDocument) =>
      set(file, "notices.shop", {
        title: { fr: "Vos données, nos clients" },
        attached: true,
        mentions: ["controller", "dpo", "purposes", "basis", "transfers", "retention", "rights", "complaint", "compulsory", "consequences"],
        channels: [{ kind: "website", reaches: ["customers"], when: "at-collection" }],
      }),
  ].reduce((file, change) => change(file), complete);

  it("are those of the purposes that concern whom it reaches", () => {
    expect(find(customers, "rig-notice-complete")?.state).toBe("satisfied");
    const other = set(customers, "purposes.shop.bases", [{ kind: "legitimate-interest" }]);
    expect(find(other, "rig-notice-complete")?.declared).toEqual(["notices.shop.mentions ∌ legitimate-interests"]);
  });

  it("are asked of a notice by its name, and in words", () => {
    const finding = find(set(customers, "notices.shop.mentions", ["controller"]), "rig-notice-complete");
    expect(finding?.remarks[0]?.statement.fr).toBe(
      "la notice d'information « Vos données, nos clients » comporte toutes les mentions obligatoires",
    );
    expect(finding?.remarks[0]?.remedy.fr).toContain("les finalités");
  });
});
