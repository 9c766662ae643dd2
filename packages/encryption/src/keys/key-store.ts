/** The port to where wrapped keys of subjects are kept, and a store in memory. */

import type { FenceEntry } from "./erasure-fence.ts";
import { keyError } from "./key-error.ts";

/** A key of a subject, wrapped. */
export interface StoredKey {
  /** HMAC of the subject, 64 hexadecimal digits. */
  readonly subject: string;
  /** From 1 upwards. */
  readonly version: number;
  /** The epoch of the key service it is wrapped under. */
  readonly epoch: string;
  /** The wrapped key. */
  readonly wrapped: Uint8Array;
  /** When it was made, ISO 8601 in UTC. */
  readonly madeAt: string;
}

/** What a store knows of a subject. */
export interface StoredSubject {
  /** Its keys, oldest first; none of versions that the store's own fence declares dead. */
  readonly keys: readonly StoredKey[];
  /** The last line of the store's own copy of the fence. */
  readonly fenced?: Pick<FenceEntry, "state" | "through" | "at">;
}

/**
 * Keeps wrapped keys, and a copy of the fence beside them. Every method is one step: another process sees all of it or nothing.
 */
export interface KeyStore {
  /** What is known of a subject; no keys and no `fenced` when nothing is. */
  find(subject: string): Promise<StoredSubject>;
  /**
   * Adds a key. `exists`: there is one of this version already, which stays. `erased`: the store's fence refuses it. `closed`: its epoch
   * takes no more keys.
   */
  add(key: StoredKey): Promise<"added" | "exists" | "erased" | "closed">;
  /** Removes the keys of a subject below a version; gives how many. */
  retire(subject: string, below: number): Promise<number>;
  /**
   * Adds the entry to the store's fence unless its last line says the same, removes every key of the subject, and empties what is attached.
   *
   * @param name - the subject itself, by which attached tables know it; absent when only its HMAC is known
   * @returns the highest version there was
   */
  erase(entry: FenceEntry, name?: string): Promise<{ readonly through: number }>;
  /** Adds an entry that reopens to the store's fence. */
  reopen(entry: FenceEntry): Promise<void>;
  /** The store's copy of the fence, oldest first. */
  fence(): Promise<readonly FenceEntry[]>;
  /** Up to `limit` keys of an epoch other than the given one, after a place in a fixed order. */
  page(notUnder: string, after: KeyPlace | undefined, limit: number): Promise<readonly StoredKey[]>;
  /** Replaces the wrapping of a key if it is still the former one. */
  rewrap(key: StoredKey, former: Uint8Array): Promise<boolean>;
  /** Closes an epoch for new keys, unless keys are still wrapped under it: gives how many, 0 when it is closed. */
  closeEpoch(epoch: string): Promise<number>;
  /**
   * Every subject by name of whom an attached table holds something, in batches: for replaying erasures after a restore. Nothing else is
   * asked of the store meanwhile.
   */
  names?(): AsyncIterable<readonly string[]>;
}

/** A place in the order of a store: subject, then version. */
export type KeyPlace = Pick<StoredKey, "subject" | "version">;

/** What a store in memory holds; a copy of it is what a dump of a database would be. */
export interface MemoryKeys {
  /** The keys. */
  readonly keys: readonly StoredKey[];
  /** The store's copy of the fence. */
  readonly fence: readonly FenceEntry[];
}

/** A store in memory, which can be dumped and restored as a database can. */
export interface MemoryKeyStore extends KeyStore {
  /** A copy of what it holds. */
  dump(): MemoryKeys;
  /** Puts a copy back; what came after it is gone. */
  restore(dump: MemoryKeys): void;
}

/** Keeps wrapped keys in memory, for tests and demonstrations. */
export function memoryKeyStore(): MemoryKeyStore {
  let keys: StoredKey[] = [];
  let fence: FenceEntry[] = [];
  const closed = new Set<string>();
  const last = (subject: string): FenceEntry | undefined => fence.filter((entry) => entry.subject === subject).at(-1);
  const dead = (subject: string): number =>
    Math.max(0, ...fence.filter((entry) => entry.subject === subject).map(({ through }) => through));
  const same = (a: KeyPlace) => (b: KeyPlace) => a.subject === b.subject && a.version === b.version;

  return {
    async find(subject) {
      const fenced = last(subject);
      const mine = keys.filter((key) => key.subject === subject && key.version > dead(subject)).sort(byPlace);
      return { keys: mine, ...(fenced === undefined ? {} : { fenced: { ...fenced, through: dead(subject) } }) };
    },
    async add(key) {
      if (closed.has(key.epoch)) return "closed";
      if (last(key.subject)?.state === "erased" || key.version <= dead(key.subject)) return "erased";
      if (keys.some(same(key))) return "exists";
      keys.push(key);
      return "added";
    },
    async retire(subject, below) {
      const before = keys.length;
      keys = keys.filter((key) => key.subject !== subject || key.version >= below);
      return before - keys.length;
    },
    async erase(entry) {
      const through = Math.max(0, ...keys.filter(({ subject }) => subject === entry.subject).map(({ version }) => version));
      const known = last(entry.subject);
      if (known?.state !== "erased" || known.through < entry.through) fence.push(entry);
      keys = keys.filter(({ subject }) => subject !== entry.subject);
      return { through };
    },
    async reopen(entry) {
      fence.push(entry);
    },
    fence: async () => [...fence],
    async page(notUnder, after, limit) {
      const rest = keys.filter((key) => key.epoch !== notUnder && (after === undefined || byPlace(key, after) > 0));
      return rest.sort(byPlace).slice(0, limit);
    },
    async rewrap(key, former) {
      if (closed.has(key.epoch)) throw keyError("KEY_EPOCH_UNKNOWN", "the epoch is closed");
      const at = keys.findIndex(same(key));
      if (keys[at]?.wrapped !== former) return false;
      keys[at] = key;
      return true;
    },
    async closeEpoch(epoch) {
      const count = keys.filter((key) => key.epoch === epoch).length;
      if (count === 0) closed.add(epoch);
      return count;
    },
    dump: () => ({ keys: [...keys], fence: [...fence] }),
    restore(dump) {
      keys = [...dump.keys];
      fence = [...dump.fence];
    },
  };
}

function byPlace(left: KeyPlace, right: KeyPlace): number {
  if (left.subject !== right.subject) return left.subject < right.subject ? -1 : 1;
  return left.version - right.version;
}
