/** How two documents differ, in a form to print, to count and to decide on. */
import type { JsonValue } from "@favorable/core";
import type { Relation } from "./fact.ts";
import type { Polarity } from "./path-rule.ts";

/** `narrowing`: what was approved covers it. `neutral`: it has no effect. `widening`: it goes back to review before use. */
export type Direction = "narrowing" | "neutral" | "widening";

/** What happened at a place. */
export type Change =
  /** Something is there that was not. */
  | "added"
  /** Something is not there any more. */
  | "removed"
  /** It says something else. */
  | "changed"
  /** A part that was stated is not stated any more, which is not the same as stating that there is none. */
  | "withdrawn"
  /** A name of the approved document was declared to be another now. */
  | "renamed"
  /** The documents say the same in another order or in other words. */
  | "restated";

/** One difference between an approved document and another. */
export interface Difference {
  readonly direction: Direction;
  readonly change: Change;
  /** `retention.register.maximum`, `records.agent.fields.comment.moderator` */
  readonly place: string;
  readonly relation: Relation;
  /** The roles, recipients, subjects or categories it is about, when the place does not say. */
  readonly about: readonly string[];
  readonly polarity: Polarity;
  /** Ids of the rules of the rulebook that read this place; `nec-change-triggers-review` concerns every widening. */
  readonly rules: readonly string[];
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** The comparison of two documents. */
export interface Drift {
  /** The worst of the differences; `neutral` when there is none. */
  readonly direction: Direction;
  /** Widening first, then neutral, then narrowing; within each in the order of places. */
  readonly differences: readonly Difference[];
}

const ORDER: readonly Direction[] = ["widening", "neutral", "narrowing"];

/** Joins differences that say the same of several people or roles, sorts them, and gives the worst direction. */
export function driftOf(found: readonly Difference[]): Drift {
  const joined = new Map<string, Difference>();
  for (const one of found) {
    const key = JSON.stringify([one.direction, one.change, one.place, one.relation, one.before, one.after]);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, one);
    else
      joined.set(key, {
        ...known,
        about: [...new Set([...known.about, ...one.about])].sort(byText),
        rules: [...new Set([...known.rules, ...one.rules])],
      });
  }
  const differences = [...joined.values()].sort(
    (a, b) => ORDER.indexOf(a.direction) - ORDER.indexOf(b.direction) || byText(a.place, b.place) || byText(a.about.join(), b.about.join()),
  );
  const has = (direction: Direction): boolean => differences.some((one) => one.direction === direction);
  return { direction: has("widening") ? "widening" : has("narrowing") ? "narrowing" : "neutral", differences };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
