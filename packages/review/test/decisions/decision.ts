/** What an authority remarked in a decision, and the rules it concerns. */
import type { ProcessingDocument } from "@favorable/processing";

/** One remark; any of the rules speaks for it. */
export interface Decided {
  readonly remark: string;
  readonly rules: readonly string[];
}

/** A decision with the file it was about. */
export interface Decision {
  readonly name: string;
  readonly source: string;
  readonly document: ProcessingDocument;
  readonly remarks: readonly Decided[];
}
