/** House rules: code that answers otherwise is another edition, and no profile is milder than the law it rests on. */
import {
  extendRulebook,
  type Profile,
  profiles,
  type Rule,
  replay,
  review,
  rulebook,
  standardRulebook,
  type Verdict,
} from "@favorable/review";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { complete, soundOf } from "./complete.ts";

const [first] = rulebook;
if (first === undefined) throw new Error("the rules are gone");
const asked = { profile: "cnil-gdpr", asOf: "2022-06-01" } as const;
const withRule = (check: Rule["check"]) =>
  extendRulebook(standardRulebook(), { name: "house-1", rules: [{ ...first, id: "house-a", check }] });
const withProfile = (profile: Profile) => extendRulebook(standardRulebook(), { name: "house-1", profiles: [profile] });
const base = profiles["cnil-gdpr"];
const own = (more: Partial<Profile>): Profile => ({ ...base, id: "house", ...more });

describe("the hash of a house's edition", () => {
  it("tells code from other code of the same facts", () => {
    const one = withRule(() => ({ state: "satisfied", rests: "promise" }));
    const other = withRule(() => ({ state: "satisfied", rests: "evidence" }));
    expect(one.sha256).not.toBe(other.sha256);
    expect(withRule(() => ({ state: "satisfied", rests: "promise" })).sha256).toBe(one.sha256);
  });

  it("tells code of one text by what it answers, so that an opinion is not given again under another", () => {
    const answering = (verdict: Verdict) => withRule(() => verdict);
    const one = answering({ state: "satisfied", rests: "promise" });
    const other = answering({ state: "fired", rests: "promise", remarks: [], declared: ["title"] });
    expect(one.sha256).not.toBe(other.sha256);
    const opinion = review(complete, { ...asked, evidence: soundOf(complete), rulebook: one });
    const again = { evidence: soundOf(complete) };
    expect(replay(opinion, complete, { ...again, rulebooks: [one] }).same).toBe(true);
    expect(codeOf(() => replay(opinion, complete, { ...again, rulebooks: [other] }))).toBe("RULEBOOK_UNKNOWN");
  });

  it("stands for a rule that throws", () => {
    const thrown = withRule(() => {
      throw new Error("no");
    });
    expect(thrown.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a house profile", () => {
  it.each<[string, Partial<Profile>]>([
    ["required.recipients", { required: base.required.filter((need) => need !== "recipients") }],
    ["caps.cctv", { caps: { ...base.caps, cctv: { period: "P2M", source: "house" } } }],
    ["floors.access-log", { floors: {} }],
    ["floors.access-log", { floors: { "access-log": { period: "P3M", source: "house" } } }],
    ["home.RU", { home: ["RU"] }],
    ["rights.always.access", { rights: { ...base.rights, always: base.rights.always.filter((right) => right !== "access") } }],
    ["mentions.dpo.dpo", { mentions: { ...base.mentions, dpo: [] } }],
    ["traced", { traced: "connections" }],
    ["consent", { consent: "stated" }],
    ["lawOnlyRules", { lawOnlyRules: false }],
    ["sources.cnil", { sources: ["gdpr", "cnil-guide"] }],
    ["inForce", { inForce: { from: "2010-01-01" } }],
  ])("is refused where it asks for less than the law it rests on: %s", (path, more) => {
    expect(() => withProfile(own(more))).toThrow(
      expect.objectContaining({
        code: "RULEBOOK_INVALID",
        details: expect.objectContaining({ reason: "milder", profile: "house", base: "cnil-gdpr", paths: expect.arrayContaining([path]) }),
      }),
    );
  });

  it("that claims no law at all is held against every profile", () => {
    expect(codeOf(() => withProfile(own({ sources: [], required: [], caps: {}, floors: {} })))).toBe("RULEBOOK_INVALID");
  });

  it("may be stricter", () => {
    const strict = own({ caps: { ...base.caps, cctv: { period: "P15D", source: "house", beyond: "never" } } });
    const opinion = review(complete, { ...asked, profile: "house", rulebook: withProfile(strict) });
    expect(opinion.caveats.map(({ code }) => code)).not.toContain("profile-not-compared");
  });

  it("of another authority is compared with none, and each opinion under it says so", () => {
    const house = extendRulebook(standardRulebook(), { name: "house-1", authorities: [own({ required: [], caps: {} })] });
    expect(house.notCompared).toEqual(["house"]);
    const opinion = review(complete, { ...asked, profile: "house", rulebook: house });
    expect(opinion.caveats.map(({ code }) => code)).toContain("profile-not-compared");
    expect(house.sha256).not.toBe(withProfile(own({})).sha256);
  });
});

describe("an opinion of an older edition", () => {
  it("is refused with the version it needs, and given again where that edition is at hand", () => {
    const older = Object.freeze({ ...standardRulebook(), version: "3", sha256: "0".repeat(64) });
    const opinion = review(complete, { ...asked, rulebook: older });
    expect(() => replay(opinion, complete)).toThrow(expect.objectContaining({ code: "RULEBOOK_UNKNOWN", details: { version: "3" } }));
    expect(replay(opinion, complete, { rulebooks: [older] }).same).toBe(true);
  });
});
