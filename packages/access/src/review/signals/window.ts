/** Stretches of time in which something is too much. */
import type { AccessEntry } from "../entry.ts";

/** A sum over the entries of a window that slides. */
export interface Tally {
  add(entry: AccessEntry): void;
  remove(entry: AccessEntry): void;
  /** Whether the window holds too much. */
  full(): boolean;
}

/** The entries of windows that were too full; windows that overlap are one. Entries come by time. */
export function bursts(entries: readonly AccessEntry[], within: number, tally: Tally): readonly (readonly AccessEntry[])[] {
  const found: AccessEntry[][] = [];
  let first = 0;
  let told = -1;
  entries.forEach((entry, at) => {
    tally.add(entry);
    for (let oldest = entries[first]; oldest !== undefined && time(entry) - time(oldest) > within; oldest = entries[first]) {
      tally.remove(oldest);
      first += 1;
    }
    if (!tally.full()) return;
    const burst = first <= told ? found.at(-1) : undefined;
    if (burst === undefined) found.push(entries.slice(first, at + 1));
    else burst.push(...entries.slice(told + 1, at + 1));
    told = at;
  });
  return found;
}

/** Counts how many different values a window holds. */
export function distinct(): { add(value: string): void; remove(value: string): void; readonly size: () => number } {
  const counts = new Map<string, number>();
  return {
    add: (value) => void counts.set(value, (counts.get(value) ?? 0) + 1),
    remove(value) {
      const left = (counts.get(value) ?? 0) - 1;
      if (left > 0) counts.set(value, left);
      else counts.delete(value);
    },
    size: () => counts.size,
  };
}

/** Entries by a key, in order of the first of each. */
export function grouped(
  entries: readonly AccessEntry[],
  key: (entry: AccessEntry) => string | undefined,
): ReadonlyMap<string, readonly AccessEntry[]> {
  const groups = new Map<string, AccessEntry[]>();
  for (const entry of entries) {
    const of = key(entry);
    if (of === undefined) continue;
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** When an entry was made, in milliseconds. */
export function time({ at }: AccessEntry): number {
  return Date.parse(at);
}
