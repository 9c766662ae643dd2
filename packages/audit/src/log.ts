/** What a log can do, whatever it is stored in. */
import type { CalendarDate, JsonValue } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { PartOpening } from "./commitment.ts";
import type { AuditEvent, ClearFact, PartRetention } from "./event.ts";
import type { PartDescriptor } from "./leaf.ts";

/** What an append answers: the entry's identifier; its position is known once it is sequenced. */
export interface Appended {
  /** 32 hexadecimal digits; stands in the leaf. */
  readonly id: string;
}

/** Which entries to read; all conditions hold together. */
export interface EntryFilter {
  /** Only these types. */
  readonly types?: readonly string[];
  /** From this position on; 0 by default. */
  readonly from?: number;
  /** Before this position; to the end by default. */
  readonly below?: number;
  /** Only entries with a part about this person; needs a log with a subject key (`SUBJECT_KEY_MISSING`). */
  readonly subject?: string;
  /** Only entries whose part `actor` is about this person; on its own found through the index of persons, like `subject`. */
  readonly actor?: string;
  /** Only entries with these facts in clear, such as `{ purpose: "followUp" }`. */
  readonly clear?: Readonly<Record<string, ClearFact>>;
  /** Only entries appended at this instant (UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`) or later. */
  readonly since?: string;
  /** Only entries appended before this instant. */
  readonly until?: string;
  /** At most this many entries, 1 or more. */
  readonly limit?: number;
  /** False: entries come without parts, and where no person is asked for no body is read. */
  readonly bodies?: boolean;
}

/** A part as it is read back. */
export interface EntryPart {
  /** Declared name. */
  readonly name: string;
  /** How long it is kept. */
  readonly retention: PartRetention;
  /** False once its body is gone: subject and value are then absent. */
  readonly present: boolean;
  /** Whom it is about. */
  readonly subject?: string;
  /** The value. */
  readonly value?: JsonValue;
}

/** An entry as it is read back; not verified, for that export the log. */
export interface AuditEntry {
  /** Position in the log. */
  readonly index: number;
  /** Identifier. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** When it was appended, UTC. */
  readonly at: string;
  /** True when the clock was a simulated one. */
  readonly simulated: boolean;
  /** Facts in clear. */
  readonly clear: Readonly<Record<string, ClearFact>>;
  /** The parts in order. */
  readonly parts: readonly EntryPart[];
}

/** An entry as it is stored: what exports and verification need. */
export interface StoredEntry {
  /** Position in the log. */
  readonly index: number;
  /** Canonical text of the leaf; empty once it was pruned. */
  readonly leaf: string;
  /** Hash of the leaf, where its text was pruned. */
  readonly hash?: Uint8Array;
  /** Descriptors, when they do not stand in the leaf. */
  readonly descriptors?: readonly PartDescriptor[];
  /** Openings that are still there, in order. */
  readonly bodies: readonly (PartOpening & { readonly part: number })[];
}

/** A log as of one checkpoint, unchanging while it is read. */
export interface LogSnapshot {
  /** The signed checkpoint. */
  readonly checkpoint: string;
  /** Entries it covers. */
  readonly size: number;
  /** The entries in order, in groups of up to 256; with `bodies` false no body is read, and a log with sealed ones needs no sealer. */
  groups(options?: { readonly bodies?: boolean }): AsyncIterable<readonly StoredEntry[]>;
}

/** What a log says of itself. */
export interface AuditHealth {
  /** What it is stored in. */
  readonly store: "postgresql" | "pglite" | "file" | "memory";
  /** True when an entry that was acknowledged survives a loss of power. */
  readonly durable: boolean;
  /** True when the store has one connection: an append cannot run beside an open transaction. */
  readonly exclusive: boolean;
  /** Entries with a position. */
  readonly size: number;
  /** Entries that wait for a position. */
  readonly pending: number;
  /** Entries under the last signed checkpoint; 0 when none was signed. */
  readonly checkpointed: number;
  /** Seconds since that checkpoint was signed; absent when none was, or when the store does not know. */
  readonly checkpointAge?: number;
  /** True when this process's login could change or delete what is logged: as superuser, as owner of the tables, or by its grants. */
  readonly bypass: boolean;
  /** Triggers of the log that are missing or switched off; empty where there is no database. */
  readonly triggersOff: readonly string[];
  /**
   * Functions (body, settings, owner, who may run them), tables (owner, kept through a crash), constraints and indexes that are not those of the
   * migrations; rules, triggers and row security that are not the log's; rights granted that none of its roles has. Only of a database. Whoever
   * owns it can change these: ask from a login that he does not run.
   */
  readonly changed?: readonly string[];
  /** Rows that were set aside because no writer of the log can have made them. */
  readonly quarantined: number;
  /** Entries that wait in a fallback for the log to come back. */
  readonly fallback: number;
  /**
   * Why the log cannot be reached, as a code: what is told is then of its fallback alone, the counts of the log are 0 because they are not known,
   * and `bypass` is true because nobody says otherwise. Absent while it can be reached.
   */
  readonly away?: string;
  /** True when the log's clock is a simulated one. */
  readonly simulated: boolean;
  /** What is less than it could be, in words without values. */
  readonly remarks: readonly string[];
}

/** What {@link AuditLog.eraseExpired} did. */
export interface ErasureResult {
  /** Bodies that were erased. */
  readonly erased: number;
  /** The same by policy. */
  readonly byPolicy: Readonly<Record<string, number>>;
}

/** An erasure before the end of a period, as it is asked for. */
export interface EarlyErasureRequest {
  /** What is to go: an entry by its identifier, one part of it, what is kept about a person, or everything under a policy. */
  readonly scope: { readonly entry: string; readonly part?: number } | { readonly subject: string } | { readonly policy: string };
  /** Reference of the legal basis, such as `gdpr:17.1.d`. */
  readonly basis: string;
  /** The role that asks. */
  readonly requestedBy: string;
  /** The role that approves: another one. */
  readonly approvedBy: string;
}

/** An append-only log of events. */
export interface AuditLog {
  /** Identity of the log: first line of its checkpoints. */
  readonly origin: string;
  /**
   * Appends in a transaction of the log's own; once this resolves the entry is committed, whatever the caller's transaction does.
   *
   * @throws `EVENT_INVALID`, `EVENT_TOO_LARGE`, `NOT_CANONICAL`; `INSTANT_INVALID` when the clock gives no time; `AUDIT_UNAVAILABLE` when the store fails and
   *   nothing was written; `AUDIT_UNKNOWN` with the identifiers when the connection was lost and whether they were written could not be settled;
   *   `AUDIT_BLOCKED` when the store's only connection stays taken by a transaction, and then nothing was written
   */
  append(event: AuditEvent): Promise<Appended>;
  /** Appends many, all or none; errors as {@link AuditLog.append}. */
  appendAll(events: readonly AuditEvent[]): Promise<readonly Appended[]>;
  /** Appends in the caller's transaction: the entry stands if and only if that commits. A memory log has none: `NO_TRANSACTION`. */
  appendIn(tx: Sql, event: AuditEvent): Promise<Appended>;
  /** Appends many in the caller's transaction; errors as {@link AuditLog.appendIn}. */
  appendAllIn(tx: Sql, events: readonly AuditEvent[]): Promise<readonly Appended[]>;
  /** Gives every committed entry its position; safe to call from anywhere, at any time, outside a transaction. */
  sequence(): Promise<{ readonly size: number }>;
  /** Sequences, then signs what is there: a C2SP checkpoint. Leave it with somebody else, and nobody can rewrite the log unseen. */
  checkpoint(): Promise<string>;
  /**
   * Reads entries in order, sequencing first.
   *
   * @throws `FILTER_INVALID` for what is no filter; `LOG_CORRUPT` for an entry whose body or descriptors are not what was logged (details: `entry`,
   *   `part`): those before and behind it can be read by `below` and `from`
   */
  entries(filter?: EntryFilter): AsyncIterable<AuditEntry>;
  /**
   * Erases the bodies whose period is over by the policies in the log, and logs it in the same transaction (`audit.erased`).
   *
   * @param options - `asOf`: a day that has come in UTC by the log's own clock
   * @throws `DATE_INVALID`; `AS_OF_FUTURE` for a later day, and then nothing is erased; errors as {@link AuditLog.append}
   */
  eraseExpired(options: { readonly asOf: CalendarDate }): Promise<ErasureResult>;
  /**
   * Erases before the end of a period, by two distinct roles on a legal basis, and logs it in the same transaction (`audit.erased-early`).
   * Otherwise bodies go when their period is over and not before.
   *
   * @throws `ERASURE_UNAUTHORISED` without a basis or without two distinct roles; `ERASURE_HELD` when a hold stands on any of it;
   *   `SUBJECT_KEY_MISSING` for a person, in a log without an index of persons; errors as {@link AuditLog.append}
   */
  eraseEarly(request: EarlyErasureRequest): Promise<ErasureResult>;
  /**
   * Removes the text of entries whose parts were all over on a day and are erased, and logs it (`audit.pruned`). The 32 bytes of the hash stay,
   * and with them every root and proof; entries about retention, and those without parts, stay whole.
   *
   * @throws `DATE_INVALID`, `AS_OF_FUTURE`; errors as {@link AuditLog.append}
   */
  prune(options: { readonly asOf: CalendarDate }): Promise<{ readonly pruned: number }>;
  /**
   * Signs a checkpoint and reads the log as it stands under it; throws `SNAPSHOT_BUSY` when erasures keep coming in between,
   * `FILTER_INVALID` when there is no function to read it.
   */
  snapshot<T>(read: (snapshot: LogSnapshot) => Promise<T>): Promise<T>;
  /** What the log says of itself. */
  health(): Promise<AuditHealth>;
}
