/** What a rule says it needs is what it reads. */
import { calendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type EvidenceBundle, type ProfileId, profileOf, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { cases } from "./all-cases.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";
import { factsRead, plain, recording } from "./reads.ts";

interface Given {
  readonly file: ProcessingDocument;
  readonly profile: ProfileId;
  readonly asOf: string;
  readonly evidence: EvidenceBundle | undefined;
}

const given: readonly Given[] = [
  ...cases.flatMap((one) => {
    const file = one.change?.(complete) ?? complete;
    const evidence = one.evidence === "none" ? undefined : soundOf(file, one.evidence);
    return (["ccin-1165", "cnil-gdpr"] as const).map((profile) => ({ file, profile, asOf: one.asOf ?? "2022-06-01", evidence }));
  }),
  ...[chpgSubmitted, chpgCorrected].flatMap((file) =>
    (["draft", "submitted"] as const).map((stage) => ({
      file: { ...file, stage },
      profile: "ccin-1165" as const,
      asOf: "2021-10-20",
      evidence: undefined,
    })),
  ),
];

describe("the needs of a rule", () => {
  it.each(rulebook.map((rule) => [rule.id, rule] as const))("are the facts it reads: %s", (_, rule) => {
    const read = new Set<string>();
    const note = (path: string): void => void read.add(path);
    for (const { file, profile, asOf, evidence } of given)
      rule.check({
        document: recording(file, [], note),
        profile: profileOf(profile),
        asOf: calendarDate(asOf),
        evidence: evidence === undefined ? undefined : recording(evidence, ["evidence"], note),
        beforeStart: false,
      });
    expect([...new Set(rule.needs.map(plain))].sort()).toEqual(factsRead(read));
  });

  it("hold evidence if and only if the rule decides by evidence", () => {
    const wrong = rulebook.filter(({ needs, decides }) => needs.some((path) => path.startsWith("evidence.")) !== decides.evidence);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
