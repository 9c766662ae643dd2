/** Holds of a log, and until where they last. */
import type { CalendarDate } from "@favorable/core";

/** A hold on a policy or on one entry. */
export interface HoldTerms {
  readonly hold: string;
  readonly policy?: string | undefined;
  readonly entry?: string | undefined;
}

interface Hold extends HoldTerms {
  /** Position of its entry. */
  readonly from: number;
  /** Position of its release. */
  to: number;
  /** Day of its entry. */
  readonly since: CalendarDate;
  /** Day of its release. */
  ended: CalendarDate | undefined;
}

/** The days a hold stood, its first and its last; without a last one it still stands. */
export type HeldDays = readonly [since: CalendarDate, ended: CalendarDate | undefined];

/** The end of time, as far as positions go. */
export const NOW: number = Number.POSITIVE_INFINITY;

/** The holds of a log, as far as they were read. */
export interface HoldBook {
  /** Lays a hold at a position. */
  lay(hold: HoldTerms, at: number, day: CalendarDate): void;
  /** Ends every hold of that name at a position. */
  release(hold: string, at: number, day: CalendarDate): void;
  /** When holds stood on a policy. */
  daysOfPolicy(policy: string): readonly HeldDays[];
  /** When holds of its own stood on an entry. */
  daysOfEntry(entry: string): readonly HeldDays[];
  /** True when a policy was held at a position. */
  holdsPolicy(policy: string, position: number): boolean;
  /** True when an entry had a hold of its own at a position. */
  holdsEntry(entry: string, position: number): boolean;
  /** True when an entry ever had a hold of its own. */
  hasHeld(entry: string): boolean;
  /** Identifiers of the entries under a hold of their own. */
  heldEntries(): readonly string[];
}

/** Starts without holds. */
export function holdBook(): HoldBook {
  const named = new Map<string, Hold[]>();
  const ofPolicy = new Map<string, Hold[]>();
  const ofEntry = new Map<string, Hold[]>();
  const stands = (holds: readonly Hold[] | undefined, position: number): boolean =>
    holds?.some(({ from, to }) => from < position && position <= to) ?? false;
  return {
    lay(terms, at, day) {
      const hold: Hold = { ...terms, from: at, to: NOW, since: day, ended: undefined };
      add(named, terms.hold, hold);
      if (terms.policy !== undefined) add(ofPolicy, terms.policy, hold);
      if (terms.entry !== undefined) add(ofEntry, terms.entry, hold);
    },
    release(hold, at, day) {
      for (const one of named.get(hold) ?? []) {
        if (one.to !== NOW) continue;
        one.to = at;
        one.ended = day;
      }
    },
    daysOfPolicy: (policy) => daysOf(ofPolicy.get(policy)),
    daysOfEntry: (entry) => daysOf(ofEntry.get(entry)),
    holdsPolicy: (policy, position) => stands(ofPolicy.get(policy), position),
    holdsEntry: (entry, position) => stands(ofEntry.get(entry), position),
    hasHeld: (entry) => ofEntry.has(entry),
    heldEntries: () => [...ofEntry].flatMap(([entry, holds]) => (stands(holds, NOW) ? [entry] : [])),
  };
}

function add(map: Map<string, Hold[]>, key: string, hold: Hold): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [hold]);
  else list.push(hold);
}

function daysOf(holds: readonly Hold[] = []): readonly HeldDays[] {
  return holds.map(({ since, ended }) => [since, ended]);
}
