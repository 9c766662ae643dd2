/** Where the ledger is kept: a place that a restore of the database does not bring back. */
import type { LedgerEntry } from "./entry.ts";

/** The place. What was altered there is refused with `LEDGER_INVALID`, and then everything stays closed. */
export interface ErasureStore {
  /** Adds a line; it survives a loss of power when this resolves. */
  append(entry: LedgerEntry): Promise<void>;
  /** All lines, in order. */
  read(): Promise<readonly LedgerEntry[]>;
  /** Removes lines that are not needed any more, all at once or not at all; returns how many. */
  prune(needed: (entry: LedgerEntry) => boolean): Promise<number>;
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
