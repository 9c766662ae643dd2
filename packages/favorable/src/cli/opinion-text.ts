/** The opinion as a person reads it in a terminal, in French or English; the same text when piped. */
import type { ProcessingDocument } from "@favorable/processing";
import type { Opinion } from "@favorable/review";

type Language = "fr" | "en";

const OUTCOME = {
  fr: {
    favorable: "AVIS FAVORABLE",
    "favorable-with-conditions": "AVIS FAVORABLE SOUS CONDITIONS",
    unfavorable: "AVIS DÉFAVORABLE EN L'ÉTAT",
    incomplete: "DOSSIER INCOMPLET",
  },
  en: {
    favorable: "FAVORABLE",
    "favorable-with-conditions": "FAVORABLE WITH CONDITIONS",
    unfavorable: "UNFAVORABLE AS IT STANDS",
    incomplete: "INCOMPLETE FILE",
  },
} as const;

const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  modifie: { fr: "Modifie", en: "Modifies" },
  considere: { fr: "Considère", en: "Considers" },
  rappelle: { fr: "Rappelle", en: "Recalls" },
  demande: { fr: "Demande", en: "Asks" },
  souligne: { fr: "Souligne", en: "Stresses" },
  precise: { fr: "Précise", en: "Specifies" },
  constate: { fr: "Constate", en: "Notes" },
  "prend-acte": { fr: "Prend acte", en: "Takes note" },
};

const COPY = {
  fr: {
    asOf: "au",
    lifts: "ce qui suffit",
    counts: "déclenchées, satisfaites, non évaluables, laissées à une personne",
    missing: "manque",
    questions: "À une personne de dire",
  },
  en: {
    asOf: "as of",
    lifts: "what lifts it",
    counts: "fired, satisfied, not assessable, left to a person",
    missing: "missing",
    questions: "For a person to say",
  },
} as const;

/** Prints the opinion: outcome, what weighs on it by section, what is missing, what a person decides. */
export function opinionText(opinion: Opinion, document: ProcessingDocument, language: Language): string {
  const copy = COPY[language];
  const { counts } = opinion;
  const title = document.title?.[language] ?? document.title?.fr ?? document.title?.en ?? document.id;
  const lines = [
    `${OUTCOME[language][opinion.outcome]}`,
    `${title} · ${opinion.profile} · ${copy.asOf} ${opinion.asOf}`,
    `${counts.fired} / ${counts.satisfied} / ${counts.notAssessable} / ${counts.human} ${copy.counts}`,
    "",
  ];
  for (const [said, rules] of remarksOf(opinion)) {
    lines.push(`${said.section.padEnd(5)}${WORDS[said.word]?.[language] ?? said.word} : ${said.statement[language]}`);
    lines.push(`     → ${copy.lifts} : ${said.remedy[language]}  [${rules.join(", ")}]`);
  }
  const missing = opinion.findings.filter(({ state }) => state === "not-assessable");
  if (missing.length > 0)
    lines.push("", ...missing.map(({ rule, missing: paths }) => `?    ${rule} · ${copy.missing} : ${(paths ?? []).join(", ")}`));
  const questions = opinion.findings.filter(({ state }) => state === "human");
  if (questions.length > 0)
    lines.push("", `${copy.questions} :`, ...questions.map(({ rule, question }) => `  - ${question?.[language] ?? ""}  [${rule}]`));
  return `${lines.join("\n")}\n`;
}

type Said = Opinion["findings"][number]["remarks"][number];

/** Each remark once, with the rules that make it. */
function remarksOf({ findings }: Opinion): ReadonlyMap<Said, readonly string[]> {
  const byText = new Map<string, Said>();
  const rules = new Map<Said, string[]>();
  for (const { rule, remarks } of findings)
    for (const remark of remarks) {
      const key = JSON.stringify([remark.section, remark.word, remark.statement]);
      const said = byText.get(key) ?? remark;
      byText.set(key, said);
      const known = rules.get(said) ?? [];
      if (!known.includes(rule)) rules.set(said, [...known, rule]);
    }
  return rules;
}
