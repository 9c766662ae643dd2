/**
 * The life of a free text: pending until its moderator has looked at it, then accepted or refused with a reason (CCIN deliberation
 * 2021-206, III: « champ libre soumis à modérateur »). A refused text is not kept: holding it is what was refused.
 */
import { PrivacyError } from "@favorable/core";
import type { Hit, TextDetector } from "./hit.ts";

/** Why a text is refused; a closed list, since a reason written freely would be another free text. */
export type RefusalReason =
  | "excessive"
  | "subjective"
  | "identifier"
  | "special-category"
  | "third-party"
  | "outdated"
  | "inaccurate"
  | "other";

/** Every reason. */
export const refusalReasons: readonly RefusalReason[] = [
  "excessive",
  "subjective",
  "identifier",
  "special-category",
  "third-party",
  "outdated",
  "inaccurate",
  "other",
];

/** Who acts, under an identifier of their own, in which role, and when. */
export interface ModerationAct {
  readonly by: string;
  readonly role: string;
  readonly at: Date;
}

interface Submitted {
  /** 1 for the first writing; one more for each that replaces it. */
  readonly revision: number;
  /** The role that decides. */
  readonly moderator: string;
  readonly submittedBy: string;
  /** An instant, ISO 8601 in UTC, as every instant here. */
  readonly submittedAt: string;
  /** What the detector saw; it informs the moderator and decides nothing. */
  readonly hits: readonly Hit[];
}

/** A text nobody but its moderator sees yet. */
export interface PendingText extends Submitted {
  readonly state: "pending";
  readonly text: string;
}

/** A text that was found fit to stand. */
export interface AcceptedText extends Submitted {
  readonly state: "accepted";
  readonly text: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** What is left of a text that was refused. */
export interface RefusedText extends Submitted {
  readonly state: "refused";
  readonly reason: RefusalReason;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** A free text in one of its states: plain data, to be stored as JSON. */
export type ModeratedText = PendingText | AcceptedText | RefusedText;

/** What is submitted. */
export interface Submission {
  readonly text: string;
  /** The role that moderates: the field's `freeText.moderator`. */
  readonly moderator: string;
  readonly by: string;
  readonly at: Date;
}

/** The most a text may hold, in UTF-16 code units, when nothing else is said: two printed pages. */
export const longestText = 5000;

/**
 * Submits a text for moderation.
 *
 * @param detect - looks through the text; what it finds is kept as kinds and places. A detector that throws stops the submission.
 * @throws `TEXT_INVALID` for no text, an empty one, one with half characters (lone surrogates) or NUL, or one longer than
 *   {@link longestText}; `MODERATOR_MISSING` where no role moderates (`none` included); `MODERATION_INVALID` for who or when;
 *   `DETECTOR_FAILED`
 * @example
 * ```ts
 * import { acceptText, refuseText, submitText, textFor } from "@favorable/fields";
 *
 * const at = (hour: number) => new Date(Date.UTC(2021, 9, 20, hour));
 * const pending = submitText({ text: "Certificat attendu lundi", moderator: "director", by: "clerk-7", at: at(8) });
 * console.log(textFor(pending, "reader")); // undefined
 * const accepted = acceptText(pending, { by: "director-1", role: "director", at: at(9) });
 * console.log(textFor(accepted, "reader")); // Certificat attendu lundi
 * const refused = refuseText(pending, { by: "director-1", role: "director", at: at(9) }, "subjective");
 * console.log("text" in refused); // false
 * console.log(refused.reason); // subjective
 * ```
 */
export function submitText(submission: Submission, detect?: TextDetector): PendingText {
  const { text, moderator, by, at } = submission ?? {};
  return pending(text, moderator, { by, at }, 1, detect);
}

/**
 * Replaces a text by another writing of it: pending again, whatever the state was. Until it is decided, nothing of either is seen.
 *
 * @throws as {@link submitText}; `MODERATION_BACKWARDS` when it is earlier than what it replaces
 */
export function reviseText(
  before: ModeratedText,
  revision: { readonly text: string; readonly by: string; readonly at: Date },
  detect?: TextDetector,
): PendingText {
  const known = assertModerated(before);
  const { text, by, at } = revision ?? {};
  const next = pending(text, known.moderator, { by, at }, known.revision + 1, detect);
  assertNotBefore(next.submittedAt, lastInstant(known));
  return next;
}

/**
 * Accepts a pending text.
 *
 * @throws `MODERATION_DECIDED` for a text that is not pending; `MODERATOR_REQUIRED` for another role than its moderator;
 *   `MODERATION_BY_AUTHOR` for whoever wrote it; `MODERATION_BACKWARDS` when it is earlier than the submission; `MODERATION_INVALID`
 */
export function acceptText(text: ModeratedText, act: ModerationAct): AcceptedText {
  return Object.freeze({ ...decidable(text, act), state: "accepted", decidedBy: act.by, decidedAt: act.at.toISOString() });
}

/** Refuses a pending text, and drops it; throws as {@link acceptText}, and `REASON_UNKNOWN`. */
export function refuseText(text: ModeratedText, act: ModerationAct, reason: RefusalReason): RefusedText {
  const { text: _dropped, ...rest } = decidable(text, act);
  if (!refusalReasons.includes(reason)) throw new PrivacyError("REASON_UNKNOWN", "a text is refused for one of the reasons listed");
  return Object.freeze({ ...rest, state: "refused", reason, decidedBy: act.by, decidedAt: act.at.toISOString() });
}

function pending(
  text: unknown,
  moderator: unknown,
  { by, at }: { readonly by: unknown; readonly at: unknown },
  revision: number,
  detect: TextDetector | undefined,
): PendingText {
  const clean = assertText(text);
  if (!isWord(moderator) || moderator === "none")
    throw new PrivacyError("MODERATOR_MISSING", "free text is taken in where a role moderates it");
  if (!isWord(by)) throw invalid("by");
  const submittedAt = instant(at);
  return Object.freeze({ state: "pending", text: clean, revision, moderator, submittedBy: by, submittedAt, hits: hitsOf(clean, detect) });
}

function assertText(text: unknown): string {
  if (typeof text !== "string" || text.trim() === "" || text.length > longestText || !text.isWellFormed() || text.includes("\0"))
    throw new PrivacyError("TEXT_INVALID", "a free text is whole characters, not empty and not longer than allowed", {
      longest: longestText,
    });
  return text;
}

function hitsOf(text: string, detect: TextDetector | undefined): readonly Hit[] {
  if (detect === undefined) return Object.freeze([]);
  try {
    return Object.freeze(detect(text).map(({ kind, start, end }) => Object.freeze({ kind, start, end })));
  } catch {
    // Its own error may quote the text.
    throw new PrivacyError("DETECTOR_FAILED", "the detector threw: the text was not taken in");
  }
}

function decidable(text: ModeratedText, act: ModerationAct): PendingText {
  const known = assertModerated(text);
  if (known.state !== "pending")
    throw new PrivacyError("MODERATION_DECIDED", "only a pending text is decided on: a decided one is revised", { state: known.state });
  if (!isWord(act?.by)) throw invalid("by");
  if (act.role !== known.moderator)
    throw new PrivacyError("MODERATOR_REQUIRED", "the role is not the one that moderates the text", { moderator: known.moderator });
  if (act.by === known.submittedBy) throw new PrivacyError("MODERATION_BY_AUTHOR", "nobody moderates what they wrote");
  assertNotBefore(instant(act.at), known.submittedAt);
  return known;
}

function assertModerated(text: ModeratedText): ModeratedText {
  if (typeof text !== "object" || text === null || !["pending", "accepted", "refused"].includes(text.state)) throw invalid("state");
  return text;
}

function lastInstant(text: ModeratedText): string {
  return text.state === "pending" ? text.submittedAt : text.decidedAt;
}

function assertNotBefore(later: string, earlier: string): void {
  if (Date.parse(later) < Date.parse(earlier))
    throw new PrivacyError("MODERATION_BACKWARDS", "a decision or a revision is not earlier than what it is about");
}

function instant(at: unknown): string {
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) throw invalid("at");
  return at.toISOString();
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= 1000 && value.isWellFormed();
}

function invalid(part: string): PrivacyError {
  return new PrivacyError("MODERATION_INVALID", "an act of moderation says who, in which role, and when", { part });
}
