/** Each rule, tried by breaking one fact of a file that meets them all. */
import { type Finding, review, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import type { Case } from "./cases/case.ts";
import { governance } from "./cases/governance.ts";
import { information } from "./cases/information.ts";
import { lawOnly } from "./cases/law-only.ts";
import { linksAndSecurity } from "./cases/links-and-security.ts";
import { purposeAndLaw } from "./cases/purpose-and-law.ts";
import { retention } from "./cases/retention.ts";
import { rightsAndAccess } from "./cases/rights-and-access.ts";
import { complete, soundOf } from "./complete.ts";

const cases = [...purposeAndLaw, ...information, ...rightsAndAccess, ...linksAndSecurity, ...retention, ...governance, ...lawOnly];

/** Adding `sound` makes what a case says of evidence the only thing that is wrong. */
function find(one: Case): Finding | undefined {
  const file = one.change?.(complete) ?? complete;
  const evidence = one.evidence === "none" ? {} : { evidence: soundOf(file, one.evidence) };
  const opinion = review(file, { profile: one.profile ?? "cnil-gdpr", asOf: one.asOf ?? "2022-06-01", ...evidence });
  return opinion.findings.find((finding) => finding.rule === one.rule);
}

describe("each rule", () => {
  it.each(cases.map((one) => [`${one.rule}: ${one.when}`, one] as const))("%s", (_, one) => {
    const finding = find(one);
    const fired =
      finding?.state === "fired" ? [finding.severity, ...finding.remarks.map(({ section, word }) => `${section} ${word}`)] : undefined;
    expect(fired ?? finding?.state ?? "not-applicable").toEqual(one.gives);
  });

  it("is shown firing at least once", () => {
    const shown = new Set(cases.filter(({ gives }) => Array.isArray(gives)).map(({ rule }) => rule));
    expect(rulebook.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it("says why it fires: a stated fact, an observed count, or the path that is missing", () => {
    for (const finding of cases.flatMap((one) => find(one) ?? []).filter(({ state }) => state === "fired"))
      expect([finding.rule, (finding.declared ?? []).length + (finding.missing ?? []).length]).not.toEqual([finding.rule, 0]);
  });
});
