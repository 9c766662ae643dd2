/** The verdict on a part: a function of its leaf, the policy entries of the same log, and a date. */
import { addDays, type CalendarDate, calendarDate } from "@favorable/core";
import type { PartRetention } from "./event.ts";
import { type HeldDays, holdBook, NOW } from "./holds.ts";
import type { Leaf } from "./leaf.ts";
import type { PrunedSet } from "./pruned-set.ts";
import { type EarlyErasure, type ErasureScope, type RetentionFact, retentionFact } from "./retention-events.ts";
import { LAST_DAY, policyBook, type VersionTrouble } from "./terms.ts";

/**
 * What is to be said of a part: `ok` present and rightly so; `tampered` present, but not what was committed; `lost` absent without
 * right; `erased` absent by a logged erasure that was due; `expired` absent after its last day; `held` kept beyond its last day by a
 * hold; `overdue` kept too long.
 */
export type PartVerdict = "ok" | "tampered" | "lost" | "erased" | "expired" | "held" | "overdue";

/** How a part was found. */
export type PartPresence = "matches" | "differs" | "absent";

/** A part in its place. */
export interface JudgedPart {
  /** Position of the entry. */
  readonly index: number;
  /** Identifier of the entry. */
  readonly id: string;
  /** Position of the part in the entry; without it no erasure of single parts covers it. */
  readonly part?: number;
  /** Retention of the part. */
  readonly retention: PartRetention;
}

/** What the entries of a log say about retention, as far as they were read. */
export interface RetentionState {
  /**
   * Reads the next entry: `malformed` when it is about retention and cannot be read; `contradiction` when it redefines a version and is
   * not heeded; `unapproved` when it lengthens without approval, which binds later parts only; `retroactive` when it amends from before
   * the day of its entry.
   */
  read(index: number, leaf: Leaf): "malformed" | VersionTrouble | undefined;
  /** The verdict on a part at a date. A part without a known policy or maximum is never overdue, and lost when absent. */
  judge(part: JudgedPart, presence: PartPresence, asOf: CalendarDate): PartVerdict;
  /** True when an erasure that the entries tell of covers the part, which is not there; it counts among those the entry says it erased. */
  erases(part: JudgedPart): boolean;
  /** True when the part's period is over at the date: after maximum and minimum, and not under a hold. */
  isDue(part: JudgedPart, asOf: CalendarDate): boolean;
  /** True when a hold stands on the part or on its policy. */
  isHeld(part: JudgedPart): boolean;
  /** Identifiers of the entries under a hold of their own. */
  heldEntries(): readonly string[];
  /** True when an entry lays down that version of the policy. */
  knows(retention: PartRetention): boolean;
  /** What {@link RetentionState.read} had to say of the entry at a position. */
  trouble(index: number): "malformed" | VersionTrouble | undefined;
  /** True when an entry says that texts before some later position were removed; which ones, {@link RetentionState.prunedAre} tells. */
  isPruned(index: number): boolean;
  /** True when the texts that are gone are, one by one, those that the entries say were removed. */
  prunedAre(gone: PrunedSet): boolean;
  /** Positions of the entries on early erasures that account for more than they say was erased, by the parts judged so far. */
  exceeded(): readonly number[];
  /** What the last export took along. */
  exported(): Extract<RetentionFact, { kind: "exported" }> | undefined;
}

interface Erasure extends ErasureScope {
  readonly at: number;
  readonly latest: CalendarDate;
}

interface Early extends EarlyErasure {
  readonly at: number;
  /** Parts that were judged absent by its word alone. */
  gone: number;
}

/** Erasures that covered the parts of one policy, version and start, whatever their entries. */
interface Covering {
  /** Entries before this position were covered. */
  readonly below: number;
  /** The erasures one by one, for entries that were held on their own. */
  readonly each: readonly Erasure[];
}

/** Starts before the first entry. */
export function retentionState(): RetentionState {
  const policies = policyBook();
  const holds = holdBook();
  const events = new Map<string, { at: number; on: CalendarDate }[]>();
  const erasures = new Map<string, Erasure[]>();
  const earlyOfPolicy = new Map<string, Early[]>();
  const earlyOfEntry = new Map<string, Early[]>();
  const troubles = new Map<number, "malformed" | VersionTrouble>();
  const early: Early[] = [];
  let prunedBelow = 0;
  let prunings = 0;
  let prunedSetNow: string | undefined;
  let exported: Extract<RetentionFact, { kind: "exported" }> | undefined;
  // Parts of one policy, version and start share their answers: a log has millions of parts, and a few thousand days.
  const overNow = new Map<string, boolean>();
  const excusedNow = new Map<string, boolean>();
  const covered = new Map<string, Covering>();

  function isOver(retention: PartRetention, asOf: CalendarDate, position: number, unamended = false): boolean {
    const window = unamended ? policies.firstOf(retention) : policies.windowOf(retention, asOf, position);
    if (window === undefined || asOf <= window.cap || asOf <= window.floor) return false;
    if (window.until === undefined) return true;
    // An end event that was logged twice ends on its later date: a minimum is never shortened by a second entry.
    const ends = (events.get(window.until) ?? []).filter(({ at }) => at < position);
    return ends.length > 0 && ends.every(({ on }) => asOf > on);
  }

  function isOverNow(retention: PartRetention, asOf: CalendarDate): boolean {
    const key = `${asOf} ${keyOf(retention)}`;
    const known = overNow.get(key);
    if (known !== undefined) return known;
    const over = isOver(retention, asOf, NOW);
    overNow.set(key, over);
    return over;
  }

  /** The last day fell while one of these holds stood, so that nothing could go before their end, and then only by an entry that says so. */
  const endedHeld = (retention: PartRetention, days: readonly HeldDays[]): boolean =>
    days.some(
      ([since, ended]) =>
        ended !== undefined && isOver(retention, ended, NOW) && !(isOver(retention, since, NOW) && isOver(retention, since, NOW, true)),
    );

  /**
   * Whether a part may be absent though no entry erased it. Nobody knows since when it is: so it must be over by the terms it was logged
   * under too, which no later amendment shortens, and its last day must not have fallen under a hold.
   */
  function isExcused({ id, retention }: JudgedPart, asOf: CalendarDate): boolean {
    const key = `${asOf} ${keyOf(retention)}`;
    let excused = excusedNow.get(key);
    if (excused === undefined) {
      excused =
        isOverNow(retention, asOf) && isOver(retention, asOf, NOW, true) && !endedHeld(retention, holds.daysOfPolicy(retention.policy));
      excusedNow.set(key, excused);
    }
    return excused && !(holds.hasHeld(id) && endedHeld(retention, holds.daysOfEntry(id)));
  }

  const isHeld = ({ id, retention }: JudgedPart, position: number): boolean =>
    holds.holdsPolicy(retention.policy, position) || holds.holdsEntry(id, position);

  function coveringOf(retention: PartRetention): Covering {
    const key = keyOf(retention);
    const known = covered.get(key);
    if (known !== undefined) return known;
    const each = (erasures.get(retention.policy) ?? []).filter(
      ({ at, asOf, latest }) => asOf <= latest && isOver(retention, asOf, at) && !holds.holdsPolicy(retention.policy, at),
    );
    const covering = { below: each.reduce((most, { below }) => Math.max(most, below), 0), each };
    covered.set(key, covering);
    return covering;
  }

  function isErased(part: JudgedPart): boolean {
    const { below, each } = coveringOf(part.retention);
    if (part.index < below && (!holds.hasHeld(part.id) || each.some((one) => part.index < one.below && !holds.holdsEntry(part.id, one.at))))
      return true;
    const byPolicy = (earlyOfPolicy.get(part.retention.policy) ?? []).find(
      ({ scope, at }) => "policy" in scope && part.index < scope.below && !isHeld(part, at),
    );
    const byEntry = (earlyOfEntry.get(part.id) ?? []).find(
      ({ scope, at }) => "entry" in scope && part.index < at && (scope.part === undefined || scope.part === part.part) && !isHeld(part, at),
    );
    // The first one that covered it took all that was there then.
    const first = byPolicy !== undefined && byEntry !== undefined && byEntry.at < byPolicy.at ? byEntry : (byPolicy ?? byEntry);
    if (first !== undefined) first.gone++;
    return first !== undefined;
  }

  function take(index: number, leaf: Leaf): "malformed" | VersionTrouble | undefined {
    const fact = retentionFact(leaf);
    if (fact === undefined || fact === "malformed") return fact;
    overNow.clear();
    excusedNow.clear();
    covered.clear();
    const day = calendarDate(leaf.at.slice(0, 10));
    switch (fact.kind) {
      case "policy":
        return policies.add(fact.terms, index, day);
      case "event":
        listOf(events, fact.event).push({ at: index, on: fact.on });
        return undefined;
      case "hold":
        holds.lay(fact, index, day);
        return undefined;
      case "release":
        holds.release(fact.hold, index, day);
        return undefined;
      case "erased":
        // The date may be one ahead of UTC, never later: an erasure dated into the future is none.
        // What comes after an erasure cannot have been erased by it.
        listOf(erasures, fact.scope.policy).push({
          ...fact.scope,
          below: Math.min(fact.scope.below, index),
          at: index,
          latest: day === LAST_DAY ? day : addDays(day, 1),
        });
        return undefined;
      case "erased-early": {
        const { scope } = fact.erasure;
        if ("policy" in scope) {
          const below = Math.min(scope.below, index);
          const erasure = { ...fact.erasure, scope: { ...scope, below }, at: index, gone: 0 };
          early.push(erasure);
          listOf(earlyOfPolicy, scope.policy).push(erasure);
        } else {
          const erasure = { ...fact.erasure, at: index, gone: 0 };
          early.push(erasure);
          listOf(earlyOfEntry, scope.entry).push(erasure);
        }
        return undefined;
      }
      case "pruned":
        prunings += fact.scope.count;
        prunedSetNow = fact.scope.set;
        prunedBelow = Math.max(prunedBelow, Math.min(fact.scope.below, index));
        return undefined;
      case "exported":
        exported = fact;
        return undefined;
    }
  }

  return {
    read(index, leaf) {
      const trouble = take(index, leaf);
      if (trouble !== undefined) troubles.set(index, trouble);
      return trouble;
    },
    judge(part, presence, asOf) {
      if (presence === "differs") return "tampered";
      if (presence === "absent") return isErased(part) ? "erased" : isExcused(part, asOf) && !isHeld(part, NOW) ? "expired" : "lost";
      if (!isOverNow(part.retention, asOf)) return "ok";
      return isHeld(part, NOW) ? "held" : "overdue";
    },
    erases: isErased,
    isDue: (part, asOf) => isOverNow(part.retention, asOf) && !isHeld(part, NOW),
    isHeld: (part) => isHeld(part, NOW),
    heldEntries: () => holds.heldEntries(),
    knows: (retention) => policies.knows(retention),
    trouble: (index) => troubles.get(index),
    isPruned: (index) => index < prunedBelow,
    prunedAre: (gone) => (prunings === 0 && gone.count() === 0) || (gone.count() === prunings && gone.digest() === prunedSetNow),
    exceeded: () => early.filter(({ gone, count }) => gone > count).map(({ at }) => at),
    exported: () => exported,
  };
}

function keyOf({ policy, version, start }: PartRetention): string {
  return `${policy} ${version} ${start}`;
}

function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
