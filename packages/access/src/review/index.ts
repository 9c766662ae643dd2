/**
 * Access review and log review, from the entries of a log.
 *
 * Codes: `PERIOD_INVALID`, `DATE_INVALID`, `ACCOUNTS_INVALID` (with `at`), `RULES_INVALID` (with `signal`), `PORT_MISSING` (with `lacks`),
 * `INSTANT_INVALID`, `SAMPLE_INVALID`, `OUTCOME_INVALID`, `ATTESTATION_INVALID`, `ATTESTATION_MISMATCH`, `DECISION_MISSING` (with `rows`), `REVIEW_BY_ACTOR`
 * (with `rows`), `LANGUAGE_UNKNOWN`.
 * @packageDocumentation
 */
export {
  type AccessFinding,
  type AccessQuery,
  type AccessReview,
  type AccessReviewOptions,
  type ReviewedMatrix,
  rerunCheck,
  reviewAccess,
} from "./access-review.ts";
export type { AccountFacts, HeldRole } from "./accounts/account.ts";
export type { AccessCheck, AccessRules } from "./accounts/checks.ts";
export type { Holding } from "./accounts/holdings.ts";
export {
  type AnsweredAttestation,
  type Attestation,
  type AttestationAnswer,
  type AttestationOptions,
  type AttestedRow,
  attestationHash,
  attestationOf,
  changesSince,
  type Decision,
  type RowChange,
  readAnswer,
} from "./attestation/attestation.ts";
export { type AttestationPageOptions, attestationPage } from "./attestation/attestation-page.ts";
export { isRecordOf, type Revocation, recordAttestation, revocationsOf } from "./attestation/record-attestation.ts";
export { type AccessEntry, accessEntry, type LogPeriod, type LogReader, REVIEWED_TYPES, readAccessLog } from "./entry.ts";
export { type LogReview, type LogReviewOptions, rerunSignal, reviewLog, type SignalFinding, type SignalQuery } from "./log-review.ts";
export {
  isOutcomeOf,
  type LogReviewOutcome,
  REVIEW_EVENT_TYPES,
  type ReviewResult,
  recordLogReview,
  reviewHash,
} from "./record-log-review.ts";
export { drawSample, type EntrySample } from "./sample.ts";
export type { ReviewPorts, SignalName, SignalRules } from "./signals/rules.ts";
