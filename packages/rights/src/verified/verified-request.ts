/** The proof, in type and at run time, that a request's identity was verified: without it nothing is disclosed and nothing erased. */
import { PrivacyError } from "@favorable/core";
import type { ProofMethod, RequestKind } from "../request/kinds.ts";
import type { DoneAct } from "../request/request.ts";

/** What is known of a verified request. */
export interface VerifiedFacts<K extends RequestKind = RequestKind> {
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

/**
 * A request of a verified person. Only the desk makes one (`verified` of {@link Desk}). A private member is its brand: an object of the same form,
 * and a copy of one by spread whatever it changes, do not compile where one is asked for. What is made past the compiler is refused at run time.
 */
export class VerifiedRequest<K extends RequestKind = RequestKind> implements VerifiedFacts<K> {
  readonly #brand: true = true;
  /** The request. */
  readonly id: string;
  /** The right. */
  readonly kind: K;
  /** Whom it is about, as the application's tables name them. */
  readonly subject: string;
  /** The declared purpose it is about, where it names one. */
  declare readonly purpose?: string;
  /** How they were verified. */
  readonly method: ProofMethod;
  /** UTC. */
  readonly verifiedAt: string;

  /** What anybody but the desk constructs is not among those that were made, and is refused. */
  constructor({ id, kind, subject, purpose, method, verifiedAt }: VerifiedFacts<K>) {
    this.id = id;
    this.kind = kind;
    this.subject = subject;
    this.method = method;
    this.verifiedAt = verifiedAt;
    if (purpose !== undefined) this.purpose = purpose;
    Object.freeze(this);
  }

  /** Whether a value bears the brand. */
  static bears(value: unknown): value is VerifiedRequest {
    return typeof value === "object" && value !== null && #brand in value;
  }
}

/** What the desk answers for a request it verified. */
interface Standing {
  /** Whether it still stands. */
  readonly stands: () => Promise<boolean>;
  /** Keeps that an act was done. */
  readonly did: (act: DoneAct) => Promise<void>;
}

/** Those that were made here. */
const made = new WeakMap<VerifiedRequest, Standing>();

/**
 * Makes one; for the desk alone, which has just read that the request stands verified.
 *
 * @param stands - asks again, at the moment of use
 * @param did - keeps that an act was done
 */
export function mintVerified(
  facts: VerifiedFacts,
  stands: Standing["stands"],
  did: Standing["did"] = async () => undefined,
): VerifiedRequest {
  const request = new VerifiedRequest(facts);
  made.set(request, { stands, did });
  return request;
}

/** Tells the desk that an act was done which a request asks for; telling it again is harmless. */
export async function didAct(request: VerifiedRequest, act: DoneAct): Promise<void> {
  await made.get(request)?.did(act);
}

/**
 * Refuses whatever is no verified request of one of these kinds, and one that was withdrawn, refused or closed meanwhile.
 *
 * @throws `REQUEST_UNVERIFIED`; `REQUEST_KIND` when it is about another right; `REQUEST_ENDED`
 */
export async function assertVerified(request: VerifiedRequest, kinds: readonly RequestKind[]): Promise<void> {
  const standing = VerifiedRequest.bears(request) ? made.get(request) : undefined;
  if (standing === undefined) throw new PrivacyError("REQUEST_UNVERIFIED", "this is no request whose identity was verified");
  if (!kinds.includes(request.kind))
    throw new PrivacyError("REQUEST_KIND", "the request is about another right", { kind: request.kind, wanted: kinds });
  if (!(await standing.stands())) throw new PrivacyError("REQUEST_ENDED", "the request was withdrawn, refused or closed meanwhile");
}
