/** Each breach that a reference names is found on the fact that states it, and not on the corrected file; none is found on silence alone. */
import { readFileSync } from "node:fs";
import { type Finding, review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { type Breach, observedOn, type Seed, seeds } from "./seeds-breaches.ts";
import { emptyFile } from "./stated.ts";

const profile = "cnil-gdpr";
const byRule = (findings: readonly Finding[]): ReadonlyMap<string, Finding> => new Map(findings.map((one) => [one.rule, one]));

function was(seed: Seed): ReadonlyMap<string, Finding> {
  const document = seed.file("was");
  return byRule(review(document, { profile, asOf: seed.asOf, evidence: observedOn(seed, document) }).findings);
}

/** The line of the table in the example's page. */
const line = ({ breach, rule, fact }: Breach): string => `| ${breach} | \`${rule}\` | \`${fact}\` |`;

describe.each(seeds.map((seed) => [seed.name, seed] as const))("%s", (name, seed) => {
  const found = was(seed);
  const corrected = byRule(review(seed.file("corrected"), { profile, asOf: seed.correctedOn }).findings);
  const silent = byRule(review(emptyFile, { profile, asOf: seed.asOf }).findings);
  const readme = readFileSync(new URL(`../../../examples/${name}/README.md`, import.meta.url), "utf8");

  it.each(seed.breaches.map((one) => [one.breach, one] as const))("%s", (_, one) => {
    const finding = found.get(one.rule);
    expect(finding?.state).toBe("fired");
    expect(one.by === "gap" ? finding?.missing : finding?.declared).toContain(one.fact);
    // Silence says none of it: the empty file's finding, if there is one, is about other facts.
    const said = silent.get(one.rule);
    if (said?.state === "fired") expect([...(said.declared ?? []), ...(said.missing ?? [])]).not.toContain(one.fact);
    expect(corrected.get(one.rule)?.state ?? "not-applicable").not.toBe("fired");
  });

  it("is told in the example's page, breach by breach", () => {
    expect(seed.breaches.map(line).filter((one) => !readme.includes(one))).toEqual([]);
  });
});

describe("the seeds together", () => {
  it("are found on so many wrong values, gaps in what is stated, and observations", () => {
    const count = (by: Breach["by"], { breaches }: Seed): number => breaches.filter((one) => one.by === by).length;
    expect(seeds.map((seed) => [seed.name, count("value", seed), count("gap", seed), count("seen", seed)])).toEqual([
      ["slot-booking", 4, 6, 0],
      ["body-cameras", 6, 0, 1],
      ["social-case-file", 5, 6, 0],
      ["youth-pass", 2, 2, 1],
    ]);
  });
});
