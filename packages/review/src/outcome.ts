/** From findings to one word. */
import type { Severity, State } from "./verdict.ts";

/** The four outcomes, from the best to the worst: see {@link outcomeOf}. */
export type Outcome = "favorable" | "favorable-with-conditions" | "incomplete" | "unfavorable";

/** What decides an outcome. */
export interface Weighed {
  readonly state: State;
  readonly severity: Severity;
}

/**
 * Any block fired: `unfavorable`. Else a block rule that cannot be assessed, or a law that is not in force: `incomplete`. Else something to modify
 * or a reserve: `favorable-with-conditions`. Else `favorable`, with the reminders that stand.
 *
 * `inForce`: whether the law of the profile is in force on the day; true unless given
 */
export function outcomeOf(findings: readonly Weighed[], { inForce = true }: { readonly inForce?: boolean } = {}): Outcome {
  const some = (state: State, ...severities: readonly Severity[]): boolean =>
    findings.some((finding) => finding.state === state && severities.includes(finding.severity));
  if (some("fired", "block")) return "unfavorable";
  if (some("not-assessable", "block") || !inForce) return "incomplete";
  return some("fired", "modify", "reserve") ? "favorable-with-conditions" : "favorable";
}
