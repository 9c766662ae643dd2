/** What the desk keeps, whatever it is kept in: every change together with its entry in the log, or not at all. */
import type { AuditEvent } from "@favorable/audit";
import type { CalendarDate } from "@favorable/core";
import type { IdentityCopy } from "../identity/copy.ts";
import type { DeskRequest } from "../request/request.ts";

/** A code that was sent, or that nobody will receive. */
export interface Challenge {
  readonly id: string;
  readonly request: string;
  /** Whom it was sent to; absent for a person who is not known. */
  readonly candidate?: string;
  /** HMAC of the code. */
  readonly mac: Uint8Array;
  /** UTC. */
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly tries: number;
  readonly used: boolean;
}

/** A transaction of the desk. */
export interface DeskTransaction {
  /** Adds a request. */
  insert(request: DeskRequest): Promise<void>;
  /** Reads a request and keeps it from others until the end. */
  lock(id: string): Promise<DeskRequest | undefined>;
  /** Replaces a request that is locked. */
  save(request: DeskRequest): Promise<void>;
  /** Adds a challenge. */
  addChallenge(challenge: Challenge): Promise<void>;
  /** The newest challenge of a request that is locked. */
  newestChallenge(request: string): Promise<Challenge | undefined>;
  /** Replaces a challenge. */
  saveChallenge(challenge: Challenge): Promise<void>;
  /** Forgets the challenges of a request: whom they were sent to is nobody's business once it is closed. */
  dropChallenges(request: string): Promise<void>;
  /** Adds a try under a name and tells how many there were since an instant, this one included. */
  countTry(name: Uint8Array, at: string, since: string): Promise<number>;
  /** Adds the copy of an identity document. */
  addCopy(copy: IdentityCopy): Promise<void>;
  /** Reads a copy and keeps it from others until the end. */
  lockCopy(id: string): Promise<IdentityCopy | undefined>;
  /** Replaces a copy that is locked. */
  saveCopy(copy: IdentityCopy): Promise<void>;
  /** An entry of the log that stands if and only if this transaction does. */
  log(event: AuditEvent): void;
}

/** Keeps requests. */
export interface DeskStore {
  /** Runs with all or nothing, entries of the log included. */
  transaction<T>(run: (tx: DeskTransaction) => Promise<T>): Promise<T>;
  /** One request; undefined for none. */
  find(id: string): Promise<DeskRequest | undefined>;
  /** One copy; undefined for none. */
  findCopy(id: string): Promise<IdentityCopy | undefined>;
  /** Open requests whose last day is not after a day, and those whose time stands still. */
  due(through: CalendarDate): Promise<readonly DeskRequest[]>;
  /** Requests whose hold is to be placed or released. */
  unsettledHolds(): Promise<readonly DeskRequest[]>;
  /** Copies of identity documents that are still there: all, or those of a request. */
  copies(request?: string): Promise<readonly IdentityCopy[]>;
}
