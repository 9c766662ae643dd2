/**
 * What whole numbers fit a set of equations: the lowest and highest of each unknown.
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
}

/** What can be said of an unknown. */
export type Finding =
  /** Two solutions differ in it. */
  | { readonly state: "open" }
  /** Only this value fits. */
  | { readonly state: "recovered"; readonly value: number }
  /** No second solution in whole numbers was found, and none was excluded. */
  | { readonly state: "undecided" };

const EPSILON = 1e-6;
const OPTIONS: Options = { precision: 1e-9, maxPivots: 100_000, checkCycles: true, maxIterations: 2_000, timeout: 2_000 };

/**
 * Tells of each asked unknown whether its value can be computed.
 *
 * @throws `TABLE_INCONSISTENT` when no whole numbers fit
 */
export function findings(system: LinearSystem, asked: readonly number[]): ReadonlyMap<number, Finding> {
  const model = modelOf(system);
  const seen: { lowest: number; highest: number }[] = Array.from({ length: system.unknowns }, () => ({
    lowest: Number.POSITIVE_INFINITY,
    highest: Number.NEGATIVE_INFINITY,
  }));
  const witness = (values: ReadonlyMap<number, number>): boolean => {
    const whole = wholeSolution(system, values);
    whole?.forEach((value, unknown) => {
      const range = seen[unknown];
      if (range === undefined) return;
      range.lowest = Math.min(range.lowest, value);
      range.highest = Math.max(range.highest, value);
    });
    return whole !== undefined;
  };
  const found = new Map<number, Finding>();
  for (const unknown of asked) {
    const isOpen = (): boolean => (seen[unknown]?.lowest ?? 0) < (seen[unknown]?.highest ?? 0);
    const ends: number[] = [];
    for (const direction of ["maximize", "minimize"] as const) {
      if (isOpen()) break;
      const relaxed = model(unknown, direction, false);
      ends.push(relaxed.value);
      // A vertex that is not whole proves nothing: ask again for whole numbers.
      if (!witness(relaxed.values) && !isOpen()) {
        const whole = model(unknown, direction, true);
        if (whole.solved && witness(whole.values)) ends[ends.length - 1] = whole.value;
      }
    }
    const [highest = Number.NaN, lowest = Number.NaN] = ends;
    const only = Math.floor(highest + EPSILON);
    found.set(
      unknown,
      isOpen() ? { state: "open" } : only === Math.ceil(lowest - EPSILON) ? { state: "recovered", value: only } : { state: "undecided" },
    );
  }
  return found;
}

interface Solved {
  readonly solved: boolean;
  readonly value: number;
  readonly values: ReadonlyMap<number, number>;
}

function modelOf(system: LinearSystem): (unknown: number, direction: "maximize" | "minimize", whole: boolean) => Solved {
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
  return (unknown, direction, whole) => {
    const solution = solve(
      {
        direction,
        objective: "asked",
        constraints: [...constraints, ["asked", { max: most }]],
        variables: rows.map((row, index) => [index, index === unknown ? [...row, ["asked", 1] as const] : row]),
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
