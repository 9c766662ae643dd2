/**
 * The dossier: an opinion and its declaration as one offline HTML file to read, print and sign.
 *
 * Codes: `DECLARATION_MISMATCH`, `OPINION_UNREADABLE`, `OPINION_INCONSISTENT`, and from the core `DATE_INVALID`, `NOT_CANONICAL`.
 * @packageDocumentation
 */
export { dossierEvidence } from "./evidence.ts";
export { evidenceWords } from "./facts/evidence-words.ts";
export { type FoldedPath, foldPaths } from "./facts/paths.ts";
export type {
  DossierCopies,
  DossierEvidence,
  DossierExport,
  DossierFinding,
  DossierInput,
  DossierLog,
  DossierOldest,
  DossierOpinion,
  DossierRemark,
  DossierRequest,
  DossierSweep,
  Lang,
  Sentence,
} from "./input.ts";
export { renderDossier } from "./render.tsx";
