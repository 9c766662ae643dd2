/** What this process was told is in the log, carried by its next append: whoever sequences that one looks whether it is there. */

/** Appends named at most; the oldest are left out beyond it. */
const LIMIT = 64;

/** Appends that were acknowledged and that no later append has named yet, each by its first entry. */
export interface Acknowledged {
  /** What the next append names. */
  carry(): readonly string[];
  /** An append that named `carried` was acknowledged; its own entries are `ids`, one of each statement. */
  settle(carried: readonly string[], ids: readonly string[]): void;
}

/** Starts with nothing. */
export function acknowledged(): Acknowledged {
  const open = new Set<string>();
  return {
    carry: () => [...open].slice(-LIMIT),
    settle(carried, ids) {
      for (const id of carried) open.delete(id);
      for (const id of ids) open.add(id);
      for (const id of open) {
        if (open.size <= LIMIT) break;
        open.delete(id);
      }
    },
  };
}
