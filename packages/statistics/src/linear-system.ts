/**
 * What whole numbers fit a set of equations: whether an unknown, or a sum of unknowns, can take more than one value.
 *
 * Linear programming finds candidates; only solutions that hold exactly, in whole numbers, count as a proof that an unknown can
 * take more than one value. So a rounding error of the solver can make a table look less safe, never safer.
 */
import { PrivacyError } from "@favorable/core";
import { type Constraint, type Options, solve } from "yalps";

/** Σ coefficient × unknown = value. */
export interface Equation {
  readonly terms: readonly (readonly [unknown: number, coefficient: number])[];
  readonly value: number;
}

/** Unknowns from 0 upwards, or within a range of their own. */
export interface LinearSystem {
  readonly unknowns: number;
  readonly equations: readonly Equation[];
  readonly ranges?: ReadonlyMap<number, { readonly min: number; readonly max: number }>;
  /** A guess at how one unknown can change in a solution; checked like every solution, and spares the solver. */
  readonly changed?: (unknown: number, countIn: (unknown: number) => number) => readonly (readonly [unknown: number, by: number])[];
}

/** What can be said of a sum of unknowns. */
export type Finding =
  /** Two solutions differ in it. */
  | { readonly state: "open" }
  /** Only this value fits. */
  | { readonly state: "recovered"; readonly value: number }
  /** No second solution in whole numbers was found, and none was excluded. */
  | { readonly state: "undecided" };

const EPSILON = 1e-6;
const OPTIONS: Options = { precision: 1e-9, maxPivots: 100_000, checkCycles: true, maxIterations: 2_000, timeout: 2_000 };

/** Σ coefficient × unknown: what is asked. */
export type Form = readonly (readonly [unknown: number, coefficient: number])[];

/**
 * So many unknowns that hang together are solved at most: beyond, an answer would take longer than anybody waits.
 */
const MOST_UNKNOWNS = 300;

/**
 * Tells of each asked form whether its value can be computed, in the order asked. Unknowns that no equation links are solved apart: a
 * form can be computed when each of its parts can.
 *
 * @throws `TABLE_INCONSISTENT` when no whole numbers fit; `AUDIT_TOO_LARGE` when more than {@link MOST_UNKNOWNS} hang together
 */
export function findings(system: LinearSystem, asked: readonly Form[]): readonly Finding[] {
  const islands = islandsOf(system);
  const solvers = new Map<number, (form: Form) => Finding>();
  const solverOf = (island: number): ((form: Form) => Finding) => {
    const known = solvers.get(island) ?? solverFor(system, islands, island);
    solvers.set(island, known);
    return known;
  };
  return asked.map((form) => {
    const parts = new Map<number, (readonly [number, number])[]>();
    for (const term of form) {
      const island = islands[term[0]] ?? -1;
      parts.set(island, [...(parts.get(island) ?? []), term]);
    }
    let value = 0;
    let undecided = false;
    for (const [island, part] of parts) {
      const found = solverOf(island)(part);
      if (found.state === "open") return found;
      if (found.state === "undecided") undecided = true;
      else value += found.value;
    }
    return undecided ? { state: "undecided" } : { state: "recovered", value };
  });
}

/** For each unknown the lowest unknown that equations link it with. */
function islandsOf({ unknowns, equations }: LinearSystem): readonly number[] {
  const parent = Array.from({ length: unknowns }, (_, unknown) => unknown);
  const rootOf = (unknown: number): number => {
    let root = unknown;
    while (parent[root] !== undefined && parent[root] !== root) root = parent[root] ?? root;
    parent[unknown] = root;
    return root;
  };
  for (const { terms } of equations) {
    const roots = terms.map(([unknown]) => rootOf(unknown));
    const lowest = roots.reduce((least, root) => Math.min(least, root), unknowns);
    for (const root of roots) parent[root] = lowest;
  }
  return parent.map((_, unknown) => rootOf(unknown));
}

/** The part of the system that hangs together with one unknown, with places of its own. */
function solverFor(system: LinearSystem, islands: readonly number[], island: number): (form: Form) => Finding {
  const members = islands.flatMap((one, unknown) => (one === island ? [unknown] : []));
  if (members.length > MOST_UNKNOWNS)
    throw new PrivacyError("AUDIT_TOO_LARGE", "too many withheld counts hang together to be audited", {
      unknowns: members.length,
      most: MOST_UNKNOWNS,
    });
  const places = new Map(members.map((unknown, place) => [unknown, place]));
  const local = (form: Form): Form => form.map(([unknown, coefficient]) => [places.get(unknown) ?? 0, coefficient]);
  const ranges = [...(system.ranges ?? [])].flatMap(([unknown, range]) => {
    const place = places.get(unknown);
    return place === undefined ? [] : [[place, range] as const];
  });
  const part: LinearSystem = {
    unknowns: members.length,
    equations: system.equations.flatMap(({ terms, value }) =>
      islands[terms[0]?.[0] ?? -1] === island ? [{ terms: local(terms), value }] : [],
    ),
    ranges: new Map(ranges),
  };
  const model = modelOf(part);
  const solutions: (readonly number[])[] = [];
  const witness = (values: ReadonlyMap<number, number>): boolean => {
    const whole = wholeSolution(part, values);
    if (whole !== undefined) solutions.push(whole);
    return whole !== undefined;
  };
  const guess = (form: Form): void => {
    const [first, ...others] = form;
    const solution = solutions[0];
    if (first === undefined || others.length > 0 || solution === undefined || system.changed === undefined) return;
    const values = new Map(solution.entries());
    for (const [unknown, by] of system.changed(first[0], (one) => solution[places.get(one) ?? -1] ?? 0)) {
      const place = places.get(unknown) ?? -1;
      values.set(place, (values.get(place) ?? 0) + by);
    }
    witness(values);
  };
  return (form) => findingOf(local(form), model, solutions, witness, () => guess(form));
}

type Model = (form: Form, direction: "maximize" | "minimize", whole: boolean) => Solved;

function findingOf(
  form: Form,
  model: Model,
  solutions: readonly (readonly number[])[],
  witness: (values: ReadonlyMap<number, number>) => boolean,
  guess: () => void,
): Finding {
  const valueIn = (solution: readonly number[]): number =>
    form.reduce((sum, [unknown, coefficient]) => sum + coefficient * (solution[unknown] ?? 0), 0);
  const isOpen = (): boolean => new Set(solutions.map(valueIn)).size > 1;
  const ends: number[] = [];
  for (const direction of ["maximize", "minimize"] as const) {
    if (!isOpen()) guess();
    if (isOpen()) break;
    const relaxed = model(form, direction, false);
    ends.push(relaxed.value);
    // A vertex that is not whole proves nothing: ask again for whole numbers.
    if (!witness(relaxed.values) && !isOpen()) {
      const whole = model(form, direction, true);
      if (whole.solved && witness(whole.values)) ends[ends.length - 1] = whole.value;
    }
  }
  if (isOpen()) return { state: "open" };
  const [highest = Number.NaN, lowest = Number.NaN] = ends;
  const only = Math.floor(highest + EPSILON);
  return only === Math.ceil(lowest - EPSILON) ? { state: "recovered", value: only } : { state: "undecided" };
}

interface Solved {
  readonly solved: boolean;
  readonly value: number;
  readonly values: ReadonlyMap<number, number>;
}

function modelOf(system: LinearSystem): Model {
  const constraints: [string, Constraint][] = system.equations.map(({ value }, index) => [`e${index}`, { equal: value }]);
  const rows: (readonly [string, number])[][] = Array.from({ length: system.unknowns }, () => []);
  system.equations.forEach(({ terms }, index) => {
    for (const [unknown, coefficient] of terms) rows[unknown]?.push([`e${index}`, coefficient]);
  });
  for (const [unknown, range] of system.ranges ?? []) {
    constraints.push([`r${unknown}`, range]);
    rows[unknown]?.push([`r${unknown}`, 1]);
  }
  // No bound of a count lies beyond what is known of all together, but a total that is withheld has none: it is given one.
  const most = 1_000 + system.equations.reduce((sum, { value }) => sum + Math.abs(value), 0);
  return (form, direction, whole) => {
    const weights = new Map(form);
    const solution = solve(
      {
        direction,
        objective: "asked",
        constraints: [...constraints, ["asked", { max: most }]],
        variables: rows.map((row, index) => {
          const weight = weights.get(index);
          return [index, weight === undefined ? row : [...row, ["asked", weight] as const]];
        }),
        integers: whole,
      },
      OPTIONS,
    );
    if (solution.status === "infeasible" && !whole)
      throw new PrivacyError("TABLE_INCONSISTENT", "no whole numbers fit the published counts");
    return { solved: solution.status === "optimal", value: solution.result, values: new Map(solution.variables) };
  };
}

/** The solution in whole numbers, when it is one and fits every equation exactly. */
function wholeSolution(system: LinearSystem, values: ReadonlyMap<number, number>): readonly number[] | undefined {
  const whole = Array.from({ length: system.unknowns }, (_, unknown) => Math.round(values.get(unknown) ?? 0));
  const near = whole.every((value, unknown) => value >= 0 && Math.abs(value - (values.get(unknown) ?? 0)) < EPSILON);
  const within = [...(system.ranges ?? [])].every(([unknown, { min, max }]) => {
    const value = whole[unknown] ?? 0;
    return value >= min && value <= max;
  });
  const fits = system.equations.every(
    ({ terms, value }) => terms.reduce((sum, [unknown, coefficient]) => sum + coefficient * (whole[unknown] ?? 0), 0) === value,
  );
  return near && within && fits ? whole : undefined;
}
