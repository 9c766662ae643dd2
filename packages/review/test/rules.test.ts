/** Each rule, tried by breaking one fact of a file that meets them all. */
import { type Finding, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { cases, opinionOf } from "./all-cases.ts";
import type { Case } from "./cases/case.ts";

function find(one: Case): Finding | undefined {
  return opinionOf(one).findings.find((finding) => finding.rule === one.rule);
}

describe("each rule", () => {
  it.each(cases.map((one) => [`${one.rule}: ${one.when}`, one] as const))("%s", (_, one) => {
    const finding = find(one);
    const fired =
      finding?.state === "fired" ? [finding.severity, ...finding.remarks.map(({ section, word }) => `${section} ${word}`)] : undefined;
    expect(fired ?? finding?.state ?? "not-applicable").toEqual(one.gives);
  });

  it("is shown firing at least once, unless it is left to a person alone", () => {
    const shown = new Set(cases.filter(({ gives }) => Array.isArray(gives)).map(({ rule }) => rule));
    const alone = ["rig-restriction-upheld"];
    expect(rulebook.map(({ id }) => id).filter((id) => !shown.has(id) && !alone.includes(id))).toEqual([]);
  });

  it("says why it fires: a stated fact, an observed count, or the path that is missing", () => {
    for (const finding of cases.flatMap((one) => find(one) ?? []).filter(({ state }) => state === "fired"))
      expect([finding.rule, (finding.declared ?? []).length + (finding.missing ?? []).length]).not.toEqual([finding.rule, 0]);
  });
});
