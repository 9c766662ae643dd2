/** The groups whose sizes several releases must not give away: more than the atoms, for a union can be computed where no atom can. */
import type { Form } from "../linear-system.ts";
import { cellsOf, coordinatesOf } from "../shape.ts";
import { layoutOf } from "../table.ts";
import type { Atom } from "./atoms.ts";
import type { Release } from "./history.ts";

/** Stands for « not counted in this release » among its cells. */
const ABSENT = -1;

/**
 * Every group below the threshold that a reader has a name for: an atom; persons in one cell of one release and in one cell of another,
 * or not in it (with that every withheld cell, and who joined, left or changed); persons in exactly the same releases, and of those
 * the ones in a cell.
 */
export function smallGroups(releases: readonly Release[], atoms: readonly Atom[], threshold: number): readonly Form[] {
  const asked = new Map<string, readonly number[]>();
  const ask = (group: readonly number[]): void => {
    if (group.reduce((sum, atom) => sum + (atoms[atom]?.size ?? 0), 0) < threshold) asked.set(group.join(), group);
  };
  const askAll = (namesOf: (atom: number) => Iterable<string>): void => {
    const groups = new Map<string, number[]>();
    atoms.forEach((_, atom) => {
      for (const name of namesOf(atom)) {
        const known = groups.get(name);
        if (known === undefined) groups.set(name, [atom]);
        else known.push(atom);
      }
    });
    for (const group of groups.values()) ask(group);
  };
  const shapes = releases.map(({ table }) => layoutOf(table.dimensions));
  const cells = atoms.map(({ places }) =>
    shapes.map((shape, index) => {
      const place = places[index];
      return place === undefined ? [ABSENT] : [...cellsOf(shape, coordinatesOf(shape, place))];
    }),
  );
  const patterns = atoms.map(({ places }) => places.map((place) => (place === undefined ? "0" : "1")).join(""));
  askAll((atom) => [String(atom)]);
  askAll((atom) => [patterns[atom] ?? ""]);
  releases.forEach((_, one) => {
    askAll((atom) => (cells[atom]?.[one] ?? []).flatMap((cell) => (cell === ABSENT ? [] : [`${cell}`, `${patterns[atom]} ${cell}`])));
    for (let other = 0; other < one; other += 1)
      askAll((atom) =>
        (cells[atom]?.[one] ?? []).flatMap((a) =>
          (cells[atom]?.[other] ?? []).flatMap((b) => (a === ABSENT && b === ABSENT ? [] : [`${a} ${b}`])),
        ),
      );
  });
  return [...asked.values()].map((group) => group.map((atom) => [atom, 1] as const));
}
