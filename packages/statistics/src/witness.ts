/** The proof that comes with a protected table: for every withheld count two tables that both fit, checked in whole numbers. */
import type { Box } from "./hypercube.ts";
import { coordinatesOf, type Shape } from "./shape.ts";

/** From where to where boxes show that a cell can move. */
export interface Reach {
  readonly rise: number;
  readonly fall: number;
}

/**
 * Moves the table along each box, up and down, and keeps of each cell how far it moved. A box counts only when all its corners are
 * withheld, no count falls below zero, and every line of the table adds up as before; `undefined` when one does not.
 *
 * @param most - a box that could rise without end is tried up to here
 */
export function reachOf(
  shape: Shape,
  counts: readonly number[],
  withheld: ReadonlySet<number>,
  boxes: readonly Box[],
  most: number,
): ReadonlyMap<number, Reach> | undefined {
  const reach = new Map<number, { rise: number; fall: number }>();
  for (const box of boxes) {
    if (!keepsLines(shape, box)) return undefined;
    for (const by of [Math.min(box.rise, most), -Math.min(box.fall, most)])
      for (const { cell, against } of box.corners) {
        const moved = against ? -by : by;
        if (!withheld.has(cell) || !Number.isSafeInteger(moved) || (counts[cell] ?? 0) + moved < 0) return undefined;
        const known = reach.get(cell) ?? { rise: 0, fall: 0 };
        reach.set(cell, { rise: Math.max(known.rise, moved), fall: Math.max(known.fall, -moved) });
      }
  }
  return reach;
}

/** Whether parts and totals of every line that the box touches change by the same number. */
function keepsLines(shape: Shape, { corners }: Box): boolean {
  return shape.sizes.every((size, dimension) => {
    const stride = shape.strides[dimension] ?? 1;
    const sums = new Map<number, number>();
    for (const { cell, against } of corners) {
      const coordinate = coordinatesOf(shape, cell)[dimension] ?? 0;
      const line = cell - coordinate * stride;
      sums.set(line, (sums.get(line) ?? 0) + (against ? -1 : 1) * (coordinate === size ? -1 : 1));
    }
    return [...sums.values()].every((sum) => sum === 0);
  });
}
