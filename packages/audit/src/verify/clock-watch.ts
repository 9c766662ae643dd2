/** Times of entries against their order and against times that others vouch for. */

import { keyTypes } from "../key-events.ts";
import type { Leaf } from "../leaf.ts";
import { retentionTypes } from "../retention-events.ts";

/** Milliseconds by which an entry may be older than one before it: positions are given when transactions commit, times when they append. */
const PATIENCE = 60_000;

/** The same for entries that verdicts rest on, before they count as backdated: no such transaction stays open for an hour. */
const BACKDATED = 3_600_000;

/** That the log had so many entries at a time, by somebody else's word, or that it has them: then only their order tells. */
export interface Anchor {
  /** Entries that are known from outside. */
  readonly size: number;
  /** Since when, in milliseconds since 1970; absent when nobody said. */
  readonly time?: number;
}

/** What is to be said of the time of an entry. */
export type ClockTrouble = "clock-backwards" | "backdated" | "postdated";

/** Watches times go by. */
export interface ClockWatch {
  /** Takes the next leaf. */
  see(index: number, leaf: Leaf): ClockTrouble | undefined;
  /** Time of the latest entry among the first `size` of the newest anchor, in milliseconds; undefined before it was passed. */
  anchored(): number | undefined;
}

/**
 * `backdated`: an entry about retention or keys that stands behind an anchor and says a time before it, by more than an hour. Policies, end
 * events, holds and erasures are judged by their days, so that one with an earlier day would be what an owner slips in. `postdated`: an
 * entry under an anchor that says a later time than the anchor's. `clock-backwards`: any entry more than a minute older than the one before.
 */
export function clockWatch(anchors: readonly Anchor[]): ClockWatch {
  const coming = [...anchors].sort((left, right) => left.size - right.size);
  /** The latest time so far, since time last went backwards. */
  let latest = Number.NEGATIVE_INFINITY;
  /** The latest time of all entries. */
  let highest = Number.NEGATIVE_INFINITY;
  /** No entry from here on can rightly be older. */
  let floor = Number.NEGATIVE_INFINITY;
  let anchored: number | undefined;

  function pass(index: number): void {
    for (let next = coming[0]; next !== undefined && next.size <= index; next = coming[0]) {
      coming.shift();
      if (next.size > 0) anchored = highest;
      floor = Math.max(floor, next.size > 0 ? highest : floor, next.time ?? floor);
    }
  }

  return {
    see(index, leaf) {
      pass(index);
      const at = Date.parse(leaf.at);
      highest = Math.max(highest, at);
      const backwards = at < latest - PATIENCE;
      latest = backwards ? at : Math.max(latest, at);
      if (at < floor - BACKDATED && (retentionTypes.includes(leaf.type) || keyTypes.includes(leaf.type))) return "backdated";
      const vouched = coming.find(({ time }) => time !== undefined)?.time;
      if (vouched !== undefined && at > vouched + PATIENCE) return "postdated";
      return backwards ? "clock-backwards" : undefined;
    },
    anchored: () => anchored,
  };
}
