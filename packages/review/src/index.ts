/**
 * A rulebook drawn from real decisions, and the opinion it gives on a declaration and on evidence.
 *
 * Codes: `PROFILE_UNKNOWN`, `DOCUMENT_FORMAT`, `EVIDENCE_INVALID`, `EVIDENCE_REFUSED` (details: `reason`), `RULEBOOK_INVALID`, `RULEBOOK_UNKNOWN`, `OPINION_OTHER`; of `@favorable/core`: `DATE_INVALID`, `NOT_CANONICAL`.
 * @packageDocumentation
 */
export type { Caveat, CaveatCode } from "./caveats.ts";
export type { Clause } from "./clauses/clause.ts";
export { clausesOf } from "./clauses/clauses-of.ts";
export type { ReviewContext } from "./context.ts";
export {
  type Applicability,
  applicability,
  extendRulebook,
  type HouseRules,
  type RulebookEdition,
  rulebookSha256,
  rulebookVersion,
  standardRulebook,
} from "./edition.ts";
export type { EvidenceRefusal, EvidenceSummary } from "./evidence/admissible.ts";
export type {
  AgeEvidence,
  BreachEvidence,
  CoverageEvidence,
  CredentialEvidence,
  EvidenceBundle,
  ExportEvidence,
  HistoryEvidence,
  ImplementationEvidence,
  LogEvidence,
  ObligationEvidence,
  PurgeRunEvidence,
  RequestEvidence,
} from "./evidence/bundle.ts";
export { readEvidence } from "./evidence/read.ts";
export { type EvidencePart, type EvidenceReport, type PartNote, readReport } from "./evidence/report.ts";
export type { EvidenceSignature } from "./evidence/signature.ts";
export {
  evidenceText,
  isSignedEvidence,
  type OpenEvidenceOptions,
  type OpenedEvidence,
  openEvidence,
  reportSha256,
  type SignedEvidence,
  signEvidence,
} from "./evidence/signed.ts";
export { EVIDENCE_EVENT_TYPE, type EvidenceTaker, recordEvidence } from "./evidence/taken.ts";
export type { FactPath } from "./fact-path.ts";
export type { Fix, Snippet, Some } from "./fixes/fix.ts";
export { fixOf } from "./fixes/fix-of.ts";
export { mergeFix } from "./fixes/merge.ts";
export { type Counts, documentSha256, type Finding, type Opinion, type ReviewOptions, review } from "./opinion.ts";
export { type Outcome, outcomeOf, type Weighed } from "./outcome.ts";
export type { MentionWhen, Need, Profile, ProfileId, PublishedPeriod, SourceKind } from "./profile.ts";
export { profileOf, profiles } from "./profiles/index.ts";
export { type Replay, type ReplayOptions, replay } from "./replay.ts";
export { type RestsOf, restsOf } from "./rests-of.ts";
export type { Decides, Rule, RuleOrigin } from "./rule.ts";
export { rulebook } from "./rulebook.ts";
export type { Start, StartStanding } from "./start.ts";
export type { Bilingual, NotApplicable, Remark, Rests, Section, Severity, State, Verdict, Word } from "./verdict.ts";
