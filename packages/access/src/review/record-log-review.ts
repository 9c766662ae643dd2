/** That a log was reviewed: by whom, when, over which entries, with what result; itself an entry. */
import type { Appended, AuditEntry, AuditEvent, AuditLog } from "@favorable/audit";
import { canonicalBytes, type JsonValue, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import type { LogReader } from "./entry.ts";
import type { LogReview } from "./log-review.ts";
import type { EntrySample } from "./sample.ts";

/** What the reviewer found. `followed-up`: something is being done about it; `breach`: a personal-data breach procedure was opened. */
export type ReviewResult = "nothing-found" | "explained" | "followed-up" | "breach";

/** The outcome of a review. */
export interface LogReviewOutcome {
  readonly review: LogReview;
  readonly sample?: EntrySample;
  readonly result: ReviewResult;
  /** What was found, 10 to 2,000 characters; kept as a part that can be erased. */
  readonly findings: string;
}

/** The types of the entries that reviews leave: declare them where the log asks for declared types. */
export const REVIEW_EVENT_TYPES: readonly string[] = ["access.log-reviewed", "access.attested"];

const RESULTS: readonly string[] = ["nothing-found", "explained", "followed-up", "breach"] satisfies readonly ReviewResult[];

/**
 * Appends the outcome: period, counts, thresholds by their hash and result in clear; reviewer and words as parts. A review with signals is not
 * recorded as `nothing-found`.
 *
 * @throws `OUTCOME_INVALID`; what `append` throws
 */
export async function recordLogReview(log: AuditLog, outcome: LogReviewOutcome, reviewer: LogReader): Promise<Appended> {
  const { review, sample, result, findings } = outcome;
  const words = typeof findings === "string" ? findings.trim() : "";
  const silent = result === "nothing-found" && review.findings.length > 0;
  if (!RESULTS.includes(result) || silent || words.length < 10 || words.length > 2000)
    throw new PrivacyError("OUTCOME_INVALID", "an outcome has a result that its signals allow, and findings of 10 to 2,000 characters");
  const { actor, role, purpose, retention } = reviewer;
  const event: AuditEvent = {
    type: "access.log-reviewed",
    clear: {
      role,
      purpose,
      from: review.from,
      below: review.below,
      entries: review.entries,
      signals: review.findings.length,
      unassessed: review.notAssessed.length,
      report: reviewHash(review),
      result,
      ...(sample === undefined ? {} : { sampled: sample.entries.length, root: sample.root }),
    },
    parts: [
      { name: "actor", subject: actor, value: actor, retention },
      { name: "findings", value: words, retention },
    ],
  };
  return log.append(event);
}

/** SHA-256 of a review in canonical JSON, hexadecimal: it holds positions and counts, no person. */
export function reviewHash(review: LogReview): string {
  // The one cast: a review is plain data.
  return toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(review)) as JsonValue)));
}

/** Whether an entry is the outcome of this very review: same period, thresholds, findings. */
export function isOutcomeOf(entry: AuditEntry, review: LogReview): boolean {
  return entry.type === "access.log-reviewed" && entry.clear["report"] === reviewHash(review);
}
