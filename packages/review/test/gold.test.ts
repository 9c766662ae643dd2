/** The hospital's file against the remarks of CCIN deliberation 2021-206. */
import { existsSync, readFileSync } from "node:fs";
import { review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { gold, goldScores, making, onTheDay } from "./gold-remarks.ts";
import { spoken } from "./stated.ts";

const GOLD = "../shared/reference/chpg-gold.json";
/** Rules behind the findings of conformity C03, C07, C12, C18, C19, C22, C26 and C33, which must stay silent. */
const CONFORMITY: Readonly<Record<string, readonly string[]>> = {
  C03: ["pur-determined-explicit"],
  C07: ["law-basis-declared", "law-explicit-legal-text", "law-basis-in-force", "law-special-category-condition", "law-consent-valid"],
  C12: [
    "inf-each-field-necessary",
    "inf-origin-declared",
    "inf-special-category-minimal",
    "inf-free-text-controlled",
    "inf-accurate-and-current",
  ],
  C18: ["rig-rights-channels-complete"],
  C19: ["acc-roles-x-actions-declared", "acc-need-to-know-role", "acc-scope-by-unit"],
  C22: ["lnk-linked-processing-lawful"],
  C26: ["sec-password-strength", "sec-encryption-at-rest-transit", "sec-physical-and-manual", "sec-export-ledger"],
  C33: ["ret-defined-per-category", "ret-anchored-justified", "ret-doctrine-cap", "ret-automatic-purge", "ret-archive-separated"],
};

describe("the file as submitted", () => {
  const opinion = review(chpgSubmitted, onTheDay);

  it("is favourable with conditions", () => expect(opinion.outcome).toBe("favorable-with-conditions"));

  it("is compared with the remarks of the reference", (context) => {
    if (!existsSync(GOLD)) context.skip(`${GOLD} is not there: it holds the remarks to reach`);
    const reference: readonly object[] = JSON.parse(readFileSync(GOLD, "utf8"));
    expect(gold).toHaveLength(19);
    expect(reference).toMatchObject(gold.map(({ fact: _, ...remark }) => remark));
  });

  const found = spoken(chpgSubmitted, onTheDay);

  it.each(gold.filter(({ fact }) => fact !== undefined).map((remark) => [remark.id, remark] as const))(
    "draws %s on the fact that the file states",
    (_, remark) => {
      const facts = making(found, remark).flatMap(({ finding }) => [...(finding.declared ?? []), ...(finding.missing ?? [])]);
      expect(facts).toContain(remark.fact);
    },
  );

  it("draws nine of the nineteen actionable remarks on stated facts, nine on silence, and one not at all", () => {
    const { fact, silence } = goldScores["the hospital's file"];
    expect(fact).toEqual(gold.flatMap((remark) => (remark.fact === undefined ? [] : [remark.id])));
    expect(silence).toEqual(["C14", "C15", "C16", "C17", "C20", "C27", "C28", "C29", "C31"]);
    // C08 says what the law offers to the persons: no fact of the file leads to it.
    expect(gold.map(({ id }) => id).filter((id) => ![...fact, ...silence].includes(id))).toEqual(["C08"]);
  });

  it("says, where a notice reaches one category only, which ones it does not", () => {
    // C14 is counted on silence, since an empty file is asked the same; of this file the finding names the five it leaves out.
    const missing = found.get("rig-notice-reaches-all")?.finding.missing ?? [];
    expect(missing).toHaveLength(5);
    expect(missing).toContain("notices.*.channels.*.reaches ∌ volunteers");
  });

  it("is told from files that say nothing of it: an empty one draws none of them on a fact, a library's lending three", () => {
    const empty = goldScores["an empty file"];
    const library = goldScores["a library's lending"];
    expect([empty.fact, empty.silence.length]).toEqual([[], 9]);
    // No population that covers everyone, no place in the text for anyone, no text behind a field: true of that file too.
    expect([library.fact, library.silence.length]).toEqual([["C01", "C02", "C10"], 9]);
  });

  it("draws them in sections and words that do not need the reference", () => {
    const said = opinion.findings.flatMap((finding) => finding.remarks.map((remark) => `${remark.section} ${remark.word} ${finding.rule}`));
    expect(said).toEqual([
      "I modifie pur-covers-data-subjects",
      "I demande pur-subjects-within-legal-scope",
      "II prend-acte law-basis-in-force",
      "III demande inf-legally-limited-fields",
      "III souligne inf-source-conditioned-minimum",
      "IV rappelle rig-notice-exists-attached",
      "IV demande rig-notice-reaches-all",
      "IV rappelle rig-access-one-month",
      "IV considere rig-requester-identity-check",
      "IV precise rig-identity-copy-safeguards",
      "V rappelle acc-individual-credentials",
      "V demande acc-undeclared-actor",
      "VI demande lnk-transient-channel-purge",
      "VI demande lnk-purge-reaches-backups",
      "VII rappelle sec-infra-nominative-strong",
      "VII demande sec-export-encrypted",
      "VII rappelle sec-state-of-the-art-maintained",
      "V demande ret-log-floor",
      "VIII demande ret-log-floor",
      "VIII rappelle nec-change-triggers-review",
    ]);
  });

  it("rewrites the purpose as the authority did", () => {
    const remark = opinion.findings.find((finding) => finding.rule === "pur-covers-data-subjects")?.remarks[0];
    expect(remark?.statement.fr).toBe(
      "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
    );
    expect(remark?.statement.en).toBe(
      "Follow-up of the vaccination of employees and of persons working at CHPG subject to the vaccination duty",
    );
  });

  it("asks that the logs live eighteen months in section V and until the end of the duty in section VIII", () => {
    const remarks = opinion.findings.find((finding) => finding.rule === "ret-log-floor")?.remarks ?? [];
    expect(remarks.map((remark) => remark.statement.fr)).toEqual([
      "les logs de connexion ne puissent pas être modifiés ou supprimés avant une période de 18 mois",
      "les logs de connexion ne puissent pas être modifiés ou supprimés avant la fin de l'obligation vaccinale",
    ]);
  });

  it("takes note of the consent before the duty", () => {
    const remark = opinion.findings.find((finding) => finding.rule === "law-basis-in-force")?.remarks[0];
    expect(remark?.statement.fr).toBe(
      "avant le 30 octobre 2021, le traitement a pour justification le consentement des personnes concernées",
    );
  });

  it.each(Object.entries(CONFORMITY))("does not raise what the authority found to conform: %s", (_, rules) => {
    expect(opinion.findings.filter((finding) => rules.includes(finding.rule) && finding.state === "fired")).toEqual([]);
  });

  it("applies no rule and cites no text of a later law", () => {
    expect(opinion.notApplicable.filter(({ reason }) => reason === "profile")).toHaveLength(14);
    expect(opinion.findings.filter((finding) => /GDPR|1\.565|APDP/.test(finding.source.en))).toEqual([]);
  });
});

describe("the file as corrected", () => {
  const opinion = review(chpgCorrected, onTheDay);

  it("is favourable, with its standing reminders", () => {
    expect(opinion.outcome).toBe("favorable");
    expect(opinion.findings.filter((finding) => finding.state === "fired").map((finding) => `${finding.severity} ${finding.rule}`)).toEqual(
      [
        "reminder acc-individual-credentials",
        "reminder sec-infra-nominative-strong",
        "reminder sec-state-of-the-art-maintained",
        "reminder nec-change-triggers-review",
      ],
    );
  });

  it("names the event that ends the duty when the floor of the logs is taken away", () => {
    const { logs: _, ...retention } = chpgCorrected.retention ?? {};
    const short = review(
      { ...chpgCorrected, retention: { ...retention, logs: { categories: ["connectionLogs"], maximum: { period: "P1Y" } } } },
      onTheDay,
    );
    const remarks = short.findings.find((finding) => finding.rule === "ret-log-floor")?.remarks ?? [];
    expect(remarks.at(-1)?.statement.fr).toContain("avant la fin de l'obligation vaccinale");
  });
});
