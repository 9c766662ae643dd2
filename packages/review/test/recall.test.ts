/** What the rules find of what authorities found, as a table that cannot lie: it is compared with the page that is committed. */
import { review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { callRecording } from "./decisions/call-recording.ts";
import type { Decision } from "./decisions/decision.ts";
import { reference } from "./decisions/reference.ts";

const decisions: readonly Decision[] = [...reference, callRecording];

/** Rules that fire on a stated fact or on silence, by id; evidence is none: only what the file says speaks. */
function fired({ document }: Decision): ReadonlyMap<string, "fact" | "silence"> {
  const { findings } = review({ ...document, stage: "submitted" }, { profile: "cnil-gdpr", asOf: "2024-01-05" });
  const speaking = findings.filter(({ state }) => state === "fired");
  return new Map(speaking.map(({ rule, declared = [] }) => [rule, declared.length > 0 ? "fact" : "silence"]));
}

function page(): string {
  const rows = decisions.map((decision) => {
    const found = fired(decision);
    const hit = decision.remarks.filter(({ rules }) => rules.some((rule) => found.has(rule)));
    const stated = hit.filter(({ rules }) => rules.some((rule) => found.get(rule) === "fact")).length;
    const named = new Set(decision.remarks.flatMap(({ rules }) => rules));
    const beyond = [...found].filter(([rule]) => !named.has(rule));
    const on = (kind: string): number => beyond.filter(([, why]) => why === kind).length;
    const missed = decision.remarks.filter((one) => !hit.includes(one));
    return {
      decision,
      hit,
      stated,
      missed,
      facts: on("fact"),
      silence: on("silence"),
      rules: beyond.filter(([, why]) => why === "fact").map(([rule]) => rule),
    };
  });
  return `${[
    "# What the rules find of what authorities found",
    "",
    "Each decision as a submitted file, reviewed under `cnil-gdpr` without evidence. A remark is found when a rule that would say it fires.",
    "Beyond the remarks, rules fire on stated facts that the decision does not speak of (false alarms), and on what its summary does not state.",
    "What is found on silence is found cheaply: the summary says nothing, and a submitted file that says nothing is faulted.",
    "A test writes this page and fails when it is stale.",
    "",
    "| decision | source | found | of these, on stated facts | beyond, on stated facts | beyond, on silence |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ decision, hit, stated, facts, silence }) =>
        `| ${decision.name} | ${decision.source} | ${hit.length} of ${decision.remarks.length} | ${stated} | ${facts} | ${silence} |`,
    ),
    "",
    "## Not found",
    "",
    ...rows.flatMap(({ decision, missed }) =>
      missed.map(
        ({ remark, rules }) =>
          `- ${decision.name}: ${remark}${rules.length === 0 ? " (no rule)" : ` (${rules.map((rule) => `\`${rule}\``).join(", ")})`}`,
      ),
    ),
    "",
    "## Beyond the remarks, on stated facts",
    "",
    ...rows.map(
      ({ decision, rules }) => `- ${decision.name}: ${rules.length === 0 ? "none" : rules.map((rule) => `\`${rule}\``).join(", ")}`,
    ),
    "",
  ].join("\n")}`;
}

describe("the rules on decisions", () => {
  it("find what the page says they find", async () => {
    await expect(page()).toMatchFileSnapshot("../../../docs/review-recall.md");
  });

  it.each(decisions.map((decision) => [decision.name, decision] as const))("find at least half of the remarks of %s", (_, decision) => {
    const found = fired(decision);
    const hit = decision.remarks.filter(({ rules }) => rules.some((rule) => found.has(rule)));
    expect(hit.length * 2).toBeGreaterThanOrEqual(decision.remarks.length);
  });
});
