/** Which evidence counts. */
import { addPeriod, calendarDate, period } from "@favorable/core";
import type { EvidenceBundle } from "./bundle.ts";
import { evidenceSha256 } from "./hash.ts";
import type { EvidenceSignature } from "./signature.ts";

/** Why evidence does not count. */
export type EvidenceRefusal =
  | "absent"
  | "simulated"
  | "declaration-not-named"
  | "other-declaration"
  | "after-as-of"
  | "before-start"
  | "stale";

/** What the opinion says of the evidence it was given. */
export interface EvidenceSummary {
  /** Whether any of it counted. */
  readonly used: boolean;
  /** Why none did. */
  readonly refusal?: EvidenceRefusal;
  /** True when it was taken under a simulated clock, or when the review itself was asked as simulated. */
  readonly simulated: boolean;
  readonly asOf?: string;
  /** What identifies the bundle, whether or not it counted. */
  readonly sha256?: string;
  /** The parts it holds. */
  readonly parts: readonly string[];
  /** Whether its signature was verified by `openEvidence`; absent when no evidence was given. */
  readonly signed?: boolean;
  /** Who signed it, and the state of the audit log it is bound to. */
  readonly signature?: EvidenceSignature;
  /** What it counts as, when it does: `promise` counts only against the file. */
  readonly counts?: "evidence" | "promise";
  /** Parts in which nothing, or too little, was there to be observed: no rule is satisfied on them. */
  readonly idle?: readonly string[];
}

/** What a bundle is measured against. */
export interface Admission {
  readonly asOf: string;
  readonly clock: "live" | "simulated";
  /** SHA-256 of the declaration under review. */
  readonly declaration: string;
  /** The first day of the processing, when stated. */
  readonly startsOn: string | undefined;
  readonly signature: EvidenceSignature | undefined;
  /** What evidence without a verified signature counts as. */
  readonly unsigned: "evidence" | "promise";
}

/** How long an observation stands for the present. No text sets it: the three months are this rulebook's own. */
const FRESH = period("P3M");

/**
 * Sorts evidence: it counts when it names this declaration, was taken since the processing began, no later than the day of the
 * review and no more than three months before it (a limit of our own), and under a real clock unless the review is asked as simulated.
 */
export function admit(
  bundle: EvidenceBundle | undefined,
  review: Admission,
): { readonly evidence: EvidenceBundle | undefined; readonly summary: EvidenceSummary } {
  const asked = review.clock === "simulated";
  if (bundle === undefined) return { evidence: undefined, summary: { used: false, refusal: "absent", simulated: asked, parts: [] } };
  const parts = Object.keys(bundle)
    .filter((part) => part !== "asOf" && part !== "simulated" && part !== "declaration")
    .sort();
  const refusal = refusalOf(bundle, review);
  const { signature } = review;
  const signed = { signed: signature !== undefined, ...(signature === undefined ? {} : { signature }) };
  const common = { simulated: bundle.simulated || asked, asOf: bundle.asOf, sha256: evidenceSha256(bundle), parts, ...signed };
  if (refusal !== undefined) return { evidence: undefined, summary: { used: false, refusal, ...common } };
  const counts = signature === undefined ? review.unsigned : "evidence";
  return { evidence: bundle, summary: { used: true, counts, ...common } };
}

function refusalOf(bundle: EvidenceBundle, review: Admission): EvidenceRefusal | undefined {
  if (bundle.simulated && review.clock !== "simulated") return "simulated";
  if (bundle.declaration === undefined) return "declaration-not-named";
  if (bundle.declaration !== review.declaration) return "other-declaration";
  if (bundle.asOf > review.asOf) return "after-as-of";
  if (review.startsOn !== undefined && bundle.asOf < review.startsOn) return "before-start";
  return addPeriod(calendarDate(bundle.asOf), FRESH) < review.asOf ? "stale" : undefined;
}
