/** The groups of persons that several releases tell apart, and what those releases publish of them. */
import type { LinearSystem } from "../linear-system.ts";
import { cellsOf, coordinatesOf } from "../shape.ts";
import { layoutOf } from "../table.ts";
import type { Release } from "./history.ts";

/** Persons whom every release counts in the same cell, or not at all. */
export interface Atom {
  readonly size: number;
  /** The inner cell in each release; `undefined` where it does not count them. */
  readonly places: readonly (number | undefined)[];
}

/** Groups the persons of some releases. */
export function atomsOf(releases: readonly Release[]): readonly Atom[] {
  const people = new Set(releases.flatMap(({ members }) => Object.keys(members)));
  const atoms = new Map<string, { size: number; places: readonly (number | undefined)[] }>();
  for (const person of people) {
    const places = releases.map(({ members }) => (Object.hasOwn(members, person) ? members[person] : undefined));
    const key = places.map((place) => place ?? "").join();
    const known = atoms.get(key);
    if (known === undefined) atoms.set(key, { size: 1, places });
    else known.size += 1;
  }
  return [...atoms.values()];
}

/** The cells of a release, each with the atoms it counts. */
export function atomsByCell(release: Release, index: number, atoms: readonly Atom[]): ReadonlyMap<number, readonly number[]> {
  const shape = layoutOf(release.table.dimensions);
  const cells = new Map<number, number[]>();
  atoms.forEach(({ places }, atom) => {
    const place = places[index];
    if (place === undefined) return;
    for (const cell of cellsOf(shape, coordinatesOf(shape, place))) {
      const known = cells.get(cell);
      if (known === undefined) cells.set(cell, [atom]);
      else known.push(atom);
    }
  });
  return cells;
}

/** All that the releases publish, as equations over the sizes of the atoms. */
export function systemOf(releases: readonly Release[], atoms: readonly Atom[]): LinearSystem {
  const equations = releases.flatMap((release, index) =>
    [...atomsByCell(release, index, atoms)].flatMap(([cell, counted]) => {
      const value = release.table.counts[cell];
      return value === null || value === undefined ? [] : [{ terms: counted.map((atom) => [atom, 1] as const), value }];
    }),
  );
  return { unknowns: atoms.length, equations };
}
