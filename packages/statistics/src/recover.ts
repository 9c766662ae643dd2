/** The auditor: takes the part of an attacker who has the published table, and nothing else. */
import { cheapestBox } from "./hypercube.ts";
import { findings, type LinearSystem } from "./linear-system.ts";
import { coordinatesOf, type Line, linesOf, type Shape } from "./shape.ts";
import type { PublishedTable } from "./table.ts";
import { layoutOfPublished } from "./true-table.ts";

/** A withheld cell: its part along each dimension; a dimension that is left out is summed over. */
export type CellName = Readonly<Record<string, string>>;

/** What the auditor found. */
export interface Audit {
  /** Withheld counts whose value can be computed: with them the table must not leave. */
  readonly recovered: readonly { readonly cell: CellName; readonly value: number }[];
  /** Counts for which it could not be decided; treat them as recovered. */
  readonly undecided: readonly CellName[];
  readonly withheld: number;
}

/**
 * Tries to compute every withheld count from the published ones: totals are sums of their parts, and counts are whole and not
 * negative. Reads nothing but the published table, whoever made it. In a rounded table it asks for the counts that may be small.
 *
 * @throws `TABLE_INVALID`, `TABLE_TOO_LARGE`, `DIMENSION_INVALID`, `TABLE_INCONSISTENT`; `AUDIT_TOO_LARGE` when more than 300 withheld
 *   counts hang together through totals that are withheld or lines they share (in a rounded table all counts do)
 * @example
 * ```ts
 * import { recover } from "@favorable/statistics";
 *
 * const dimensions = [{ name: "unit", values: ["A", "B", "C"] }];
 * // The count of unit B is withheld, the total is not.
 * const audit = recover({ format: "favorable-table/1", dimensions, counts: [12, null, 20, 35], threshold: 5, rounding: 1 });
 * console.log(JSON.stringify(audit.recovered)); // [{"cell":{"unit":"B"},"value":3}]
 * ```
 */
export function recover(table: PublishedTable): Audit {
  const shape = layoutOfPublished(table);
  const lines = linesOf(shape);
  const { system: bare, asked, cells } = table.rounding === 1 ? exactSystem(table, lines) : roundedSystem(table, lines);
  const system: LinearSystem = { ...bare, changed: boxesWithin(shape, bare, cells) };
  const recovered: { cell: CellName; value: number }[] = [];
  const undecided: CellName[] = [];
  const found = findings(
    system,
    asked.map((unknown) => [[unknown, 1]]),
  );
  found.forEach((finding, index) => {
    const cell = nameOf(table, shape, cells[asked[index] ?? 0] ?? 0);
    if (finding.state === "recovered") recovered.push({ cell, value: finding.value });
    if (finding.state === "undecided") undecided.push(cell);
  });
  return { recovered, undecided, withheld: asked.length };
}

interface Question {
  readonly system: LinearSystem;
  readonly asked: readonly number[];
  /** The cell behind each unknown. */
  readonly cells: readonly number[];
}

/** The withheld counts are unknown, the others are what they say. */
function exactSystem(table: PublishedTable, lines: readonly Line[]): Question {
  const cells = table.counts.flatMap((count, cell) => (count === null ? [cell] : []));
  const unknowns = new Map(cells.map((cell, unknown) => [cell, unknown]));
  const equations = lines.flatMap(({ total, parts }) => {
    const signed = [...parts.map((cell) => [cell, 1] as const), [total, -1] as const];
    const terms = signed.flatMap(([cell, sign]) => {
      const unknown = unknowns.get(cell);
      return unknown === undefined ? [] : [[unknown, sign] as const];
    });
    if (terms.length === 0) return [];
    return [{ terms, value: -signed.reduce((sum, [cell, sign]) => sum + sign * (table.counts[cell] ?? 0), 0) }];
  });
  return { system: { unknowns: cells.length, equations }, asked: cells.map((_, unknown) => unknown), cells };
}

/** Every count is unknown within half a step of what was published; asked are those that may lie between 1 and the threshold. */
function roundedSystem(table: PublishedTable, lines: readonly Line[]): Question {
  const half = Math.floor(table.rounding / 2);
  const ranges = new Map(table.counts.map((count, cell) => [cell, { min: Math.max(0, (count ?? 0) - half), max: (count ?? 0) + half }]));
  const equations = lines.map(({ total, parts }) => ({
    terms: [...parts.map((cell) => [cell, 1] as const), [total, -1] as const],
    value: 0,
  }));
  const cells = table.counts.map((_, cell) => cell);
  const asked = cells.filter((cell) => (ranges.get(cell)?.min ?? 0) < table.threshold);
  return { system: { unknowns: cells.length, equations, ranges }, asked, cells };
}

/** Changes an unknown along a box of unknowns, as far as a solution leaves room. */
function boxesWithin(shape: Shape, { ranges }: LinearSystem, cells: readonly number[]): NonNullable<LinearSystem["changed"]> {
  const unknowns = new Map(cells.map((cell, unknown) => [cell, unknown]));
  return (asked, countIn) => {
    const room = (cell: number, side: 1 | -1): number => {
      const unknown = unknowns.get(cell) ?? -1;
      const { min, max } = ranges?.get(unknown) ?? { min: 0, max: Number.POSITIVE_INFINITY };
      return side === 1 ? max - countIn(unknown) : countIn(unknown) - min;
    };
    const box = cheapestBox(
      {
        shape,
        up: (cell) => room(cell, 1),
        down: (cell) => room(cell, -1),
        price: (cell) => (unknowns.has(cell) ? 0 : Number.POSITIVE_INFINITY),
      },
      { cell: cells[asked] ?? 0, enough: (rise, fall) => rise >= 1 || fall >= 1 },
    );
    const by = box !== undefined && box.rise >= 1 ? 1 : -1;
    return (box?.corners ?? []).map(({ cell, against }) => [unknowns.get(cell) ?? -1, against ? -by : by] as const);
  };
}

function nameOf(table: PublishedTable, shape: Shape, cell: number): CellName {
  const coordinates = coordinatesOf(shape, cell);
  return Object.fromEntries(
    table.dimensions.flatMap(({ name, values }, dimension) => {
      const value = values[coordinates[dimension] ?? -1];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
