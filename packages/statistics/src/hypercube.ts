/**
 * Complementary suppression by hypercubes (Repsilber's method, as in τ-Argus' GHMITER): a cell is protected when it is a corner of
 * a box of withheld cells. Adding and taking away the same number along its corners leaves every published total as it is, so both
 * tables fit what is published: a proof in whole numbers that the cell cannot be known.
 */
import type { Primary } from "./primary.ts";
import { coordinatesOf, isTotal, type Shape } from "./shape.ts";

/** The corners of a box, and the sum of what has to be withheld anew. */
interface Box {
  readonly corners: readonly number[];
  readonly cost: number;
}

/** What the search reads. */
interface Search {
  readonly shape: Shape;
  readonly counts: readonly number[];
  readonly withheld: ReadonlySet<number>;
  /** How far apart the lowest and the highest possible value must lie at least. */
  readonly width: number;
}

/** The box that protects a count at the lowest cost; `undefined` when none is wide enough. */
export function cheapestBox(search: Search, primary: Primary): Box | undefined {
  const { shape } = search;
  const from = coordinatesOf(shape, primary.cell);
  let best: Box | undefined;
  for (const to of opposites(shape, from)) {
    if (primary.whole !== undefined && to[primary.whole] === shape.sizes[primary.whole]) continue;
    const box = boxBetween(search, primary, from, to);
    if (box !== undefined && (best === undefined || box.cost < best.cost)) best = box;
  }
  return best;
}

/** All coordinates that differ from the given ones along every dimension. */
function* opposites(shape: Shape, from: readonly number[], dimension = 0): Generator<readonly number[]> {
  if (dimension === from.length) {
    yield [];
    return;
  }
  const size = shape.sizes[dimension] ?? 0;
  for (const rest of opposites(shape, from, dimension + 1))
    for (let part = 0; part <= size; part += 1) if (part !== from[dimension]) yield [part, ...rest];
}

function boxBetween(
  { shape, counts, withheld, width }: Search,
  primary: Primary,
  from: readonly number[],
  to: readonly number[],
): Box | undefined {
  const dimensions = from.length;
  const corners: number[] = [];
  let cost = 0;
  let rise = Number.POSITIVE_INFINITY;
  let fall = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** dimensions; mask += 1) {
    let cell = 0;
    let against = false;
    for (let dimension = 0; dimension < dimensions; dimension += 1) {
      const size = shape.sizes[dimension] ?? 0;
      const moved = ((mask >> dimension) & 1) === 1;
      cell += (shape.strides[dimension] ?? 1) * ((moved ? to : from)[dimension] ?? 0);
      // Between two parts what one gains the other loses; a part and the total over it gain together.
      if (moved && from[dimension] !== size && to[dimension] !== size) against = !against;
    }
    const count = counts[cell] ?? 0;
    if (against) rise = Math.min(rise, count);
    else fall = Math.min(fall, count);
    corners.push(cell);
    if (!withheld.has(cell)) cost += (count + 1) * (isTotal(shape, cell) ? 4 : 1);
  }
  const wide = primary.whole === undefined ? rise + fall >= width : fall >= width;
  return wide ? { corners, cost } : undefined;
}
