/** A log in memory: for tests and demonstrations, gone with the process. */
import { type CalendarDate, type Clock, PrivacyError, utf8 } from "@favorable/core";
import { isOrigin, signCheckpoint } from "./checkpoint.ts";
import { type EncodedEntry, encodeEvent } from "./encode.ts";
import type { AuditEvent } from "./event.ts";
import { frontier } from "./frontier.ts";
import { parseLeaf } from "./leaf.ts";
import type { AuditEntry, AuditHealth, AuditLog, EntryFilter, ErasureResult, LogSnapshot, StoredEntry } from "./log.ts";
import { leafHash } from "./merkle.ts";
import { erasedEvent } from "./retention-events.ts";
import type { NoteSigner } from "./signed-note.ts";
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
 * @throws `ORIGIN_INVALID`, `SIGNER_MISMATCH` when the signer's name is not the origin
 */
export function memoryLog({ origin, signer, clock }: MemoryLogOptions): AuditLog {
  checkIdentity(origin, signer);
  const entries: MemoryEntry[] = [];
  const tree = frontier();
  const retention = retentionState();
  let checkpointed = 0;

  const append = (event: AuditEvent): { id: string } => {
    const [appended] = appendAll([event]);
    return appended ?? { id: "" };
  };
  const appendAll = (events: readonly AuditEvent[]): { id: string }[] => {
    const all = events.map((event) => encodeEvent(event, { origin, clock }));
    return all.map((encoded) => {
      retention.read(entries.length, parseLeaf(encoded.leaf));
      tree.append(leafHash(utf8(encoded.leaf)));
      entries.push({ encoded, erased: new Set() });
      return { id: encoded.id };
    });
  };
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
    async *entries(filter: EntryFilter = {}): AsyncGenerator<AuditEntry> {
      const end = Math.min(filter.below ?? entries.length, entries.length);
      for (let index = filter.from ?? 0; index < end; index++) {
        const encoded = entries[index]?.encoded;
        if (filter.types !== undefined && !filter.types.includes(encoded?.type ?? "")) continue;
        if (
          filter.subject !== undefined &&
          !encoded?.parts.some(({ subject }, at) => subject === filter.subject && !entries[index]?.erased.has(at))
        )
          continue;
        yield* stored(index).map(readEntry);
      }
    },
    eraseExpired: async ({ asOf }: { readonly asOf: CalendarDate }): Promise<ErasureResult> => {
      const byPolicy: Record<string, number> = {};
      const below = entries.length;
      for (const [index, { encoded, erased }] of entries.entries())
        for (const [at, { descriptor }] of encoded.parts.entries()) {
          if (erased.has(at) || !retention.isDue({ index, id: encoded.id, retention: descriptor.retention }, asOf)) continue;
          erased.add(at);
          byPolicy[descriptor.retention.policy] = (byPolicy[descriptor.retention.policy] ?? 0) + 1;
        }
      for (const [policy, count] of Object.entries(byPolicy)) append(erasedEvent({ policy, below, asOf, count }));
      return { erased: Object.values(byPolicy).reduce((total, count) => total + count, 0), byPolicy };
    },
    async snapshot<T>(read: (snapshot: LogSnapshot) => Promise<T>): Promise<T> {
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

/** Refuses an origin that cannot stand in a checkpoint, and a signer of another name. */
export function checkIdentity(origin: string, signer: NoteSigner): void {
  if (!isOrigin(origin)) throw new PrivacyError("ORIGIN_INVALID", "an origin is one line without spaces and plus");
  if (signer.name !== origin) throw new PrivacyError("SIGNER_MISMATCH", "the signer's name is not the origin of the log");
}

function noTransaction(): PrivacyError {
  return new PrivacyError("NO_TRANSACTION", "a log in memory takes part in no transaction");
}
