/** The erasure ledger: codes of subjects, and what its lines say together. */
import { addPeriod, type CalendarDate, isPeriod, type Period, PrivacyError, period, toHex, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { HoldEntry, LedgerEntry, LogPosition, Tombstone } from "./entry.ts";
import type { ErasureStore } from "./store.ts";

/** What a ledger is made of. */
export interface ErasureLedgerOptions {
  /** Outside the database and outside its backups. */
  readonly store: ErasureStore;
  /** 32 random bytes. Whoever has them can tell whether a known person is in the ledger; without them nobody can. */
  readonly key: Uint8Array;
  /** How long the oldest backup may be kept, a calendar period such as `P90D`: tombstones go after it. */
  readonly backups: string;
}

/** A ledger. */
export interface ErasureLedger {
  readonly store: ErasureStore;
  readonly backups: Period;
  /** Code of a subject, as the application's tables write it. */
  codeOf(subject: string): string;
  /** The tombstone of an order: its last day counts from the day something went, else from the order. */
  tombstone(order: Pick<Tombstone, "subject" | "reference" | "purposes" | "on" | "goneOn" | "waiting">): Tombstone;
  /** Keeps where a log stood when a checkpoint of it left the database. Call it after each. */
  recordCheckpoint(position: { readonly origin: string; readonly size: number; readonly root: Uint8Array }): Promise<void>;
  /** Forgets tombstones and released holds that no backup can bring up any more, all checkpoints but the last; returns how many lines went. */
  prune(asOf: CalendarDate): Promise<number>;
}

/**
 * Opens a ledger.
 *
 * @throws `LEDGER_INVALID` for a key or period that is none
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { erasureLedger, memoryErasureStore } from "@favorable/retention";
 *
 * const ledger = erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(32), backups: "P90D" });
 * const { expiresOn } = ledger.tombstone({ subject: "agent-7", reference: "request-1", on: calendarDate("2022-01-31") });
 * console.log(expiresOn); // 2022-05-01
 * ```
 */
export function erasureLedger({ store, key, backups }: ErasureLedgerOptions): ErasureLedger {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw new PrivacyError("LEDGER_INVALID", "the key of a ledger has 32 bytes");
  if (!isPeriod(backups)) throw new PrivacyError("LEDGER_INVALID", "backups are kept for a calendar period");
  const secret = key.slice();
  const kept = period(backups);
  const codeOf = (subject: string): string => toHex(hmac(sha256, secret, utf8(`favorable tombstone v1\n${subject}`)));
  return {
    store,
    backups: kept,
    codeOf,
    tombstone: ({ subject, reference, purposes, on, goneOn, waiting }) => ({
      kind: "tombstone",
      subject: codeOf(subject),
      reference,
      ...(purposes === undefined ? {} : { purposes }),
      on,
      ...(goneOn === undefined ? {} : { goneOn }),
      ...(waiting === undefined ? {} : { waiting }),
      expiresOn: addPeriod(goneOn ?? on, kept),
    }),
    recordCheckpoint: ({ origin, size, root }) => store.append({ kind: "checkpoint", origin, size, root: toHex(root) }),
    async prune(asOf) {
      const entries = await store.read();
      const last = ledgerState(entries, asOf).position;
      const over = (entry: LedgerEntry): boolean => entry.kind === "released" && addPeriod(entry.on, kept) < asOf;
      const standing = ledgerState(entries, asOf).tombstones;
      const released = new Set(entries.flatMap((entry) => (entry.kind === "released" && over(entry) ? [entry.id] : [])));
      return store.prune((entry) => {
        if (entry.kind === "tombstone") return JSON.stringify(standing.get(tombstoneKey(entry))) === JSON.stringify(entry);
        if (entry.kind === "hold" || entry.kind === "released") return !released.has(entry.id);
        return entry.kind !== "checkpoint" || (entry.origin === last?.origin && entry.size === last.size && entry.root === last.root);
      });
    },
  };
}

/** What the lines of a ledger say together. */
export interface LedgerState {
  /** By subject and reference. */
  readonly tombstones: ReadonlyMap<string, Tombstone>;
  /** Holds that are not released, by id. */
  readonly holds: ReadonlyMap<string, HoldEntry>;
  /** Ids of holds that are released. */
  readonly released: ReadonlySet<string>;
  /** The log has been at least there. */
  readonly position?: LogPosition;
}

/** Sums up lines; tombstones that are over on the day are left out. */
export function ledgerState(entries: readonly LedgerEntry[], asOf: CalendarDate): LedgerState {
  const tombstones = new Map<string, Tombstone>();
  const holds = new Map<string, HoldEntry>();
  const released = new Set<string>();
  let position: LogPosition | undefined;
  for (const entry of entries) {
    if (entry.kind === "tombstone") tombstones.set(tombstoneKey(entry), later(tombstones.get(tombstoneKey(entry)), entry));
    else if (entry.kind === "hold") holds.set(entry.id, entry);
    else if (entry.kind === "released") released.add(entry.id);
    else if (entry.kind === "checkpoint") position = furthest(position, entry);
    else if (entry.kind === "restored") position = entry.to;
  }
  for (const id of released) holds.delete(id);
  for (const [key, { waiting, expiresOn }] of tombstones) if (waiting !== true && expiresOn < asOf) tombstones.delete(key);
  return { tombstones, holds, released, ...(position === undefined ? {} : { position }) };
}

/** Of two lines about one order the later counts, but what went does not come back by it. */
function later(known: Tombstone | undefined, entry: Tombstone): Tombstone {
  return known?.goneOn !== undefined && (entry.goneOn ?? "") < known.goneOn ? known : entry;
}

/** A log only grows: of two processes the slower one may tell of an earlier checkpoint last. */
function furthest(known: LogPosition | undefined, { origin, size, root }: LogPosition): LogPosition {
  return known !== undefined && known.origin === origin && known.size > size ? known : { origin, size, root };
}

/** One order about one subject. */
export function tombstoneKey({ subject, reference }: Pick<Tombstone, "subject" | "reference">): string {
  return `${subject}:${reference}`;
}
