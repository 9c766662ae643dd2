/** What every rule is given, and the few ways in which a rule settles. */
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "./evidence/bundle.ts";
import type { Need, Profile } from "./profile.ts";
import type { NotApplicable, Remark, Rests, Severity, Verdict } from "./verdict.ts";

/** The file, the profile, the day, and the evidence that counts. */
export interface ReviewContext {
  readonly document: ProcessingDocument;
  readonly profile: Profile;
  readonly asOf: CalendarDate;
  /** Absent when none was given, or when what was given does not count. */
  readonly evidence: EvidenceBundle | undefined;
  /** The processing states that it starts after `asOf`. */
  readonly beforeStart: boolean;
}

/** What a rule found. */
export interface Assessment {
  /** Stated or observed facts that break the rule. */
  readonly faults?: readonly string[];
  /** Paths that are not stated. */
  readonly gaps?: readonly string[];
  /** Whether silence counts against a submitted file; true unless given. A need counts when the profile requires it. */
  readonly mandatory?: boolean | Need;
  readonly severity?: Severity;
  readonly rests?: Rests;
  /** What is said if the rule fires. */
  readonly remarks: readonly Remark[];
}

/** Tells whether the profile requires that a fact be stated. */
export function requires(context: ReviewContext, need: Need): boolean {
  return context.profile.required.includes(need);
}

/**
 * Settles a rule: faults fire it; silence fires it only in a submitted file and where it is mandatory, and is otherwise
 * not assessable; else the answer is `otherwise`.
 */
export function settle(context: ReviewContext, found: Assessment, otherwise: Verdict): Verdict {
  const faults = found.faults ?? [];
  const gaps = found.gaps ?? [];
  const mandatory = typeof found.mandatory === "string" ? requires(context, found.mandatory) : (found.mandatory ?? true);
  const silent = gaps.length > 0 && mandatory && context.document.stage === "submitted";
  if (faults.length > 0 || silent) {
    return {
      state: "fired",
      rests: found.rests ?? "promise",
      remarks: found.remarks,
      ...(found.severity === undefined ? {} : { severity: found.severity }),
      ...(faults.length === 0 ? {} : { declared: faults }),
      ...(gaps.length === 0 ? {} : { missing: gaps }),
    };
  }
  return gaps.length > 0 ? { state: "not-assessable", missing: gaps } : otherwise;
}

/** A rule that only evidence decides: before the start there can be none, afterwards its absence is not assessable. */
export function byEvidence<T>(context: ReviewContext, part: T | undefined, path: string, judge: (part: T) => Verdict): Verdict {
  if (part !== undefined) return judge(part);
  return context.beforeStart ? notApplicable("before-start") : { state: "not-assessable", missing: [`evidence.${path}`] };
}

/** Satisfied, with what it rests on and what was declared. */
export function satisfied(rests: Rests = "promise", declared: readonly string[] = [], remarks: readonly Remark[] = []): Verdict {
  return { state: "satisfied", rests, ...(declared.length > 0 ? { declared } : {}), ...(remarks.length > 0 ? { remarks } : {}) };
}

/** The declared part passes and a person decides the rest. */
export function human(fr: string, en: string, rests: Rests = "promise", declared: readonly string[] = []): Verdict {
  return { state: "human", rests, question: { fr, en }, ...(declared.length > 0 ? { declared } : {}) };
}

/** Nothing to decide. */
export function notApplicable(reason: NotApplicable): Verdict {
  return { state: "not-applicable", reason };
}

/** Fired on observed facts. */
export function observed(remarks: readonly Remark[], declared: readonly string[], severity?: Severity): Verdict {
  return { state: "fired", rests: "evidence", remarks, declared, ...(severity === undefined ? {} : { severity }) };
}
