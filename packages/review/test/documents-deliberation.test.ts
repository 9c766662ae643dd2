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

/** French spaces as plain ones. */
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

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
      (["Modifie la finalité comme suit :", "Considère que :", "Rappelle que :", "Demande que :"] as const).map((lead) => {
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
    expect(french.split("\n")[4]).toContain("aucune autorité ne les a prononcées");
    expect(french).not.toMatch(/Le Président/);
    expect(french).toContain("Signature\u00a0: …………………………");
  });

  it("says who is responsible, why the file is here and how far the review goes, in sentences; what else is declared is in annex C", () => {
    const preamble = between(french, "## Préambule", "## I.");
    expect(preamble).toContain("est soumis à l’avis de la Commission conformément à l’article 7 de la loi n°\u00a01.165.");
    expect(preamble).toContain("aucune preuve d’exécution n’y est prise en compte");
    expect(preamble).not.toContain("- ");
    expect(french).toContain("présenté par\u00a0: Centre Hospitalier Princesse Grace");
    const body = french.slice(0, french.indexOf("## Annexe A"));
    expect(body).not.toMatch(/fuseau horaire|personnes visées par l’énoncé|satisfaites/);
    expect(french.slice(french.indexOf("## Annexe C"))).toContain("fuseau horaire");
  });

  it("ends each section on a verdict: considered where its rules are satisfied, else under what reserve, or what is wanting", () => {
    const last = (from: string, to: string): string | undefined => between(french, from, to).trim().split("\n").at(-1);
    expect(last("## II. ", "## III. ")).toBe("La Commission considère que le traitement est licite et justifié.");
    expect(last("## I. ", "## II. ")).toMatch(
      /^Sous réserve de la prise en compte de ce qui précède et de l’appréciation .* pourra considérer que la finalité/,
    );
    expect(last("## III. ", "## IV. ")).toMatch(/^Faute de ce qui est dit manquer ci-dessus, la Commission ne peut, en l’état, considérer/);
  });

  it("names what is not stated, and the rules that could not be assessed with the places that are missing, in words", () => {
    expect(french).toContain("Les sous-traitants ne sont pas déclarés.");
    const eight = spaced(between(french, "## VIII.", "## IX."));
    expect(eight).toContain(
      "Non déclaré : conservation, « données d’identification électronique », durée minimale ; journalisation, support",
    );
    expect(french.slice(0, french.indexOf("## Annexe A"))).not.toMatch(/`(retention|rights|security|access|evidence)\./);
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
    expect(text).toMatch(/- Having regard to the runtime evidence of 20 November 2021, SHA-256 `[0-9a-f]{64}`;/);
  });

  it("folds runs of the purge that found nothing, and counts in the grammar of the language", () => {
    const first = review(chpgCorrected, onTheDay);
    const idle = ["2021-11-01", "2021-11-08", "2021-11-15"].map((on) => ({ policy: "logs", on, deleted: 0, proved: 0 }));
    const bundle: EvidenceBundle = {
      ...evidence(first.declaration.sha256),
      purges: [
        ...idle,
        { policy: "vaccination", on: "2021-11-19", deleted: 1, proved: 1 },
        { policy: "vaccination", on: "2021-11-20", deleted: 0, proved: 0 },
      ],
      exports: { copies: 1, plain: 0, entries: 1 } as EvidenceBundle["exports"] & object,
    };
    const given = review(chpgCorrected, { profile: "ccin-1165", asOf: "2021-11-21", evidence: bundle });
    const text = spaced(paperMarkdown(deliberation(chpgCorrected, given, { language: "fr", evidence: bundle })));
    expect(text).toContain("du 1er novembre 2021 au 15 novembre 2021 : 3 passages sans suppression");
    expect(text).toContain("19 novembre 2021 : 1 suppression, 1 prouvée");
    expect(text).toContain("20 novembre 2021 : aucune suppression");
    expect(text).toContain("1 copie, dont 1 chiffrée ; 1 entrée au registre");
    expect(text).not.toMatch(/(?<!\d)0\s(suppressions|questions)/);
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
