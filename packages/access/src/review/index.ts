/**
 * Access review and log review, from the entries of a log.
 *
 * Codes: `PERIOD_INVALID`, `RULES_INVALID` (with `signal`), `PORT_MISSING` (with `lacks`), `INSTANT_INVALID`, `SAMPLE_INVALID`, `OUTCOME_INVALID`.
 * @packageDocumentation
 */
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
