/** A draft deliberation from a declaration and the opinion on it. */
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { assertReadable } from "../../dossier/facts/opinion.ts";
import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { evidenceSha256 } from "../../evidence/hash.ts";
import { entries } from "../../facts.ts";
import { documentSha256, type Opinion } from "../../opinion.ts";
import type { Section } from "../../verdict.ts";
import { heading, paragraph } from "../paper/blocks.ts";
import type { Block, Language, Line, Paper } from "../paper/paper.ts";
import { coded, day, named, paperOf, type Saying, saying } from "../saying.ts";
import { annexEvidence, annexRules } from "./annexes.ts";
import { annexFacts } from "./facts.ts";
import { preambleOf, visasOf } from "./preamble.ts";
import { operativePart, sectionFindings } from "./said.ts";
import { TOLD } from "./told.ts";
import { SECTION_TITLES } from "./visas.ts";

/** How a draft is written. */
export interface DeliberationOptions {
  readonly language: Language;
  /** The bundle the opinion was given with, for the oldest records and annex B. */
  readonly evidence?: EvidenceBundle | undefined;
}

const SECTIONS: readonly Section[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/**
 * Writes a draft deliberation in the structure of CCIN deliberation 2021-206: title, visas, preamble, sections I to IX with the essential facts,
 * the findings and a verdict sentence, operative part; annexes with the rules, the evidence and whatever is declared. It says of itself that it is
 * no decision of an authority, and nobody signs it. What is not stated is named as such.
 *
 * @throws `DECLARATION_MISMATCH` for an opinion on another declaration; `EVIDENCE_MISMATCH` for evidence other than the opinion's;
 *   `OPINION_UNREADABLE`, `OPINION_INCONSISTENT` as the dossier
 * @example
 * ```ts
 * import { review } from "@favorable/review";
 * import { deliberation, paperMarkdown } from "@favorable/review/documents";
 *
 * const document = { format: "favorable-processing/2", id: "visits", stage: "draft" } as const;
 * const opinion = review(document, { profile: "cnil-gdpr", asOf: "2025-01-01" });
 * const text = paperMarkdown(deliberation(document, opinion, { language: "en" }));
 * console.log(text.split("\n")[2]); // > Draft written on 1 January 2025. It is not a decision of an authority.
 * ```
 */
export function deliberation(document: ProcessingDocument, opinion: Opinion, { language, evidence }: DeliberationOptions): Paper {
  assertReadable(opinion);
  if (document.id !== opinion.declaration.id || documentSha256(document) !== opinion.declaration.sha256)
    throw new PrivacyError("DECLARATION_MISMATCH", "the opinion is about another declaration than this document");
  if (evidence !== undefined && evidenceSha256(evidence) !== opinion.evidence.sha256)
    throw new PrivacyError("EVIDENCE_MISMATCH", "the opinion was given on other evidence than this bundle");
  const say = saying(document, language);
  const counted = opinion.evidence.used ? evidence : undefined;
  const reviewed = { opinion, evidence: counted };
  return paperOf(say, titleOf(say, opinion), [
    ...headOf(say, opinion),
    ...visasOf(say, opinion),
    ...preambleOf(say, opinion),
    ...SECTIONS.flatMap((section) => [
      heading(2, `${section}. ${SECTION_TITLES[section][language]}`),
      ...TOLD[section](say, reviewed),
      ...sectionFindings(say, opinion, section),
    ]),
    ...operativePart(say, opinion),
    ...annexRules(say, opinion),
    ...annexEvidence(say, opinion, counted),
    ...annexFacts(say, SECTION_TITLES),
  ]);
}

const OUTCOMES: Readonly<Record<Opinion["outcome"], readonly [fr: string, en: string]>> = {
  favorable: ["avis favorable", "a favourable opinion"],
  "favorable-with-conditions": ["avis favorable sous réserve", "a favourable opinion subject to conditions"],
  unfavorable: ["avis défavorable", "an unfavourable opinion"],
  incomplete: ["examen incomplet", "an incomplete review"],
};

function titleOf(say: Saying, { outcome }: Opinion): string {
  const { document, t, unstated } = say;
  const all = entries(document.purposes);
  const main = all.filter(([, { main: first }]) => first === true);
  const purpose = (main.length > 0 ? main : all).map(([id]) => named(say, "purposes", id).text).join(say.apart) || unstated;
  const controller = document.controller?.name ?? `${t("responsable", "controller")} ${unstated}`;
  const given = t(...OUTCOMES[outcome]);
  const incomplete = outcome === "incomplete";
  return t(
    `Projet de délibération portant ${given} ${incomplete ? "de" : "à"} la mise en œuvre du traitement ayant pour finalité « ${purpose} », présenté par : ${controller}`,
    `Draft deliberation ${incomplete ? "of" : "giving"} ${given} ${incomplete ? "of" : "on"} the processing whose purpose is “${purpose}”, submitted by: ${controller}`,
  );
}

function headOf(say: Saying, opinion: Opinion): readonly Block[] {
  const { t, language } = say;
  const notices: Line[] = [
    t(
      `Projet établi le ${day(say, opinion.asOf)}. Ne vaut pas décision d'une autorité.`,
      `Draft written on ${day(say, opinion.asOf)}. It is not a decision of an authority.`,
    ),
    t(
      "Ses phrases sont proposées à qui délibère : aucune autorité ne les a prononcées.",
      "Its sentences are proposed to those who deliberate: no authority has spoken them.",
    ),
  ];
  for (const { statement } of opinion.caveats) notices.push(sentence(statement[language]));
  if (opinion.evidence.signature !== undefined) {
    const by = opinion.evidence.signature.signedBy.join(", ");
    notices.push(t(`Preuves signées par ${by}.`, `Evidence signed by ${by}.`));
  }
  if (opinion.evidence.simulated) notices.push(t("Horloge simulée.", "Simulated clock."));
  return [
    ...notices.map((line) => ({ kind: "notice" as const, line })),
    paragraph([
      { text: t("Établi à partir de la déclaration ", "Written from declaration ") },
      { text: opinion.declaration.id, code: true },
      { text: ` (${coded(say, opinion.declaration.stage)}), SHA-256 ` },
      { text: opinion.declaration.sha256, code: true },
      { text: t(", selon le profil : ", ", under the profile: ") },
      { text: opinion.profileTitle[language] },
      { text: "." },
    ]),
  ];
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
