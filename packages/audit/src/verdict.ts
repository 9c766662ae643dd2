/** The verdict on a part: a function of its leaf, the policy entries of the same log, and a date. */
import { addDays, addPeriod, type CalendarDate, calendarDate, isPrivacyError, type Period } from "@favorable/core";
import type { PartRetention } from "./event.ts";
import type { Leaf } from "./leaf.ts";
import { type ErasureScope, type PolicyTerms, type RetentionFact, retentionFact } from "./retention-events.ts";

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
  /** Retention of the part. */
  readonly retention: PartRetention;
}

/** What the entries of a log say about retention, as far as they were read. */
export interface RetentionState {
  /** Reads the next entry: `"malformed"` when it is about retention and cannot be read, `"contradiction"` when it redefines a version. */
  read(index: number, leaf: Leaf): "malformed" | "contradiction" | undefined;
  /** The verdict on a part at a date. A part without a known policy or maximum is never overdue, and lost when absent. */
  judge(part: JudgedPart, presence: PartPresence, asOf: CalendarDate): PartVerdict;
  /** True when the part's period is over at the date: after maximum and minimum, and not under a hold. */
  isDue(part: JudgedPart, asOf: CalendarDate): boolean;
  /** Identifiers of the entries under a hold of their own. */
  heldEntries(): readonly string[];
  /** True when an entry lays down that version of the policy. */
  knows(retention: PartRetention): boolean;
  /** What the last export took along. */
  exported(): Extract<RetentionFact, { kind: "exported" }> | undefined;
}

/** Terms with the position and the first day of their entry. */
interface Version {
  readonly terms: PolicyTerms;
  readonly at: number;
  readonly from: CalendarDate;
}

interface Hold {
  readonly policy?: string;
  readonly entry?: string;
  readonly from: number;
  to: number;
}

interface Erasure extends ErasureScope {
  readonly at: number;
  readonly latest: CalendarDate;
}

/** After it the calendar has no day. */
const LAST_DAY = "9999-12-31";

/** The end of time, as far as positions go. */
const NOW = Number.POSITIVE_INFINITY;

/** Starts before the first entry. */
export function retentionState(): RetentionState {
  const policies = new Map<string, Version[]>();
  const events = new Map<string, { at: number; on: CalendarDate }[]>();
  const holds = new Map<string, Hold[]>();
  const erasures = new Map<string, Erasure[]>();
  let exported: Extract<RetentionFact, { kind: "exported" }> | undefined;

  /** The version in force: the highest whose day has come, and never one before the part's own. */
  function termsOf({ policy, version }: PartRetention, asOf: CalendarDate, position: number): PolicyTerms | undefined {
    const known = (policies.get(policy) ?? []).filter(({ at }) => at < position);
    const inForce = known.filter(({ terms, from }) => terms.version === version || (terms.version > version && from <= asOf));
    return inForce.reduce<Version | undefined>((best, next) => (best && best.terms.version > next.terms.version ? best : next), undefined)
      ?.terms;
  }

  function isOver(part: JudgedPart, asOf: CalendarDate, position: number): boolean {
    const terms = termsOf(part.retention, asOf, position);
    if (terms?.maximum === undefined || !after(asOf, part.retention.start, terms.maximum)) return false;
    if (terms.minimum !== undefined && !after(asOf, part.retention.start, terms.minimum)) return false;
    if (terms.until === undefined) return true;
    // An end event that was logged twice ends on its later date: a minimum is never shortened by a second entry.
    const ends = (events.get(terms.until) ?? []).filter(({ at }) => at < position);
    return ends.length > 0 && ends.every(({ on }) => asOf > on);
  }

  function isHeld({ id, retention }: JudgedPart, position: number): boolean {
    for (const list of holds.values())
      for (const { entry, policy, from, to } of list)
        if (from < position && position <= to && (entry === id || policy === retention.policy)) return true;
    return false;
  }

  function isErased(part: JudgedPart): boolean {
    return (erasures.get(part.retention.policy) ?? []).some(
      ({ at, below, asOf, latest }) => part.index < below && asOf <= latest && isOver(part, asOf, at) && !isHeld(part, at),
    );
  }

  return {
    read(index, leaf) {
      const fact = retentionFact(leaf);
      if (fact === undefined || fact === "malformed") return fact;
      const day = calendarDate(leaf.at.slice(0, 10));
      switch (fact.kind) {
        case "policy": {
          const versions = listOf(policies, fact.terms.policy);
          if (versions.some(({ terms }) => terms.version >= fact.terms.version)) return "contradiction";
          versions.push({ terms: fact.terms, at: index, from: fact.terms.from ?? day });
          return undefined;
        }
        case "event":
          listOf(events, fact.event).push({ at: index, on: fact.on });
          return undefined;
        case "hold":
          listOf(holds, fact.hold).push({ ...fact, from: index, to: NOW });
          return undefined;
        case "release":
          for (const hold of holds.get(fact.hold) ?? []) hold.to = Math.min(hold.to, index);
          return undefined;
        case "erased":
          // The date may be one ahead of UTC, never later: an erasure dated into the future is none.
          listOf(erasures, fact.scope.policy).push({ ...fact.scope, at: index, latest: day === LAST_DAY ? day : addDays(day, 1) });
          return undefined;
        case "exported":
          exported = fact;
          return undefined;
      }
    },
    judge(part, presence, asOf) {
      if (presence === "differs") return "tampered";
      if (presence === "absent") return isErased(part) ? "erased" : isOver(part, asOf, NOW) && !isHeld(part, NOW) ? "expired" : "lost";
      if (!isOver(part, asOf, NOW)) return "ok";
      return isHeld(part, NOW) ? "held" : "overdue";
    },
    isDue: (part, asOf) => isOver(part, asOf, NOW) && !isHeld(part, NOW),
    heldEntries: () => [...holds.values()].flat().flatMap(({ entry, to }) => (entry !== undefined && to === NOW ? [entry] : [])),
    knows: ({ policy, version }) => (policies.get(policy) ?? []).some(({ terms }) => terms.version === version),
    exported: () => exported,
  };
}

/** A period ends with its last day (design: gone when asOf is after it); one that ends beyond the calendar never does. */
function after(asOf: CalendarDate, start: CalendarDate, length: Period): boolean {
  try {
    return asOf > addPeriod(start, length);
  } catch (error) {
    if (isPrivacyError(error, "DATE_INVALID")) return false;
    throw error;
  }
}

function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
