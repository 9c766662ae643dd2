/** A copy of an identity document: the last resort, and the shortest life of everything the desk holds. */
import type { CalendarDate } from "@favorable/core";

/** Documents that may be asked for. */
export type DocumentType = "identity-card" | "passport" | "residence-permit";

/** Every type, to check by. */
export const DOCUMENT_TYPES: readonly DocumentType[] = ["identity-card", "passport", "residence-permit"];

/** What stays of a copy after it was destroyed: no number, no name. */
export interface CopyEvidence {
  /** `unused`: the person was verified by another rung, or the request ended, before anybody compared it. */
  readonly outcome: "match" | "no-match" | "expired" | "unused";
  readonly checkedOn: CalendarDate;
  /** The account that checked; absent when nobody did. */
  readonly checkedBy?: string;
  /** When its key was destroyed, UTC. */
  readonly keyDestroyedAt: string;
  /** `destroyed`, or `fenced`: a copy of the key table made before still opens with one of the epochs. */
  readonly level: "fenced" | "destroyed";
}

/** A copy as it is kept. */
export interface IdentityCopy {
  readonly id: string;
  readonly request: string;
  readonly documentType: DocumentType;
  /** Sealed under a key of its own; absent once destroyed. */
  readonly cell?: string;
  /** UTC. */
  readonly madeAt: string;
  /** The accounts that looked at it. */
  readonly viewedBy?: readonly string[];
  readonly evidence?: CopyEvidence;
}
