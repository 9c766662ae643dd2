/** What may be asked, by which way, and where a request stands. */

/**
 * The rights a request exercises: access (GDPR art. 15; Monaco law 1.165 art. 13 and 15), rectification (art. 16; law 1.165 art. 16),
 * erasure (art. 17), restriction (art. 18), portability (art. 20), objection (art. 21), withdrawal of consent (art. 7(3)).
 */
export const REQUEST_KINDS = ["access", "rectification", "erasure", "portability", "objection", "restriction", "withdrawal"] as const;

/** A right. */
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** The ways a request may come in; a person is free to choose (GDPR art. 12(2)). */
export const REQUEST_CHANNELS = ["web", "email", "letter", "counter", "phone", "authority"] as const;

/** A way in. */
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** Where a request stands. */
export const REQUEST_STATES = [
  "received",
  "acknowledged",
  "identity_pending",
  "identity_failed",
  "verified",
  "scoping",
  "executing",
  "partly_held",
  "review",
  "answered",
  "refused",
  "withdrawn",
  "closed",
] as const;

/** A state. */
export type RequestState = (typeof REQUEST_STATES)[number];

/** States in which the person still waits for an answer. */
export const OPEN_STATES: readonly RequestState[] = [
  "received",
  "acknowledged",
  "identity_pending",
  "verified",
  "scoping",
  "executing",
  "partly_held",
  "review",
];

/** True while the person waits for an answer. */
export function isOpen(state: RequestState): boolean {
  return OPEN_STATES.includes(state);
}

/** How an identity was shown, lowest rung first. */
export const PROOF_METHODS = ["session", "contact", "facts", "document"] as const;

/** A rung of the ladder. */
export type ProofMethod = (typeof PROOF_METHODS)[number];
