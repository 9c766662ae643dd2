/** How the sheets are written, and which evidence they may show. */
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { NoticeRegime } from "@favorable/rights";
import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { readEvidence } from "../../evidence/read.ts";
import { documentSha256 } from "../../opinion.ts";
import { lawOf } from "../law.ts";
import type { Block, Language } from "../paper/paper.ts";
import type { Saying } from "../saying.ts";
import { day } from "../saying.ts";

/** The language of a sheet. */
export interface SheetOptions {
  readonly language: Language;
}

/** A sheet that cites the law of the controller's country. */
export interface LawSheetOptions extends SheetOptions {
  /** The day whose law is cited, `YYYY-MM-DD`; the day of the filing unless given; without either, the law in force today. */
  readonly asOf?: string | undefined;
}

/** A sheet that shows what was observed beside what is declared. */
export interface ObservedSheetOptions extends SheetOptions {
  /** A bundle that names this declaration. */
  readonly evidence?: EvidenceBundle | undefined;
}

/** The bundle, when it was measured against this declaration; throws `EVIDENCE_MISMATCH` otherwise, `EVIDENCE_INVALID` for another form. */
export function evidenceFor(document: ProcessingDocument, evidence: EvidenceBundle | undefined): EvidenceBundle | undefined {
  if (evidence === undefined) return undefined;
  const bundle = readEvidence(evidence);
  if (bundle.declaration !== documentSha256(document))
    throw new PrivacyError("EVIDENCE_MISMATCH", "the evidence was measured against another declaration, or names none");
  return bundle;
}

/** The law that the sheet cites. */
export function lawLine({ t, language }: Saying, regime: NoticeRegime): Block {
  return { kind: "paragraph", line: `${t("Droit applicable : ", "Law that applies: ")}${lawOf(regime).title[language]}.` };
}

/** The day of the evidence, and its clock when it was not the real one. */
export function observedOn(say: Saying, evidence: EvidenceBundle | undefined): readonly Block[] {
  const { t } = say;
  if (evidence === undefined)
    return [{ kind: "paragraph", line: t("Aucune preuve d'exécution n'est jointe.", "No runtime evidence is attached.") }];
  const on = t(`Constaté le ${day(say, evidence.asOf)}.`, `Observed on ${day(say, evidence.asOf)}.`);
  if (!evidence.simulated) return [{ kind: "paragraph", line: on }];
  return [{ kind: "notice", line: `${on} ${t("Horloge simulée.", "Simulated clock.")}` }];
}
