/** What an authority remarked in a decision, and the rules it concerns. */
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";

/** One remark; any of the rules speaks for it. */
export interface Decided {
  readonly remark: string;
  readonly rules: readonly string[];
}

/** A decision with the file it was about. */
export interface Decision {
  readonly name: string;
  readonly source: string;
  /** The day of the decision, or of the visit whose findings it tells. */
  readonly asOf: string;
  readonly document: ProcessingDocument;
  /** What the authority saw of the running system, counted as the least that its words allow. */
  readonly seen?: Pick<EvidenceBundle, "ages" | "implementation" | "requests">;
  readonly remarks: readonly Decided[];
}

/** What was seen, as evidence on the document. */
export function seenIn({ asOf, document, seen }: Decision): EvidenceBundle | undefined {
  return seen === undefined
    ? undefined
    : { asOf, simulated: false, declaration: documentHash({ ...document, stage: "submitted" }), ...seen };
}
