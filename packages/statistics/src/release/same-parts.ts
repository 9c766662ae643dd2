/** What two releases tell of whole groups, of any size: that all who are new lie in one part, or that a filter left nobody out. */
import { cellAt, coordinatesOf, type Shape } from "../shape.ts";
import { layoutOf } from "../table.ts";
import { type Atom, atomsByCell } from "./atoms.ts";
import type { Release } from "./history.ts";

/**
 * Whether of some cell those who are counted in one release and not in the other all lie in one part of a sensitive dimension, where
 * both releases publish that part. Who joined or left a unit is known to its colleagues: with it, so is what they all have.
 */
export function inOnePart(releases: readonly Release[], one: number, other: number, atoms: readonly Atom[]): boolean {
  const [here, there] = [releases[one], releases[other]];
  if (here === undefined || there === undefined) return false;
  const shape = layoutOf(here.table.dimensions);
  const inThere = atomsByCell(there, other, atoms);
  const inHere = atomsByCell(here, one, atoms);
  return here.table.dimensions.some(({ name, sensitive, values }, dimension) => {
    const comparable = there.table.dimensions.some((theirs) => theirs.name === name && (sensitive === true || theirs.sensitive === true));
    if (!comparable || values.length === 1) return false;
    const partOf = (atom: number): number => coordinatesOf(shape, atoms[atom]?.places[one] ?? 0)[dimension] ?? 0;
    return [...inHere].some(([cell, counted]) => {
      const coordinates = coordinatesOf(shape, cell);
      const theirs = sameCell(here, there, coordinates);
      if (coordinates[dimension] !== values.length || theirs === undefined) return false;
      const before = new Set(inThere.get(theirs));
      const parts = new Set(counted.filter((atom) => !before.has(atom)).map(partOf));
      const [part = 0] = parts;
      const at = coordinates.map((coordinate, index) => (index === dimension ? part : coordinate));
      const published = sameCell(here, there, at);
      return parts.size === 1 && isShown(here, cellAt(shape, at)) && published !== undefined && isShown(there, published);
    });
  });
}

/** Whether a filtered statistic shows somewhere the same persons as one with another filter or none: the filter is then known of them. */
export function filterKeepsAll(releases: readonly Release[], one: number, other: number, atoms: readonly Atom[]): boolean {
  const [here, there] = [releases[one], releases[other]];
  if (here === undefined || there === undefined || here.name === there.name) return false;
  if (here.filtered !== true && there.filtered !== true) return false;
  const shape: Shape = layoutOf(here.table.dimensions);
  const inThere = atomsByCell(there, other, atoms);
  return [...atomsByCell(here, one, atoms)].some(([cell, counted]) => {
    const theirs = sameCell(here, there, coordinatesOf(shape, cell));
    if (theirs === undefined || !isShown(here, cell) || !isShown(there, theirs)) return false;
    return counted.join() === (inThere.get(theirs) ?? []).join();
  });
}

function isShown({ table }: Release, cell: number): boolean {
  return (table.counts[cell] ?? null) !== null;
}

/** The cell of the same name in another release; `undefined` where it has no such dimension or part. */
function sameCell(here: Release, there: Release, coordinates: readonly number[]): number | undefined {
  const bound = new Map<string, string>();
  here.table.dimensions.forEach(({ name, values }, dimension) => {
    const part = values[coordinates[dimension] ?? -1];
    if (part !== undefined) bound.set(name, part);
  });
  const { dimensions } = there.table;
  if ([...bound.keys()].some((name) => dimensions.every((theirs) => theirs.name !== name))) return undefined;
  const theirs = dimensions.map(({ name, values }) => {
    const part = bound.get(name);
    return part === undefined ? values.length : values.indexOf(part);
  });
  return theirs.includes(-1) ? undefined : cellAt(layoutOf(dimensions), theirs);
}
