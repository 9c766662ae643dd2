/** What every part of the page is given: one language, and the facts already cleaned. */
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { Standing } from "./facts/standing.ts";
import type { DossierEvidence, DossierOpinion, Lang } from "./input.ts";

/** The page as one reader's language sees it. */
export interface View {
  readonly lang: Lang;
  readonly document: ProcessingDocument;
  readonly opinion: DossierOpinion;
  /** What the opinion says of the evidence. */
  readonly standing: Standing;
  /** What was measured, whether it counted or not. */
  readonly evidence: DossierEvidence | undefined;
  /** The same when it counted: all that may be said as observed. */
  readonly counted: DossierEvidence | undefined;
  readonly simulated: boolean;
  readonly asOf: CalendarDate;
  readonly generatedOn: CalendarDate;
}

/** An element id: languages share a page, so each has its own; never made from a declared name. */
export function idOf(view: View, name: string): string {
  return `${view.lang}-${name}`;
}
