/** Histories of a small hospital, as entries of its log: honest ones, and one fault at a time. */
import type { AccessEntry, ReviewPorts, SignalRules } from "@favorable/access/review";
import { calendarDate } from "@favorable/core";
import fc from "fast-check";

export const UNITS = ["north", "south"] as const;
export const ACTORS = ["a-1", "a-2", "a-3", "a-4"] as const;

/** The actor's unit is that of the number's parity; so is a person's. */
export const ports: Required<ReviewPorts> = {
  subjectOf: (actor) => (actor === "a-1" ? "p-900" : undefined),
  relations: (actor, person) => (actor === "a-2" && person === "p-902" ? ["household"] : []),
  unitsOf: (actor) => [UNITS[Number(actor.slice(2)) % 2] ?? "north"],
  unitOf: (person) => UNITS[Number(person.slice(2)) % 2],
  leftOn: (actor) => (actor === "a-4" ? calendarDate("2021-12-31") : undefined),
};

export const rules: Required<SignalRules> = {
  bulk: { persons: 20, rows: 200, withinMinutes: 60 },
  hours: { zone: "Europe/Monaco", days: [1, 2, 3, 4, 5], from: "07:00", until: "20:00", holidays: ["2021-11-19"] },
  ownFile: { except: ["self"] },
  neighbours: { relations: ["household", "address"] },
  crossUnit: { except: ["central"] },
  afterLeaving: { zone: "Europe/Monaco" },
  refusals: { times: 5, withinMinutes: 10 },
  emergencies: { reviewedWithinDays: 3 },
  sought: { actors: 4, withinDays: 7 },
};

export function entry(index: number, at: string, more: Partial<AccessEntry> = {}): AccessEntry {
  const base = { index, type: "access.read", at, role: "manager", purpose: "followUp", persons: [], rows: 1, times: 1, erased: false };
  return { ...base, actor: "a-1", ...more };
}

/** Monday 8 November 2021, in Monaco an hour before UTC: 9:00 there is 8:00 here. */
export const minute = (minutes: number): string => new Date(Date.UTC(2021, 10, 8, 8) + minutes * 60_000).toISOString();

/** A fortnight of work: in hours, one's own unit, a few persons an hour, now and then a refusal. */
export const honest: fc.Arbitrary<readonly AccessEntry[]> = fc
  .array(
    fc.record({
      actor: fc.integer({ min: 1, max: 4 }),
      person: fc.integer({ min: 0, max: 40 }),
      day: fc.constantFrom(0, 1, 2, 3, 4, 7, 8, 9, 10),
      hour: fc.integer({ min: 0, max: 10 }),
      refused: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 19 },
  )
  .map((acts) => {
    let refusals = 0;
    return acts
      .map(({ actor, person, day, hour, refused }) => {
        const at = new Date(Date.UTC(2021, 10, 8 + day, 7 + hour)).toISOString();
        const isRefused = refused === 0 && refusals < 4;
        if (isRefused) refusals += 1;
        // Each actor has persons of their own, of their unit: nobody is sought by all.
        const own = `p-${actor * 100 + person * 2 + (actor % 2)}`;
        return { at, actor: `a-${actor}`, ...(isRefused ? { type: "access.refused", persons: [] } : { persons: [own] }) };
      })
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ at, ...more }, index) => entry(index, at, more));
  });
