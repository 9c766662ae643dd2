/** Editions of the rulebook: their hash, house rules and profiles, replaying an opinion. */
import {
  applicability,
  extendRulebook,
  profiles,
  type Rule,
  replay,
  review,
  rulebook,
  rulebookSha256,
  rulebookVersion,
  standardRulebook,
} from "@favorable/review";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { rulebookSources } from "../../../testing/rulebook-sources.ts";
import { rulebookCodes } from "../src/rulebook-code.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, sound, soundOf } from "./complete.ts";

const asked = { profile: "ccin-1165", asOf: "2021-10-20" } as const;

/** A house rule: every processing has a title. */
const titled: Rule = {
  id: "house-title",
  section: "I",
  severity: "reserve",
  origin: "both",
  decides: { declaration: true, evidence: false, human: false },
  needs: ["title"],
  statement: { fr: "Le traitement a un titre.", en: "The processing has a title." },
  source: { "cnil-guide": "house rule 1" },
  check: ({ document }) =>
    document.title === undefined
      ? { state: "fired", rests: "promise", remarks: [], missing: ["title"] }
      : { state: "satisfied", rests: "promise" },
};

describe("an edition of the rulebook", () => {
  it("names a hash of the sources of its rules: after a change, bump the version if it was published, then npm run rulebook:seal", () => {
    expect(rulebookCodes[rulebookVersion]).toBe(rulebookSources());
  });

  it("is extended by house rules and profiles without a change of the engine", () => {
    const house = extendRulebook(standardRulebook(), {
      name: "house-1",
      rules: [titled],
      profiles: [{ ...profiles["ccin-1165"], id: "house", title: { fr: "Maison", en: "House" } }],
    });
    const { title: _, ...untitled } = { ...chpgSubmitted, title: undefined };
    const opinion = review(untitled, { profile: "house", asOf: "2021-10-20", rulebook: house });
    expect(opinion.rulebook.version).toBe(`${rulebookVersion}+house-1`);
    expect(opinion.profileTitle.en).toBe("House");
    expect(opinion.findings.at(-1)).toMatchObject({ rule: "house-title", state: "fired" });
    expect(review(untitled, asked).findings.map(({ rule }) => rule)).not.toContain("house-title");
    expect(house.sha256).not.toBe(rulebookSha256());
  });

  it.each([
    ["name", { name: "House 1" }],
    ["rule", { name: "h", rules: [{ ...titled, id: rulebook[0]?.id ?? "" }] }],
    ["rule", { name: "h", rules: [titled, titled] }],
    ["profile", { name: "h", profiles: [profiles["ccin-1165"]] }],
  ])("refuses house rules that replace or misname: %s", (reason, more) => {
    expect(() => extendRulebook(standardRulebook(), more)).toThrow(
      expect.objectContaining({ code: "RULEBOOK_INVALID", details: { reason } }),
    );
  });

  it("tells under which profiles, and on which days of their law, a rule applies", () => {
    const lawOnly = rulebook.find(({ id }) => id === "sec-test-data-not-real");
    const seed = rulebook.find(({ id }) => id === "pur-covers-data-subjects");
    if (lawOnly === undefined || seed === undefined) throw new Error("the rules are gone");
    expect(applicability(lawOnly).map(({ profile }) => profile)).toEqual(["apdp-1565", "cnil-gdpr"]);
    expect(applicability(seed)).toContainEqual({ profile: "ccin-1165", from: "1993-12-23", until: "2024-12-13" });
  });
});

describe("an opinion", () => {
  it("is given again under its own edition, with and without evidence", () => {
    expect(replay(review(chpgSubmitted, asked), chpgSubmitted)).toEqual({ same: true, differences: [] });
    const evidence = soundOf(complete);
    const opinion = review(complete, { profile: "cnil-gdpr", asOf: "2022-06-01", evidence });
    expect(opinion.evidence.used).toBe(true);
    expect(replay(opinion, complete, { evidence }).same).toBe(true);
  });

  it("is found out when something in it was changed", () => {
    const opinion = review(chpgSubmitted, asked);
    const milder = opinion.findings.map((finding) =>
      finding.rule === "ret-log-floor" ? { ...finding, severity: "reminder" as const } : finding,
    );
    expect(replay({ ...opinion, outcome: "favorable", findings: milder }, chpgSubmitted)).toEqual({
      same: false,
      differences: ["findings.ret-log-floor", "outcome"],
    });
  });

  it("is not compared with one on another file, on other evidence, or under another edition", () => {
    const opinion = review(complete, { profile: "cnil-gdpr", asOf: "2022-06-01", evidence: soundOf(complete) });
    const house = extendRulebook(standardRulebook(), { name: "house-1", rules: [titled] });
    const housed = review(complete, { profile: "cnil-gdpr", asOf: "2022-06-01", rulebook: house });
    expect(codeOf(() => replay(opinion, chpgSubmitted, { evidence: soundOf(complete) }))).toBe("OPINION_OTHER");
    expect(codeOf(() => replay(opinion, complete))).toBe("OPINION_OTHER");
    expect(codeOf(() => replay(opinion, complete, { evidence: { ...sound, asOf: "2022-05-31" } }))).toBe("OPINION_OTHER");
    expect(codeOf(() => replay(housed, complete))).toBe("RULEBOOK_UNKNOWN");
    expect(replay(housed, complete, { rulebooks: [house] }).same).toBe(true);
  });
});
