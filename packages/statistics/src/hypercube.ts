/**
 * Complementary suppression by hypercubes (Repsilber's method, as in τ-Argus' GHMITER): a cell is protected when it is a corner of
 * a box of withheld cells. Adding and taking away the same number along its corners leaves every published total as it is, so both
 * tables fit what is published: a proof in whole numbers that the cell cannot be known.
 */
import { coordinatesOf, type Shape } from "./shape.ts";

/** One corner of a box: it gains what the protected cell gains, or loses it. */
export interface Corner {
  readonly cell: number;
  readonly against: boolean;
}

/** A box around a cell, by how much the cell can rise and fall with it, and the price of what has to be withheld anew. */
export interface Box {
  readonly corners: readonly Corner[];
  readonly rise: number;
  readonly fall: number;
  readonly cost: number;
}

/** How far each cell may move, and what it costs to let it move. */
export interface Search {
  readonly shape: Shape;
  readonly up: (cell: number) => number;
  readonly down: (cell: number) => number;
  /** Not negative; 0 for a cell that is free to move already. */
  readonly price: (cell: number) => number;
}

/** What a box is asked for. */
export interface Need {
  readonly cell: number;
  /** Along this dimension the box must reach another part, not the total. */
  readonly whole?: number;
  /** Whether the cell can move far enough; false for less whenever it is false for more. */
  readonly enough: (rise: number, fall: number) => boolean;
}

/** A step along one dimension to the opposite side of the box. */
interface Step {
  readonly shift: number;
  /** Between two parts what one gains the other loses; a part and the total over it gain together. */
  readonly turns: boolean;
  readonly price: number;
}

/** The box that moves a cell far enough at the lowest cost; `undefined` when there is none. */
export function cheapestBox(search: Search, need: Need): Box | undefined {
  const from = coordinatesOf(search.shape, need.cell);
  const axes = from.map((_, dimension) => stepsOf(search, need, from, dimension));
  // The corners next to the cell, one for each dimension, are the least a box costs: what is dearer is not tried.
  const least = axes.map((_, dimension) => axes.slice(dimension + 1).reduce((sum, steps) => sum + (steps[0]?.price ?? 0), 0));
  let best: Box | undefined;
  const extend = (dimension: number, box: Box): void => {
    const steps = axes[dimension];
    if (steps === undefined) {
      best = box;
      return;
    }
    const limit = (): number => (best?.cost ?? Number.POSITIVE_INFINITY) - box.cost - (least[dimension] ?? 0);
    for (const step of steps) {
      if (step.price >= limit()) return;
      const wider = widened(search, box, step);
      if (wider.cost - box.cost < limit() && need.enough(wider.rise, wider.fall)) extend(dimension + 1, wider);
    }
  };
  const alone: Box = {
    corners: [{ cell: need.cell, against: false }],
    rise: search.up(need.cell),
    fall: search.down(need.cell),
    cost: search.price(need.cell),
  };
  if (need.enough(alone.rise, alone.fall)) extend(0, alone);
  return best;
}

/** The steps along a dimension, the cheapest first. */
function stepsOf({ shape, price }: Search, { cell, whole }: Need, from: readonly number[], dimension: number): readonly Step[] {
  const size = shape.sizes[dimension] ?? 0;
  const stride = shape.strides[dimension] ?? 1;
  const here = from[dimension] ?? 0;
  const steps: Step[] = [];
  for (let part = 0; part <= size; part += 1) {
    if (part === here || (whole === dimension && part === size)) continue;
    const shift = (part - here) * stride;
    steps.push({ shift, turns: here !== size && part !== size, price: price(cell + shift) });
  }
  return steps.sort((a, b) => a.price - b.price);
}

function widened({ up, down, price }: Search, box: Box, { shift, turns }: Step): Box {
  let { rise, fall, cost } = box;
  const corners = [...box.corners];
  for (const { cell, against } of box.corners) {
    const corner: Corner = { cell: cell + shift, against: against !== turns };
    const more = up(corner.cell);
    const less = down(corner.cell);
    rise = Math.min(rise, corner.against ? less : more);
    fall = Math.min(fall, corner.against ? more : less);
    cost += price(corner.cell);
    corners.push(corner);
  }
  return { corners, rise, fall, cost };
}
