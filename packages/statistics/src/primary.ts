/** Which counts must not be seen: the small ones, and those that say « all of them ». */
import { coordinatesOf, type Shape } from "./shape.ts";
import type { CountTable } from "./table.ts";

/** A count to protect. */
export interface Primary {
  readonly cell: number;
  /** Set when the cell holds a whole group along this dimension: that another part holds some of it must stay possible. */
  readonly whole?: number;
}

/**
 * The counts to protect: from 1 to the threshold less one, and along a sensitive dimension every part that holds its whole group,
 * of any size: 40 vaccinated out of 40 says it of each of the 40, and of 3 withheld persons the zero beside them says it as well.
 */
export function primariesOf(table: CountTable, shape: Shape, threshold: number): readonly Primary[] {
  const found: Primary[] = [];
  for (let cell = 0; cell < shape.cells; cell += 1) {
    const count = table.counts[cell] ?? 0;
    if (count === 0) continue;
    if (count < threshold) found.push({ cell });
    const coordinates = coordinatesOf(shape, cell);
    table.dimensions.forEach(({ sensitive, values }, dimension) => {
      const coordinate = coordinates[dimension] ?? 0;
      if (sensitive !== true || coordinate === values.length || values.length === 1) return;
      const total = cell + (values.length - coordinate) * (shape.strides[dimension] ?? 1);
      if (table.counts[total] === count) found.push({ cell, whole: dimension });
    });
  }
  return found;
}
