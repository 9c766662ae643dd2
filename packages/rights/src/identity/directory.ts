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
  /** Of the facts that were answered, the names of those that agree with the records. */
  agreeing?(subject: string, answers: Readonly<Record<string, string>>): Promise<readonly string[]>;
}
