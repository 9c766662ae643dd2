/** The signals: each gives the groups of entries that a reviewer is to look at. */
import { type CalendarDate, dateInZone } from "@favorable/core";
import { foldedActor } from "../../duties.ts";
import type { AccessEntry } from "../entry.ts";
import { outsideHours } from "./hours.ts";
import type { ReviewPorts, SignalName, SignalRules } from "./rules.ts";
import { bursts, distinct, grouped, type Tally, time } from "./window.ts";

type Groups = readonly (readonly AccessEntry[])[];
type Detector<N extends SignalName> = (
  entries: readonly AccessEntry[],
  rule: NonNullable<SignalRules[N]>,
  context: { readonly ports: ReviewPorts; readonly asOf: string; readonly from: number },
) => Groups;

const MINUTE = 60_000;
const DAY = 86_400_000;
const DONE: ReadonlySet<string> = new Set(["access.read", "access.changed", "access.sent"]);

/** Signals over a stretch of time, which may have begun before the period: they see what was before, and tell what reaches into it. */
export const LOOKS_BACK: ReadonlySet<SignalName> = new Set<SignalName>(["bulk", "refusals", "emergencies", "sought"]);

/** One detector per signal; entries come by time. */
export const DETECTORS: { readonly [N in SignalName]: Detector<N> } = {
  bulk: (entries, { persons = Number.POSITIVE_INFINITY, rows = Number.POSITIVE_INFINITY, withinMinutes, except }, { from }) =>
    reaching(
      from,
      byActor(done(entries, except)).flatMap((own) => bursts(own, withinMinutes * MINUTE, bulkTally(persons, rows))),
    ),

  hours(entries, rule) {
    const outside = outsideHours(rule);
    return byActor(done(entries, rule.except).filter(({ at }) => outside(at)));
  },

  ownFile: (entries, { except }, { ports }) =>
    byActor(
      done(entries, except).filter(({ actor, persons }) => {
        const self = actor === undefined ? undefined : ports.subjectOf?.(actor);
        return self !== undefined && persons.includes(self);
      }),
    ),

  neighbours: (entries, { relations, except }, { ports }) =>
    byActor(
      done(entries, except).filter(
        ({ actor, persons }) =>
          actor !== undefined &&
          persons.some((person) => ports.relations?.(actor, person).some((relation) => relations.includes(relation)) === true),
      ),
    ),

  crossUnit: (entries, { except }, { ports }) =>
    byActor(
      done(entries, except).filter(({ actor, persons }) => {
        const units = actor === undefined ? undefined : ports.unitsOf?.(actor);
        return units !== undefined && persons.some((person) => foreign(ports.unitOf?.(person), units));
      }),
    ),

  afterLeaving: (entries, { zone }, { ports }) =>
    byActor(
      entries.filter(({ actor, at }) => {
        const last: CalendarDate | undefined = actor === undefined ? undefined : ports.leftOn?.(actor);
        return last !== undefined && dateInZone(new Date(at), zone) > last;
      }),
    ),

  refusals(entries, { times, withinMinutes }, { from }) {
    const refused = entries.filter(({ type }) => type === "access.refused");
    // Nobody in particular is one group: a key that no actor can have, since an actor's begins by a letter of its own.
    const groups = grouped(refused, ({ actor }) => (actor === undefined ? "-" : `a${foldedActor(actor)}`));
    return reaching(
      from,
      [...groups.values()].flatMap((own) => bursts(own, withinMinutes * MINUTE, sumTally(times))),
    );
  },

  emergencies(entries, { reviewedWithinDays }, { asOf, from }) {
    // The first review is the one that was due: an emergency may be judged again later, and a map keeps the last of a key.
    const reviews = new Map(
      [...entries]
        .reverse()
        .flatMap((entry) =>
          entry.type === "access.emergency-reviewed" && entry.emergency !== undefined ? [[entry.emergency, entry] as const] : [],
        ),
    );
    const under = grouped(
      entries.filter(({ type }) => type !== "access.emergency-opened"),
      ({ emergency }) => emergency,
    );
    return entries
      .filter((entry) => {
        if (entry.type !== "access.emergency-opened") return false;
        const review = entry.emergency === undefined ? undefined : reviews.get(entry.emergency);
        // Of a period before, and settled in it: told then.
        if (entry.index < from && review !== undefined && review.index < from) return false;
        const due = time(entry) + reviewedWithinDays * DAY;
        return due < (review === undefined ? Date.parse(asOf) : time(review));
      })
      .map((opening) => [opening, ...(opening.emergency === undefined ? [] : (under.get(opening.emergency) ?? []))]);
  },

  sought(entries, { actors, withinDays, except }, { from }) {
    const seen = new Map<string, AccessEntry[]>();
    for (const entry of done(entries, except))
      for (const person of entry.persons) {
        const own = seen.get(person);
        if (own === undefined) seen.set(person, [entry]);
        else own.push(entry);
      }
    return reaching(
      from,
      [...seen.values()].flatMap((own) => bursts(own, withinDays * DAY, actorTally(actors))),
    );
  },
};

/** The groups that reach into the period. */
function reaching(from: number, groups: Groups): Groups {
  return groups.filter((group) => group.some(({ index }) => index >= from));
}

/** What was done, and not refused, by roles that are not excepted. */
function done(entries: readonly AccessEntry[], except: readonly string[] = []): readonly AccessEntry[] {
  return entries.filter(({ type, role }) => DONE.has(type) && !(role !== undefined && except.includes(role)));
}

function byActor(entries: readonly AccessEntry[]): Groups {
  return [...grouped(entries, ({ actor }) => actor && foldedActor(actor)).values()];
}

function foreign(unit: string | undefined, units: readonly string[]): boolean {
  return unit !== undefined && !units.includes(unit);
}

function bulkTally(persons: number, rows: number): Tally {
  const people = distinct();
  let sum = 0;
  return {
    add(entry) {
      for (const person of entry.persons) people.add(person);
      sum += entry.rows;
    },
    remove(entry) {
      for (const person of entry.persons) people.remove(person);
      sum -= entry.rows;
    },
    full: () => people.size() >= persons || sum >= rows,
  };
}

function sumTally(times: number): Tally {
  let sum = 0;
  return {
    add(entry) {
      sum += entry.times;
    },
    remove(entry) {
      sum -= entry.times;
    },
    full: () => sum >= times,
  };
}

function actorTally(actors: number): Tally {
  const seen = distinct();
  return {
    add: ({ actor }) => actor !== undefined && seen.add(foldedActor(actor)),
    remove: ({ actor }) => actor !== undefined && seen.remove(foldedActor(actor)),
    full: () => seen.size() >= actors,
  };
}
