/** Which evidence counts. */
import type { EvidenceBundle } from "./bundle.ts";

/** Why evidence does not count. */
export type EvidenceRefusal = "absent" | "simulated" | "other-declaration" | "after-as-of";

/** What the opinion says of the evidence it was given. */
export interface EvidenceSummary {
  /** Whether any of it counted. */
  readonly used: boolean;
  /** Why none did. */
  readonly refusal?: EvidenceRefusal;
  /** True when it was taken under a simulated clock, or when the review itself was asked as simulated. */
  readonly simulated: boolean;
  readonly asOf?: string;
  /** The parts it holds. */
  readonly parts: readonly string[];
}

/**
 * Sorts evidence: it counts when it was taken no later than the day of the review, of this declaration when it names
 * one, and under a real clock unless the review is itself asked as simulated.
 */
export function admit(
  bundle: EvidenceBundle | undefined,
  review: { readonly asOf: string; readonly clock: "live" | "simulated"; readonly declaration: string },
): { readonly evidence: EvidenceBundle | undefined; readonly summary: EvidenceSummary } {
  const asked = review.clock === "simulated";
  if (bundle === undefined) return { evidence: undefined, summary: { used: false, refusal: "absent", simulated: asked, parts: [] } };
  const parts = Object.keys(bundle)
    .filter((part) => part !== "asOf" && part !== "simulated" && part !== "declaration")
    .sort();
  const refusal = refusalOf(bundle, review);
  const common = { simulated: bundle.simulated || asked, asOf: bundle.asOf, parts };
  if (refusal !== undefined) return { evidence: undefined, summary: { used: false, refusal, ...common } };
  return { evidence: bundle, summary: { used: true, ...common } };
}

function refusalOf(bundle: EvidenceBundle, review: Parameters<typeof admit>[1]): EvidenceRefusal | undefined {
  if (bundle.simulated && review.clock !== "simulated") return "simulated";
  if (bundle.declaration !== undefined && bundle.declaration !== review.declaration) return "other-declaration";
  return bundle.asOf > review.asOf ? "after-as-of" : undefined;
}
