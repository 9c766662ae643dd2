/** The impact assessment as a paper, in the four parts of the CNIL's method. */
import type { ProcessingDocument } from "@favorable/processing";
import { inLanguage } from "../glossary/lookup.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Item, Language, Paper } from "../paper/paper.ts";
import { textOf } from "../paper/spans.ts";
import { coded, paperOf, type Saying, saying, text } from "../saying.ts";
import { absentMeasures } from "./measures.ts";
import { toValidate } from "./proposals.ts";
import { QUESTIONS } from "./questions.ts";
import { FEARED, fearedEvent, measuresOf, RISK_LISTS, type RiskList } from "./risks.ts";

const LEVELS: readonly (readonly [fr: string, en: string])[] = [
  ["négligeable", "negligible"],
  ["limitée", "limited"],
  ["importante", "significant"],
  ["maximale", "maximum"],
];

const LIST_NAMES: Readonly<Record<RiskList, readonly [fr: string, en: string]>> = {
  impacts: ["Impacts", "Impacts"],
  threats: ["Menaces", "Threats"],
  sources: ["Sources", "Sources"],
  measures: ["Mesures", "Measures"],
};

/**
 * Writes the impact assessment (GDPR art. 35(7); CNIL, PIA method): context, fundamental principles, risks, validation. It says the same as
 * {@link piaFile}; what is not stated is named, and the validation is left to persons.
 */
export function impactAssessment(document: ProcessingDocument, { language }: { readonly language: Language }): Paper {
  const say = saying(document, language);
  const { t } = say;
  const part = (from: number, to: number): readonly Block[] =>
    QUESTIONS.filter(({ reference }) => reference >= from && reference < to).flatMap(({ title, answer }) => {
      const items = answer(say);
      return [heading(3, inLanguage(title, language)), ...(items.length === 0 ? [unstated(say)] : list(undefined, items))];
    });
  const measures = measuresOf(say).map(({ title, items }) => ({ line: title, items: unfolded(title, items) }));
  const assessment = document.governance?.impactAssessment;
  return paperOf(
    say,
    `${t("Analyse d'impact relative à la protection des données : ", "Data protection impact assessment: ")}${text(say, document.title, document.id).text}`,
    [
      {
        kind: "notice",
        line: t(
          "Projet établi à partir de la déclaration ; l'évaluation et la validation reviennent à des personnes.",
          "Draft written from the declaration; evaluation and validation are for persons.",
        ),
      },
      heading(2, t("1. Contexte", "1. Context")),
      ...part(100, 200),
      heading(2, t("2. Principes fondamentaux", "2. Fundamental principles")),
      ...part(200, 300),
      heading(2, t("3. Risques", "3. Risks")),
      heading(3, t("Mesures existantes ou prévues", "Planned or existing measures")),
      ...(measures.length === 0 ? [unstated(say)] : list(undefined, measures)),
      ...list(t("Déclaré comme n'étant pas en place :", "Stated not to be in place:"), absentMeasures(say)),
      paragraph(
        t(
          "Pour chaque événement redouté, ce qu'aucun risque déclaré n'énonce est proposé à partir de la déclaration et marqué « à valider ». La gravité et la vraisemblance ne sont jamais proposées.",
          "For each feared event, what no stated risk tells is proposed from the declaration and marked “to be validated”. Severity and likelihood are never proposed.",
        ),
      ),
      ...FEARED.flatMap(([feared]) => fearedBlocks(say, feared)),
      heading(2, t("4. Validation", "4. Validation")),
      paragraph(
        t(
          "Avis du délégué à la protection des données, avis des personnes concernées et validation : à recueillir.",
          "Opinion of the data protection officer, views of the persons concerned and validation: to be collected.",
        ),
      ),
      ...(assessment === undefined
        ? []
        : [paragraph(`${t("Analyse déclarée : ", "Stated assessment: ")}${text(say, assessment.title).text}`)]),
    ],
  );
}

function fearedBlocks(say: Saying, feared: (typeof FEARED)[number][0]): readonly Block[] {
  const { t } = say;
  const event = fearedEvent(say, feared);
  const several = (name: RiskList): Item => {
    const values = event.lists[name];
    const label = t(...LIST_NAMES[name]);
    // The titles of measures bear no mark of their own.
    const mark = event.proposed.includes(name) && name === "measures" ? toValidate(say) : "";
    return values.length === 0
      ? { line: `${label}${t(" : ", ": ")}${say.unstated}` }
      : { line: label, items: values.map((line) => ({ line: `${line}${mark}` })) };
  };
  const level = (label: string, value: number | undefined): Item => {
    const term = value === undefined ? undefined : LEVELS[value - 1];
    const open = t("à coter par une personne", "to be rated by a person");
    return { line: `${label}${t(" : ", ": ")}${term === undefined ? open : `${value}, ${t(...term)}`}` };
  };
  return [
    heading(3, capital(coded(say, feared))),
    ...list(undefined, [
      ...RISK_LISTS.map(several),
      level(t("Gravité", "Severity"), event.severity),
      level(t("Vraisemblance", "Likelihood"), event.likelihood),
    ]),
  ];
}

/** A measure whose one item only repeats its name. */
function unfolded(title: string, items: readonly Item[]): readonly Item[] {
  const [only] = items;
  if (items.length !== 1 || only === undefined) return items;
  if (textOf(only.line) === title) return [];
  return only.items !== undefined && only.items.length > 0 ? only.items : items;
}

function unstated({ t }: Saying): Block {
  return paragraph(t("Non déclaré.", "Not stated."));
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
