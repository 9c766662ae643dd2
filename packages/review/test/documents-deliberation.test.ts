/** The draft deliberation, against the hospital's file and the operative part of CCIN deliberation 2021-206. */
import { existsSync, readFileSync } from "node:fs";
import { type EvidenceBundle, review } from "@favorable/review";
import { deliberation, paperHtml, paperMarkdown } from "@favorable/review/documents";
import { describe, expect, it } from "vitest";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";

const GOLD = "../shared/reference/chpg-gold.json";
const onTheDay = { profile: "ccin-1165", asOf: "2021-10-20" } as const;
const opinion = review(chpgSubmitted, onTheDay);
const french = paperMarkdown(deliberation(chpgSubmitted, opinion, { language: "fr" }));
const between = (text: string, from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to));

interface GoldRemark {
  readonly id: string;
  readonly section: string;
  readonly word: string;
  readonly where: "body" | "dispositif";
  readonly rules: readonly string[];
}

describe("the draft deliberation on the hospital's file", () => {
  it.each(["fr", "en"] as const)("is the same text as before, in %s", async (language) => {
    const whole = paperMarkdown(deliberation(chpgSubmitted, opinion, { language }));
    // The hash of the rulebook changes with every edition; the edition itself is named.
    const text = whole.replace(opinion.rulebook.sha256, "(hash of the rulebook)");
    await expect(text).toMatchFileSnapshot(`golden/chpg-deliberation.${language}.md`);
  });

  it("repeats in its operative part what the authority repeated, under the same words and of the same sections", (context) => {
    if (!existsSync(GOLD)) context.skip(`${GOLD} is not there: it holds the operative part to reach`);
    const gold: readonly GoldRemark[] = JSON.parse(readFileSync(GOLD, "utf8"));
    const part = between(french, "## Dispositif", "## Annexe A");
    const groups = new Map(
      (["Modifie :", "Considère que :", "Rappelle que :", "Demande que :"] as const).map((lead) => {
        const from = part.indexOf(`\n${lead.replace(" :", "\u00a0:")}\n`);
        const rest = part.slice(from + lead.length + 2);
        return [
          lead.split(" ")[0]?.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),
          from < 0 ? "" : (/^[\s\S]*?(?=\n\n[^-\n])/.exec(rest)?.[0] ?? rest),
        ];
      }),
    );
    const said = ({ section, word, rules }: GoldRemark): boolean =>
      rules.some((rule) => groups.get(word)?.includes(`(${section}, \`${rule}\`)`) === true);
    const operative = gold.filter(({ where }) => where === "dispositif");
    expect(operative).toHaveLength(14);
    // C08 says what the law offers to the persons: no fact of the file leads to it.
    expect(operative.filter((remark) => !said(remark)).map(({ id }) => id)).toEqual(["C08"]);
    // What the authority says in the body only stands in the body only.
    expect(gold.filter((remark) => remark.where === "body" && said(remark)).map(({ id }) => id)).toEqual([]);
  });

  it("says every remark in its section, and marks what the operative part does not repeat", () => {
    const four = between(french, "## IV.", "## V.");
    expect(four).toContain("rappelle que la réponse à un droit d’accès doit intervenir dans le mois suivant la réception de la demande");
    expect(four.match(/\(corps seulement\)/g)).toHaveLength(1);
    expect(between(french, "## III.", "## IV.")).toContain("souligne");
  });

  it("rewrites the purpose, and ends as the authority did", () => {
    expect(french).toContain(
      "- «\u00a0Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l’obligation vaccinale\u00a0»",
    );
    expect(french).toContain("**À la condition de la prise en compte de ce qui précède, le présent projet porte un avis favorable.**");
  });

  it("never passes for a decision: title and first lines say draft, nobody signs", () => {
    expect(french.split("\n")[0]).toMatch(/^# Projet de délibération/);
    expect(french.split("\n")[2]).toContain("Ne vaut pas décision d’une autorité");
    expect(french).not.toMatch(/Le Président|la Commission (demande|rappelle|considère)/);
  });

  it("names what is not stated, and the rules that could not be assessed with their paths", () => {
    expect(french).toContain("Les sous-traitants ne sont pas déclarés.");
    expect(between(french, "## VIII.", "## IX.")).toContain("`retention.logs.minimum`");
    expect(french).toContain("18 déclenchées, 17 satisfaites, 8 non évaluables faute de déclaration, 8 réservées à l’appréciation humaine");
  });
});

describe("the draft deliberation on other opinions", () => {
  const evidence = (declaration: string): EvidenceBundle => ({
    asOf: "2021-11-20",
    simulated: false,
    declaration,
    log: { verdict: "intact", witnessed: "witnessed", size: 1204 },
    ages: { identityStaff: { oldest: "2021-10-30", overdue: 0 } },
    purges: [{ policy: "vaccination", on: "2021-11-19", deleted: 3, proved: 3 }],
  });

  it("is favourable for the corrected file, and shows the evidence it was given on", () => {
    const first = review(chpgCorrected, onTheDay);
    const bundle = evidence(first.declaration.sha256);
    const given = review(chpgCorrected, { profile: "ccin-1165", asOf: "2021-11-21", evidence: bundle });
    const text = paperMarkdown(deliberation(chpgCorrected, given, { language: "en", evidence: bundle }));
    expect(text).toContain("Log: 1,204 entries, intact, confirmed outside the system.");
    expect(text).toContain("3 deletions, 3 proved");
  });

  it("does not show evidence that did not count, and says why", () => {
    const bundle = evidence("0".repeat(64));
    const given = review(chpgCorrected, { profile: "ccin-1165", asOf: "2021-11-21", evidence: bundle });
    const text = paperMarkdown(deliberation(chpgCorrected, given, { language: "en", evidence: bundle }));
    expect(text).toContain("it was measured against another declaration");
    expect(text).not.toContain("1,204");
  });

  it("cannot be favourable when a block fires, and says so where the operative part ends", () => {
    const empty = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
    const text = paperMarkdown(deliberation(empty, review(empty, onTheDay), { language: "en" }));
    expect(text).toContain("Objects to the processing as it stands, and asks that:");
    expect(text).toContain("**As it stands, this draft cannot give a favourable opinion.**");
  });

  it("refuses an opinion on another declaration, and evidence that is not the opinion's", () => {
    expect(() => deliberation(chpgCorrected, opinion, { language: "fr" })).toThrow(
      expect.objectContaining({ code: "DECLARATION_MISMATCH" }),
    );
    const bundle = evidence(opinion.declaration.sha256);
    expect(() => deliberation(chpgSubmitted, opinion, { language: "fr", evidence: bundle })).toThrow(
      expect.objectContaining({ code: "EVIDENCE_MISMATCH" }),
    );
  });

  it("gives the same page for the same input", () => {
    const page = (): string => paperHtml(deliberation(chpgSubmitted, opinion, { language: "fr" }));
    expect(page()).toBe(page());
  });
});
