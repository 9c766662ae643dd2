/** What the desk asks the application about persons; the application answers from its own records, never from the request. */
import type { CodeForm } from "./code.ts";

/** What a requester says of themselves, such as a staff number or a name and a date of birth: one text, kept nowhere. */
export type IdentityClaim = string;

/** A person the application knows, with the ways to reach them that stand in its records. */
export interface KnownPerson {
  /** As the application's tables name them. */
  readonly subject: string;
  /** Identifiers of contacts on file, the best first: never addresses, and never one that came with the request. */
  readonly contacts: readonly string[];
}

/** A message with a code. */
export interface CodeMessage {
  readonly request: string;
  readonly code: string;
  readonly form: CodeForm;
  /** UTC. */
  readonly expiresAt: string;
}

/** The application's side of the ladder. */
export interface PersonDirectory {
  /** The one person a claim describes; nothing when there is none, or more than one. */
  find(claim: IdentityClaim): Promise<KnownPerson | undefined>;
  /** Sends to a contact on file. There is no parameter for an address. */
  send(to: { readonly subject: string; readonly contact: string }, message: CodeMessage): Promise<void>;
  /** Of the facts that were answered, the kinds of those that agree with the records. */
  agreeing?(subject: string, answers: FactAnswers): Promise<readonly string[]>;
  /** Which rungs of the ladder the records offer for a person; reasons that say otherwise are refused. Not checked without it. */
  rungs?(subject: string): Promise<RungsOnFile | undefined>;
}

/** What the records offer to know a person by. */
export interface RungsOnFile {
  /** The person has an account they can sign in to. */
  readonly account: boolean;
  /** A contact is on file. */
  readonly contact: boolean;
  /** Facts are held that only the person should know. */
  readonly facts: boolean;
}

/**
 * Kinds of facts a person may be asked for. A name is none: it is what everybody knows, and what the claim was made of. What an identity
 * document shows at a glance, such as the place of birth, is none either.
 */
export const FACT_KINDS = [
  "reference-number",
  "birth-date",
  "start-date",
  "end-date",
  "service",
  "postal-code",
  "last-contact-day",
  "amount",
  "appointment-day",
] as const;

/** A kind of fact. */
export type FactKind = (typeof FACT_KINDS)[number];

/** What was answered, by kind of fact. */
export type FactAnswers = Readonly<Partial<Record<FactKind, string>>>;
