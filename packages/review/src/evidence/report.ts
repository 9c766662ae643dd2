/** What was collected, and what was not: silence is neither evidence nor a promise. */
import { PrivacyError } from "@favorable/core";
import type { EvidenceBundle } from "./bundle.ts";
import { readEvidence } from "./read.ts";

/** A part of a bundle that holds observations, such as `ages`. */
export type EvidencePart = Exclude<keyof EvidenceBundle, "asOf" | "simulated" | "declaration">;

/** Something to be said of a part, in words joined by hyphens or by the code of an error; never by its message. */
export interface PartNote {
  /** A part, or a place in it: `ages.identity`. */
  readonly part: string;
  /** `not-given: <what it needs>`, `failed`, or a code such as `SQL_FAILED 42P01`. */
  readonly reason: string;
}

/** A bundle, and how it came to be. */
export interface EvidenceReport {
  readonly evidence: EvidenceBundle;
  /** Parts that concern the declaration and were not observed. */
  readonly notCollected: readonly PartNote[];
  /** Parts that were observed in part only: a sample, a bound, a window. */
  readonly limited: readonly PartNote[];
  /** Parts that were stated by whoever asked for the evidence: nothing here looked at the system for them. */
  readonly given: readonly string[];
  /** The newest signed checkpoint of the audit log that was in the store (C2SP tlog-checkpoint). */
  readonly checkpoint?: string;
}

const KEYS: readonly string[] = ["evidence", "notCollected", "limited", "given", "checkpoint"];
const PLACE = /^[A-Za-z*][A-Za-z0-9_.*-]{0,119}$/;
const REASON = /^[A-Za-z][A-Za-z0-9_.:, -]{0,119}$/;

/**
 * Reads a report that came from outside.
 *
 * @throws `EVIDENCE_INVALID` with the `paths`
 */
export function readReport(value: unknown): EvidenceReport {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(["evidence"]);
  const report = value as Partial<Record<keyof EvidenceReport, unknown>>;
  const paths = Object.keys(report).flatMap((key) => (KEYS.includes(key) ? [] : ["*"]));
  for (const list of ["notCollected", "limited"] as const) if (!isNotes(report[list])) paths.push(list);
  if (!Array.isArray(report.given) || !report.given.every((part) => matches(PLACE, part))) paths.push("given");
  if (report.checkpoint !== undefined && typeof report.checkpoint !== "string") paths.push("checkpoint");
  if (paths.length > 0) throw invalid(paths);
  readEvidence(report.evidence);
  return value as EvidenceReport; // Every member has just been checked.
}

function isNotes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (note: unknown) =>
        typeof note === "object" &&
        note !== null &&
        Object.keys(note).sort().join() === "part,reason" &&
        "part" in note &&
        "reason" in note &&
        matches(PLACE, note.part) &&
        matches(REASON, note.reason),
    )
  );
}

function matches(form: RegExp, value: unknown): boolean {
  return typeof value === "string" && form.test(value);
}

function invalid(paths: readonly string[]): PrivacyError {
  return new PrivacyError("EVIDENCE_INVALID", "not a report of evidence", { paths });
}
