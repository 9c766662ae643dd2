/** The proof, in type and at run time, that a request's identity was verified: without it nothing is disclosed and nothing erased. */
import { PrivacyError } from "@favorable/core";
import type { ProofMethod, RequestKind } from "../request/kinds.ts";

declare const verifiedBrand: unique symbol;

/**
 * A request of a verified person. Only the desk makes one (`verified` of {@link Desk}); an object of the same form does not compile where
 * one is asked for, and is refused at run time.
 */
export interface VerifiedRequest<K extends RequestKind = RequestKind> {
  readonly [verifiedBrand]: true;
  readonly id: string;
  readonly kind: K;
  /** Whom it is about, as the application's tables name them. */
  readonly subject: string;
  /** The declared purpose it is about, where it names one. */
  readonly purpose?: string;
  readonly method: ProofMethod;
  /** UTC. */
  readonly verifiedAt: string;
}

/** The facts of a {@link VerifiedRequest}. */
export type VerifiedFacts = Omit<VerifiedRequest, typeof verifiedBrand>;

/** Those that were made here, and how to ask whether they still stand. */
const made = new WeakMap<object, () => Promise<boolean>>();

/**
 * Makes one; for the desk alone, which has just read that the request stands verified.
 *
 * @param stands - asks again, at the moment of use
 */
export function mintVerified(facts: VerifiedFacts, stands: () => Promise<boolean>): VerifiedRequest {
  const request = Object.freeze({ ...facts }) as VerifiedRequest; // The one place where the brand is put on.
  made.set(request, stands);
  return request;
}

/**
 * Refuses whatever is no verified request of one of these kinds, and one that was withdrawn, refused or closed meanwhile.
 *
 * @throws `REQUEST_UNVERIFIED`; `REQUEST_KIND` when it is about another right; `REQUEST_ENDED`
 */
export async function assertVerified(request: VerifiedRequest, kinds: readonly RequestKind[]): Promise<void> {
  const stands = typeof request === "object" && request !== null ? made.get(request) : undefined;
  if (stands === undefined) throw new PrivacyError("REQUEST_UNVERIFIED", "this is no request whose identity was verified");
  if (!kinds.includes(request.kind))
    throw new PrivacyError("REQUEST_KIND", "the request is about another right", { kind: request.kind, wanted: kinds });
  if (!(await stands())) throw new PrivacyError("REQUEST_ENDED", "the request was withdrawn, refused or closed meanwhile");
}
