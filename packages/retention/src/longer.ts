/** In which places a policy keeps data longer than the one before it. */
import { notAfter } from "./compare.ts";
import { activeLines, type PhaseLines } from "./lines.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetentionEvents } from "./start-of.ts";

/**
 * Names the places in which `next` may keep data, or let them be read, on a day on which `now` did not. Empty means: proven, for every row
 * and every day an event can have, not to be longer. What cannot be compared, such as another start, counts as longer.
 *
 * A phase lasts to its earliest cap, so each cap needs one that replaces it and is not later. Data go when cap and floors have passed, so a
 * floor may rise as long as the cap is later.
 */
export function longerPlaces(now: RetentionPolicy, next: RetentionPolicy, events: RetentionEvents = {}): string[] {
  const places = phasePlaces(activeLines(now, now.start, events), activeLines(next, next.start, events), "");
  if (next.archive === undefined) return places;
  if (now.archive === undefined) return [...places, "archive"];
  const before = activeLines(now.archive, now.archive.start, events);
  const after = activeLines(next.archive, next.archive.start, events);
  const known = new Set(now.archive.roles);
  return [
    ...places,
    ...phasePlaces(before, after, "archive."),
    ...(next.archive.roles.every((role) => known.has(role)) ? [] : ["archive.roles"]),
  ];
}

/**
 * Names the floors of a policy that comes to others on the same rows, where they may keep a row longer than all of those: beyond each of their floors, and
 * not before each of their caps. An archive of its own counts as longer.
 */
export function addedFloors(now: readonly RetentionPolicy[], next: RetentionPolicy, events: RetentionEvents = {}): string[] {
  const lines = now.map((policy) => activeLines(policy, policy.start, events));
  const floors = lines.flatMap((each) => each.floors);
  const caps = lines.flatMap((each) => each.caps);
  const called = now.every((policy) => policy.maximum.length > 0 && policy.archive === undefined);
  const places = activeLines(next, next.start, events).floors.flatMap((floor, at) => {
    const within = floors.some((known) => notAfter(floor, known)) || (called && caps.every((cap) => notAfter(floor, cap, 1)));
    return within ? [] : [`minimum.${at}`];
  });
  return next.archive === undefined ? places : [...places, "archive"];
}

function phasePlaces(now: PhaseLines, next: PhaseLines, prefix: string): string[] {
  const places: string[] = [];
  for (const [at, cap] of now.caps.entries())
    if (!next.caps.some((candidate) => notAfter(candidate, cap))) places.push(`${prefix}maximum.${at}`);
  // Where nothing but floors told when data go, a row was read to the last day of the latest: a new cap must not be later.
  if (now.caps.length === 0 && next.caps.length > 0 && !next.caps.some((cap) => now.floors.some((floor) => notAfter(cap, floor))))
    places.push(`${prefix}maximum`);
  for (const [at, floor] of next.floors.entries()) {
    const within = now.floors.some((candidate) => notAfter(floor, candidate));
    const beforeCap = now.caps.length > 0 && now.caps.every((cap) => notAfter(floor, cap, 1));
    if (!within && !beforeCap) places.push(`${prefix}minimum.${at}`);
  }
  return places;
}
