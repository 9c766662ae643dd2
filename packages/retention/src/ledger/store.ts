/** Where the ledger is kept: a place that a restore of the database does not bring back. */
import type { LedgerEntry } from "./entry.ts";

/** The place. What was altered there is refused with `LEDGER_INVALID`, and then everything stays closed. */
export interface ErasureStore {
  /** Adds a line; it survives a loss of power when this resolves. */
  append(entry: LedgerEntry): Promise<void>;
  /** All lines, in order. */
  read(): Promise<readonly LedgerEntry[]>;
  /** A mark of the content as it is, another one after each change: whoever has read it need not read it again. Left out: it is read each time. */
  version?(): Promise<string>;
  /** Removes lines that are not needed any more, all at once or not at all; returns how many. */
  prune(needed: (entry: LedgerEntry) => boolean): Promise<number>;
}

/** The same store, read again only when its content has changed. */
export function readOnce(store: ErasureStore): ErasureStore {
  let known: { readonly version: string; readonly entries: readonly LedgerEntry[] } | undefined;
  return {
    ...store,
    async read() {
      const version = await store.version?.(); // Before the reading: what is added meanwhile has another one.
      if (version === undefined) return store.read();
      if (known?.version !== version) known = { version, entries: await store.read() };
      return known.entries;
    },
  };
}

/** Keeps the ledger in memory, for tests: it ends with the process, so nothing outlives a restore. */
export function memoryErasureStore(): ErasureStore {
  let entries: LedgerEntry[] = [];
  return {
    async append(entry) {
      entries.push(entry);
    },
    read: async () => [...entries],
    async prune(needed) {
      const kept = entries.filter(needed);
      const removed = entries.length - kept.length;
      entries = kept;
      return removed;
    },
  };
}
