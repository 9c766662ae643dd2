/** What every rule answers, whole: a change of a word, a fact or a state shows here, and nothing else does. */
import { createHash } from "node:crypto";
import type { ProcessingDocument } from "@favorable/processing";
import { type Finding, type ReviewOptions, review, rulebook, type Section } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { decidedCases } from "../../processing/test/cases/all-facts.ts";
import { cases, opinionOf } from "./all-cases.ts";
import { drop, places } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";

const PROFILES = ["ccin-1165", "apdp-1565", "cnil-gdpr"] as const;
const SECTIONS: readonly Section[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
const empty: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "submitted" };

/** A finding as lines to read. */
function lines(finding: Finding | undefined): readonly string[] {
  if (finding === undefined) return ["  not-applicable"];
  const { state, severity, rests, declared = [], missing = [], question, remarks } = finding;
  return [
    `  ${state}${state === "fired" ? ` (${severity})` : ""}, rests on ${rests}`,
    ...declared.map((fact) => `  = ${fact}`),
    ...missing.map((fact) => `  ? ${fact}`),
    ...(question === undefined ? [] : [`  « ${question.fr} »`, `  “${question.en}”`]),
    ...remarks.flatMap(({ section, word, where, statement, remedy }) => [
      `  ${section} ${word}${where === undefined ? "" : `, ${where}`}`,
      ...[statement.fr, statement.en].map((text) => `    ${text}`),
      ...[remedy.fr, remedy.en].map((text) => `    → ${text}`),
    ]),
  ];
}

/** The same in eight figures, where there are too many to read. */
function short(finding: Finding | undefined): string {
  return digest(lines(finding));
}

function digest(text: readonly string[]): string {
  return createHash("sha256").update(text.join("\n")).digest("hex").slice(0, 8);
}

function inRows(file: ProcessingDocument, options: ReviewOptions): string {
  const { findings } = review(file, options);
  return rulebook.map(({ id }) => `  ${id} ${short(findings.find(({ rule }) => rule === id))}`).join("\n");
}

describe("the answer of a rule", () => {
  it.each(SECTIONS)("on each case of section %s is what it was", async (section) => {
    const ids = rulebook.filter((rule) => rule.section === section).map(({ id }) => id);
    const texts = cases
      .filter(({ rule }) => ids.includes(rule))
      .map((one) => [`${one.rule}: ${one.when}`, ...lines(opinionOf(one).findings.find(({ rule }) => rule === one.rule))].join("\n"));
    await expect(`${texts.sort().join("\n\n")}\n`).toMatchFileSnapshot(`verdicts/${section}.txt`);
  });

  it("on each reference document, in each stage and profile, is what it was", async () => {
    const named = [
      ["an empty file", empty],
      ["a complete file", complete],
      ["the hospital's file as submitted", chpgSubmitted],
      ["the hospital's file as corrected", chpgCorrected],
      ...decidedCases.map(({ name, document }) => [name, document] as const),
    ] as const;
    const asked = PROFILES.flatMap((profile) => (["draft", "submitted"] as const).map((stage) => ({ profile, stage })));
    const texts = named.map(([name, file]) => {
      const opinions = asked.map(({ profile, stage }) => review({ ...file, stage }, { profile, asOf: "2021-10-20" }));
      const answer = (id: string): string => digest(opinions.flatMap(({ findings }) => lines(findings.find(({ rule }) => rule === id))));
      return [name, ...rulebook.map(({ id }) => `  ${id} ${answer(id)}`)].join("\n");
    });
    const evidenced = PROFILES.map(
      (profile) =>
        `a complete file with evidence, ${profile}\n${inRows(complete, { profile, asOf: "2022-06-01", evidence: soundOf(complete) })}`,
    );
    await expect(`${[...texts, ...evidenced].join("\n\n")}\n`).toMatchFileSnapshot("verdicts/documents.txt");
  });

  it("on a complete file without one of the facts it reads is what it was", async () => {
    const facts = [...new Set(rulebook.flatMap(({ needs }) => needs))].filter((need) => !need.startsWith("evidence.")).sort();
    const texts = facts.flatMap((fact) => {
      const readers = rulebook.filter(({ needs }) => needs.includes(fact));
      return places(complete, fact)
        .slice(0, 3)
        .flatMap((place) => {
          const opinions = (["draft", "submitted"] as const).flatMap((stage) => {
            try {
              return [{ stage, ...review({ ...drop(complete, place), stage }, { profile: "cnil-gdpr", asOf: "2021-10-20" }) }];
            } catch {
              return []; // The form requires the fact: a document without it is not one.
            }
          });
          const answers = readers.flatMap(({ id }) =>
            opinions.map(({ stage, findings }) => `  ${id}, ${stage} ${short(findings.find(({ rule }) => rule === id))}`),
          );
          return answers.length === 0 ? [] : [[place, ...answers].join("\n")];
        });
    });
    await expect(`${texts.join("\n\n")}\n`).toMatchFileSnapshot("verdicts/silence.txt");
  });
});
