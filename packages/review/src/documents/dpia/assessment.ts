/** The impact assessment as a paper, in the four parts of the CNIL's method. */
import type { ProcessingDocument } from "@favorable/processing";
import { inLanguage } from "../glossary/lookup.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Item, Language, Paper } from "../paper/paper.ts";
import { coded, paperOf, type Saying, saying, text } from "../saying.ts";
import { QUESTIONS } from "./questions.ts";
import { FEARED, fearedEvent, measuresOf } from "./risks.ts";

const LEVELS: readonly (readonly [fr: string, en: string])[] = [
  ["négligeable", "negligible"],
  ["limitée", "limited"],
  ["importante", "significant"],
  ["maximale", "maximum"],
];

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
  const measures = measuresOf(say).flatMap(({ items }) => items);
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
  const several = (label: string, values: readonly string[]): Item =>
    values.length === 0 ? { line: `${label}${t(" : ", ": ")}${say.unstated}` } : { line: label, items: values.map((line) => ({ line })) };
  const level = (label: string, value: number | undefined): Item => {
    const term = value === undefined ? undefined : LEVELS[value - 1];
    return { line: `${label}${t(" : ", ": ")}${term === undefined ? say.unstated : `${value}, ${t(...term)}`}` };
  };
  return [
    heading(3, capital(coded(say, feared))),
    ...list(undefined, [
      several(t("Impacts", "Impacts"), event.impacts),
      several(t("Menaces", "Threats"), event.threats),
      several(t("Sources", "Sources"), event.sources),
      several(t("Mesures", "Measures"), event.measures),
      level(t("Gravité", "Severity"), event.severity),
      level(t("Vraisemblance", "Likelihood"), event.likelihood),
    ]),
  ];
}

function unstated({ t }: Saying): Block {
  return paragraph(t("Non déclaré.", "Not stated."));
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
