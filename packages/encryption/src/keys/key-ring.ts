/** Keys of data subjects, one each, wrapped by a key service, and what is sealed with them. */
import { type Clock, systemClock } from "@favorable/core";
import { type Cell, openCell, readCell, sealCell } from "../fields/cell.ts";
import { type Erased, erased } from "../fields/erased.ts";
import type { Place } from "../fields/place.ts";
import { type Erasure, type Exposure, eraseSubject, exposureNow, type Reconciliation, reconcileAll, reopenSubject } from "./erasure.ts";
import { type ErasureFence, FenceView } from "./erasure-fence.ts";
import { KeyCache } from "./key-cache.ts";
import { keyError } from "./key-error.ts";
import type { KeyService } from "./key-service.ts";
import type { KeyPlace, KeyStore } from "./key-store.ts";
import { destroyEpoch, LONGEST_CACHE_MS, type RewrapStep, retireSubject, rewrapKeys, rotateEpoch, rotateSubject } from "./rotation.ts";
import { SubjectKeys } from "./subject-keys.ts";

/** What a key ring is made of. */
export interface KeyRingOptions {
  /** Wraps the keys of subjects. */
  readonly service: KeyService;
  /** Keeps them wrapped. */
  readonly store: KeyStore;
  /** Remembers erasures outside the store: where a restored backup does not reach. */
  readonly fence: ErasureFence;
  /**
   * 32 random bytes that turn subjects into the HMACs that store and fence know them by. Kept apart from both, and for as long as there are
   * erasures to remember: with another key every erasure is forgotten.
   */
  readonly subjectKey: Uint8Array;
  /** Milliseconds that unwrapped keys stay in memory, 0 to 300,000; 60,000 unless told. */
  readonly cacheMs?: number;
  /** Subjects whose keys stay in memory at most; 10,000 unless told. */
  readonly cacheSubjects?: number;
  /** Milliseconds after which the fence is looked at again, 0 to 60,000; 1,000 unless told. An erasure elsewhere is in force here after that. */
  readonly fenceMs?: number;
  /** For the instants that are written down; the system's unless told. */
  readonly clock?: Clock;
  /** A count of milliseconds that never goes back, for the two intervals; `performance.now` unless told. */
  readonly monotonic?: () => number;
}

/** Seals, opens and erases. */
export interface KeyRing {
  /** Seals bytes for a place. The first use for a subject makes its key. Throws `SUBJECT_ERASED`. */
  seal(place: Place, plaintext: Uint8Array): Promise<string>;
  /**
   * Opens a cell at its place; {@link Erased} when the subject was erased after it was sealed.
   *
   * Throws `SEALED_INVALID` for what is no cell, `SEALED_REFUSED` for one that was altered or belongs elsewhere, `SUBJECT_KEY_MISSING`,
   * `KEY_EPOCH_UNKNOWN`, `KEY_REFUSED`.
   */
  open(place: Place, cell: string): Promise<Uint8Array | Erased>;
  /** The cell under the subject's newest key: itself when it is already. */
  reseal(place: Place, cell: string): Promise<string | Erased>;
  /** Makes the key of a subject unless there is one: before a transaction, where the store has one connection only. */
  provision(subject: string): Promise<void>;
  /** `never`: no key. Throws `SUBJECT_INVALID`. */
  stateOf(subject: string): Promise<"never" | "active" | "erased">;
  /** Destroys the keys of a subject: nothing of theirs opens again. Repeating it is harmless. */
  erase(subject: string): Promise<Erasure>;
  /** Lets an erased subject have a new key; what was sealed before stays dead. Throws `SUBJECT_INVALID` when it is not erased. */
  reopen(subject: string): Promise<void>;
  /** How far the erasure of a subject reaches by now; undefined when it is not erased. */
  exposure(subject: string): Promise<Exposure | undefined>;
  /** Makes store and fence agree: after a restore of either, and from time to time. */
  reconcile(): Promise<Reconciliation>;
  /** A new key for a subject; gives its version. Then {@link KeyRing.reseal} the cells, then {@link KeyRing.retireSubject}. */
  rotateSubject(subject: string): Promise<number>;
  /** Removes the former keys of a subject; throws `KEY_TOO_YOUNG` until ten minutes after the newest was made. */
  retireSubject(subject: string): Promise<number>;
  /** A new epoch of the key service; gives its name. Then {@link KeyRing.rewrap} to the end, then {@link KeyRing.destroyEpoch}. */
  rotateEpoch(): Promise<string>;
  /** Wraps up to `limit` keys (500 unless told, 10,000 at most) under the current epoch; call it again with the `after` it gives. */
  rewrap(step?: { readonly limit?: number; readonly after?: KeyPlace }): Promise<RewrapStep>;
  /** Destroys a former epoch. Throws `KEY_EPOCH_IN_USE` with the number of `keys`, `KEY_EPOCH_CURRENT`, `KEY_UNSUPPORTED`. */
  destroyEpoch(epoch: string): Promise<void>;
  /** Wipes the unwrapped keys of this process, or those of one subject. */
  evict(subject?: string): void;
}

/**
 * Makes a key ring.
 *
 * @throws `KEY_INVALID` for a `subjectKey` that has not 32 bytes, or an interval out of range
 * @example
 * ```ts
 * import { createKeyRing, isErased, memoryFence, memoryKeyService, memoryKeyStore } from "@favorable/encryption";
 *
 * const subjectKey = crypto.getRandomValues(new Uint8Array(32));
 * const ring = createKeyRing({ service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence(), subjectKey });
 * const place = { table: "agent", column: "comment", subject: "staff-17" };
 * const cell = await ring.seal(place, new TextEncoder().encode("on leave"));
 * const opened = await ring.open(place, cell);
 * console.log(isErased(opened) ? "erased" : new TextDecoder().decode(opened)); // on leave
 * await ring.erase("staff-17");
 * console.log(isErased(await ring.open(place, cell))); // true
 * ```
 */
export function createKeyRing(options: KeyRingOptions): KeyRing {
  const { cacheMs = 60_000, cacheSubjects = 10_000, fenceMs = 1000, clock = systemClock } = options;
  const monotonic = options.monotonic ?? (() => performance.now());
  if (!(options.subjectKey instanceof Uint8Array) || options.subjectKey.length !== 32)
    throw keyError("KEY_INVALID", "the subject key has 32 bytes");
  if (!inRange(cacheMs, LONGEST_CACHE_MS) || !inRange(fenceMs, 60_000) || !inRange(cacheSubjects, Number.MAX_SAFE_INTEGER))
    throw keyError("KEY_INVALID", "an interval of the key ring is out of range");
  const { service, store } = options;
  const cache = new KeyCache(cacheMs, cacheSubjects, monotonic);
  const fence = new FenceView(options.fence, fenceMs, monotonic);
  const keys = new SubjectKeys({ service, store, fence, cache, clock }, options.subjectKey);

  const opening = async <T>(
    place: Place,
    text: string,
    step: (cell: Cell, key: Uint8Array, newest: SealingKey) => T,
  ): Promise<T | Erased> => {
    const cell = readCell(text, place);
    const answer = await keys.use(keys.tag(place.subject), cell.version, (open) => {
      const key = open.keys.get(cell.version);
      if (key === undefined) throw keyError("SUBJECT_KEY_MISSING", "no key of this version", { version: cell.version });
      return step(cell, key, { key: open.keys.get(open.newest), version: open.newest });
    });
    return "done" in answer ? answer.done : erased(answer.erased);
  };
  const sealing = async <T>(subject: string, step: (key: Uint8Array, version: number) => T): Promise<T> => {
    const answer = await keys.use(keys.tag(subject), "newest", (open) => {
      const key = open.keys.get(open.newest);
      if (key === undefined) throw keyError("SUBJECT_KEY_MISSING", "the subject has no key");
      return step(key, open.newest);
    });
    if ("done" in answer) return answer.done;
    throw keyError("SUBJECT_ERASED", "nothing is sealed for an erased subject");
  };

  return {
    seal: (place, plaintext) => sealing(place.subject, (key, version) => sealCell(key, version, place, plaintext)),
    open: (place, text) => opening(place, text, (cell, key) => openCell(key, cell, place)),
    reseal: (place, text) =>
      opening(place, text, (cell, key, newest) => {
        const plaintext = openCell(key, cell, place);
        if (newest.key === undefined || newest.version === cell.version) return text;
        const resealed = sealCell(newest.key, newest.version, place, plaintext);
        plaintext.fill(0);
        return resealed;
      }),
    provision: (subject) => sealing(subject, () => undefined),
    async stateOf(subject) {
      const standing = await keys.standing(keys.tag(subject));
      if (standing.state === "erased") return "erased";
      return standing.keys.length === 0 ? "never" : "active";
    },
    erase: (subject) => eraseSubject(keys, subject),
    reopen: (subject) => reopenSubject(keys, subject),
    exposure: (subject) => exposureNow(keys, subject),
    reconcile: () => reconcileAll(keys),
    rotateSubject: (subject) => rotateSubject(keys, subject),
    retireSubject: (subject) => retireSubject(keys, subject),
    rotateEpoch: () => rotateEpoch(keys),
    rewrap: ({ limit = 500, after } = {}) => rewrapKeys(keys, limit, after),
    destroyEpoch: (epoch) => destroyEpoch(keys, epoch),
    evict: (subject) => cache.evict(subject === undefined ? undefined : keys.tag(subject)),
  };
}

interface SealingKey {
  readonly key: Uint8Array | undefined;
  readonly version: number;
}

function inRange(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
