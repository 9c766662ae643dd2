/** What is left to a person comes with its question; what fires comes with its remedy. */
import { rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { everyOpinion } from "./all-cases.ts";

const all = everyOpinion().flatMap(({ findings }) => findings);

describe("a finding", () => {
  it("left to a person asks in both languages, and each rule that a person decides is shown asking", () => {
    const human = all.filter(({ state }) => state === "human");
    expect(human.filter(({ question }) => (question?.fr ?? "").length < 10 || (question?.en ?? "").length < 10)).toEqual([]);
    expect(
      human.filter(({ question }) => !/\?$/.test(question?.fr ?? "") || !/\?$/.test(question?.en ?? "")).map(({ rule }) => rule),
    ).toEqual([]);
    const asking = new Set(human.map(({ rule }) => rule));
    expect(rulebook.filter(({ id, decides }) => decides.human && !asking.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it("that fires says what would satisfy it in both languages, unless it stands in for one that does", () => {
    const said = all.filter(({ state }) => state === "fired").flatMap(({ rule, remarks }) => remarks.map((remark) => ({ rule, remark })));
    const bare = said.filter(({ remark }) => remark.remedy.fr.trim() === "" || remark.remedy.en.trim() === "");
    expect(bare.map(({ rule }) => rule)).toEqual([]);
    const silent = all.filter(({ state, remarks }) => state === "fired" && remarks.length === 0).map(({ rule }) => rule);
    expect(silent).toEqual([]);
  });
});
