/** A log that goes on in a file while its database is away, and puts what was written there into the log once it is back. */
import { type Clock, isPrivacyError, PrivacyError } from "@favorable/core";
import { type EncodedEntry, encodeEvents } from "../encode.ts";
import { fallbackFacts } from "../fallback-mark.ts";
import { keptEntry } from "../kept-entry.ts";
import { leafText, parseLeaf } from "../leaf.ts";
import type { AuditHealth, AuditLog } from "../log.ts";
import type { MergeTarget } from "../merge-target.ts";
import { checkClock, presentOf } from "../present.ts";
import { discrepancyEvent } from "../store-events.ts";
import { MAX_ENTRY_BYTES } from "../tiles.ts";
import { asEncoded, entriesText, readRecord } from "./entry-record.ts";
import { framedJournal, orClose, TORN } from "./framed.ts";
import type { JournalFile } from "./journal-file.ts";

/** A log and its fallback. */
export interface FallbackOptions {
  /** The log, or how it is opened: a process may start while the database is down. */
  readonly log: (AuditLog & MergeTarget) | (() => Promise<AuditLog & MergeTarget>);
  /** Where entries go meanwhile, from `openJournal` of `@favorable/audit/node`; one process's alone. */
  readonly file: JournalFile;
  /** Identity of the log. */
  readonly origin: string;
  /** The log's clock. */
  readonly clock: Clock;
  /** Milliseconds after a failure in which the log is not tried again; 1,000 by default. */
  readonly retryAfter?: number;
}

/** A log with a fallback. */
export interface FallbackLog extends AuditLog {
  /** Puts what waits in the file into the log; done by itself when the log is reached again. Throws as `append`. */
  merge(): Promise<{ readonly merged: number }>;
  /** Lets another process have the file. */
  close(): Promise<void>;
}

/** Entries put into the log at once. */
const BATCH = 200;

/**
 * Gives a log a fallback. While the log cannot be reached, `append` and `appendAll` write to the file, forced to the disk, and resolve; only when
 * that fails, too, do they reject with `AUDIT_UNAVAILABLE`. Such an entry says so in clear (`fallback: true`), and when it was written
 * (`occurredAt`); its own time is when the log got it. Once the log is back it gets them in order, before anything new; the identifier of an entry is its key against
 * doubles, so that a crash between merging and clearing the file, or an answer that was lost, changes nothing.
 *
 * What takes part in a transaction needs the database anyway and has no fallback, and so has everything that reads, but for `health`, which tells of
 * the fallback alone while the log is away. The file holds personal values, as
 * the database does: it belongs on a disk that is protected alike.
 *
 * @throws `JOURNAL_CORRUPT`, `JOURNAL_FAILED` when the file cannot be used; `INSTANT_INVALID` for what is no clock
 */
export async function withFallback(options: FallbackOptions): Promise<FallbackLog> {
  const { file, origin, clock, retryAfter = 1000 } = options ?? {};
  checkClock(clock);
  const journal = await framedJournal(file);
  let waiting = await orClose(journal, async () => journal.texts.flatMap((text) => readRecord(text).entries.map(asEncoded)));
  // What was cut off may have been acknowledged, and somebody's doing: the log gets to know that it happened.
  if (journal.torn) await orClose(journal, () => keep(encodeEvents([discrepancyEvent("torn", 1)], { origin, clock }), undefined));
  let opened = typeof options.log === "function" ? undefined : options.log;
  let closedUntil = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: merging and writing to the file never meet. */
  function serial<T>(step: () => Promise<T>): Promise<T> {
    const next = last.then(step, step);
    last = next.catch(() => undefined);
    return next;
  }
  async function reached(): Promise<AuditLog & MergeTarget> {
    opened ??= typeof options.log === "function" ? await options.log() : options.log;
    return opened;
  }
  async function mergeNow(): Promise<number> {
    if (waiting.length === 0) return 0;
    const log = await reached();
    for (let at = 0; at < waiting.length; at += BATCH) {
      const batch = waiting.slice(at, at + BATCH);
      const held = await log.held(batch.map(({ id }) => id));
      const now = presentOf(clock);
      await log.appendEncoded(batch.filter(({ id }) => !held.has(id)).map((entry) => asReceived(entry, now)));
    }
    // Only now: what is in the log by now is known there by its identifiers.
    await journal.clear();
    const merged = waiting.length;
    waiting = [];
    return merged;
  }
  async function keep(entries: readonly EncodedEntry[], cause: unknown): Promise<void> {
    try {
      await journal.add(entriesText(entries.map(keptEntry)));
    } catch {
      const reason = isPrivacyError(cause) ? cause.code : "unknown";
      throw new PrivacyError("AUDIT_UNAVAILABLE", "neither the log nor its fallback can be written", { reason });
    }
    waiting.push(...entries);
  }
  async function write(entries: readonly EncodedEntry[]): Promise<void> {
    if (performance.now() < closedUntil) return serial(() => keep(entries, undefined));
    try {
      if (waiting.length > 0) await serial(mergeNow);
      await (await reached()).appendEncoded(entries);
    } catch (error) {
      if (!isAway(error)) throw error;
      closedUntil = performance.now() + retryAfter;
      await serial(() => keep(entries, error));
    }
  }
  /** What reads or signs is of the log as a whole: first it gets what waits. */
  async function whole(): Promise<AuditLog & MergeTarget> {
    const log = await reached();
    if (waiting.length > 0) await serial(mergeNow);
    return log;
  }

  /** What the fallback says by itself. */
  function alone(away: string, own: readonly string[]): AuditHealth {
    return {
      store: "file",
      durable: !journal.lost(),
      exclusive: false,
      size: 0,
      pending: 0,
      checkpointed: 0,
      bypass: true,
      triggersOff: [],
      quarantined: 0,
      fallback: waiting.length,
      away,
      simulated: clock.simulated,
      remarks: [
        `the log cannot be reached (${away}): how much it holds, and what it is worth, is not known; entries go to the fallback`,
        ...own,
        ...(clock.simulated ? ["the clock is simulated: times are made up"] : []),
      ],
    };
  }

  const both: FallbackLog = {
    origin,
    append: async (event) => (await both.appendAll([event]))[0] ?? { id: "" },
    async appendAll(events) {
      const entries = encodeEvents(events, { origin, clock });
      if (entries.length > 0) await write(entries);
      return entries.map(({ id }) => ({ id }));
    },
    appendIn: async (tx, event) => (await reached()).appendIn(tx, event),
    appendAllIn: async (tx, events) => (await reached()).appendAllIn(tx, events),
    sequence: async () => (await whole()).sequence(),
    checkpoint: async () => (await whole()).checkpoint(),
    async *entries(filter) {
      yield* (await whole()).entries(filter);
    },
    eraseExpired: async (request) => (await whole()).eraseExpired(request),
    eraseEarly: async (request) => (await whole()).eraseEarly(request),
    prune: async (request) => (await whole()).prune(request),
    snapshot: async (read) => (await whole()).snapshot(read),
    async health() {
      const own = [
        ...(waiting.length === 0 ? [] : ["entries wait in the fallback: they are not in the log yet"]),
        ...(journal.torn ? [TORN] : []),
        ...(journal.lost() ? ["the fallback cannot be written any more: open it again"] : []),
      ];
      try {
        const health = await (await reached()).health();
        return { ...health, fallback: waiting.length, remarks: [...health.remarks, ...own] };
      } catch (error) {
        if (!isPrivacyError(error) || !isAway(error)) throw error;
        return alone(error.code, own);
      }
    },
    merge: async () => ({ merged: await serial(mergeNow) }),
    close: () => serial(() => journal.close()),
  };
  return both;
}

/** The log is away, rather than the entry wrong: an entry the database refused for what it is would never be taken. */
function isAway(error: unknown): boolean {
  if (!isPrivacyError(error)) return false;
  if (/^(22|23|54)/.test(String(error.details["sqlState"] ?? ""))) return false;
  return /^(AUDIT_(UNAVAILABLE|UNKNOWN|BLOCKED)|JOURNAL_FAILED|SQL_UNAVAILABLE)$/.test(error.code);
}

/**
 * The entry as the log gets it: its time is the time it is put into the log, so that no entry stands behind a checkpoint and says a time
 * before it; that it was kept, and when it was written, it says in clear. One that is as full as an entry can be stays as it is.
 */
function asReceived(entry: EncodedEntry, now: string): EncodedEntry {
  const leaf = parseLeaf(entry.leaf);
  const clear = { ...leaf.clear, ...fallbackFacts(leaf.at) };
  if (Object.keys(clear).length > 32) return entry;
  const text = leafText({ ...leaf, clear, at: now });
  return new TextEncoder().encode(text).length > MAX_ENTRY_BYTES ? entry : { ...entry, leaf: text };
}
