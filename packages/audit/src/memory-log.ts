/** A log in memory: for tests and demonstrations, gone with the process. */
import { type Clock, PrivacyError, utf8 } from "@favorable/core";
import { isOrigin, signCheckpoint } from "./checkpoint.ts";
import { type EncodedEntry, encodeEvents } from "./encode.ts";
import { checkFilter, checkReader, matches, withoutBodies } from "./entry-filter.ts";
import type { AuditEvent } from "./event.ts";
import { frontier } from "./frontier.ts";
import { parseLeaf } from "./leaf.ts";
import type { AuditEntry, AuditHealth, AuditLog, EntryFilter, ErasureResult, LogSnapshot, StoredEntry } from "./log.ts";
import { leafHash } from "./merkle.ts";
import { checkClock, erasureDate } from "./present.ts";
import { erasedEvent } from "./retention-events.ts";
import { formatVerifierKey, type NoteSigner, parseVerifierKey } from "./signed-note.ts";
import { readEntry } from "./stored-entry.ts";
import { TILE_WIDTH } from "./tiles.ts";
import { retentionState } from "./verdict.ts";

/** What a memory log is made of. */
export interface MemoryLogOptions {
  /** Identity of the log, one line without spaces such as `hospital.example/audit`. */
  readonly origin: string;
  /** Signs checkpoints; its name is the origin. */
  readonly signer: NoteSigner;
  /** Gives the time of entries. */
  readonly clock: Clock;
}

interface MemoryEntry {
  readonly encoded: EncodedEntry;
  /** Parts whose bodies are gone. */
  readonly erased: Set<number>;
}

/**
 * Opens an empty log in memory.
 *
 * @throws `ORIGIN_INVALID`; `SIGNER_MISMATCH` when the name of the signer or its key is not the origin; `KEY_INVALID` when the signer has no
 *   verifier key; `INSTANT_INVALID` for what is no clock
 */
export function memoryLog(options: MemoryLogOptions): AuditLog {
  const { origin, signer, clock } = options ?? {};
  checkIdentity(origin, signer);
  checkClock(clock);
  const entries: MemoryEntry[] = [];
  const tree = frontier();
  const retention = retentionState();
  let checkpointed = 0;

  const append = (event: AuditEvent): { id: string } => {
    const [appended] = appendAll([event]);
    return appended ?? { id: "" };
  };
  const appendAll = (events: readonly AuditEvent[]): { id: string }[] => {
    return enter(encodeEvents(events, { origin, clock }));
  };
  const enter = (all: readonly EncodedEntry[]): { id: string }[] =>
    all.map((encoded) => {
      retention.read(entries.length, parseLeaf(encoded.leaf));
      tree.append(leafHash(utf8(encoded.leaf)));
      entries.push({ encoded, erased: new Set() });
      return { id: encoded.id };
    });
  const sign = (): Promise<string> => {
    checkpointed = tree.size;
    return signCheckpoint({ origin, size: tree.size, root: tree.root() }, signer);
  };
  const stored = (index: number): StoredEntry[] => {
    const entry = entries[index];
    if (entry === undefined) return [];
    const { leaf, parts, apart } = entry.encoded;
    const bodies = parts.flatMap(({ salt, payload }, part) => (entry.erased.has(part) ? [] : [{ part, salt, payload }]));
    return [{ index, leaf, bodies, ...(apart ? { descriptors: parts.map(({ descriptor }) => descriptor) } : {}) }];
  };

  return {
    origin,
    append: async (event) => append(event),
    appendAll: async (events) => appendAll(events),
    appendIn: async () => Promise.reject(noTransaction()),
    appendAllIn: async () => Promise.reject(noTransaction()),
    sequence: async () => ({ size: entries.length }),
    checkpoint: sign,
    async *entries(options?: EntryFilter): AsyncGenerator<AuditEntry> {
      const filter = checkFilter(options);
      const end = Math.min(filter.below, entries.length);
      let left = filter.limit;
      for (let index = filter.from; index < end && left > 0; index++) {
        const [entry] = stored(index).map(readEntry);
        if (entry === undefined || !matches(entry, filter)) continue;
        left--;
        yield filter.bodies ? entry : withoutBodies(entry);
      }
    },
    eraseExpired: async (options): Promise<ErasureResult> => {
      const asOf = erasureDate(options, clock);
      const counts = new Map<string, number>();
      const due: (() => void)[] = [];
      const below = entries.length;
      for (const [index, { encoded, erased }] of entries.entries())
        for (const [at, { descriptor }] of encoded.parts.entries()) {
          const { policy } = descriptor.retention;
          if (erased.has(at) || !retention.isDue({ index, id: encoded.id, retention: descriptor.retention }, asOf)) continue;
          due.push(() => erased.add(at));
          counts.set(policy, (counts.get(policy) ?? 0) + 1);
        }
      // The entries first: nothing is erased that could not be logged.
      appendAll([...counts].map(([policy, count]) => erasedEvent({ policy, below, asOf, count })));
      for (const erase of due) erase();
      return { erased: due.length, byPolicy: Object.fromEntries(counts) };
    },
    async snapshot<T>(read: (snapshot: LogSnapshot) => Promise<T>): Promise<T> {
      checkReader(read);
      const frozen = entries.flatMap((_, index) => stored(index));
      const checkpoint = await sign();
      return read({
        checkpoint,
        size: frozen.length,
        async *groups() {
          for (let at = 0; at < frozen.length; at += TILE_WIDTH) yield frozen.slice(at, at + TILE_WIDTH);
        },
      });
    },
    health: async (): Promise<AuditHealth> => ({
      store: "memory",
      durable: false,
      exclusive: false,
      size: entries.length,
      pending: 0,
      checkpointed,
      simulated: clock.simulated,
      remarks: ["entries are gone with the process"],
    }),
  };
}

/** Refuses an origin that cannot stand in a checkpoint, and a signer of another name; gives the signer's verifier key in its one form. */
export function checkIdentity(origin: string, signer: NoteSigner): string {
  if (!isOrigin(origin)) throw new PrivacyError("ORIGIN_INVALID", "an origin is one line without spaces and plus");
  if (typeof signer?.sign !== "function") throw new PrivacyError("KEY_INVALID", "not a signer of notes");
  const { name, publicKey } = parseVerifierKey(signer.vkey);
  if (signer.name !== origin || name !== origin)
    throw new PrivacyError("SIGNER_MISMATCH", "the name of the signer or of its key is not the origin of the log");
  return formatVerifierKey(name, publicKey);
}

function noTransaction(): PrivacyError {
  return new PrivacyError("NO_TRANSACTION", "a log in memory takes part in no transaction");
}
