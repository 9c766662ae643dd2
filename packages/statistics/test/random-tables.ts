import * as fc from "fast-check";
import { cellsOf, coordinatesOf, isTotal, shapeOf } from "../src/shape.ts";
import type { CountTable } from "../src/table.ts";

/** Fills a table from its inner counts. */
export function tableOf(sizes: readonly number[], inner: readonly number[], sensitive?: number): CountTable {
  const shape = shapeOf(sizes);
  const counts = new Array<number>(shape.cells).fill(0);
  let next = 0;
  for (let cell = 0; cell < shape.cells; cell += 1) {
    if (isTotal(shape, cell)) continue;
    const count = inner[next % inner.length] ?? 0;
    next += 1;
    for (const at of cellsOf(shape, coordinatesOf(shape, cell))) counts[at] = (counts[at] ?? 0) + count;
  }
  return {
    dimensions: sizes.map((size, index) => ({
      name: `d${index}`,
      values: Array.from({ length: size }, (_, part) => `p${part}`),
      ...(index === sensitive ? { sensitive: true } : {}),
    })),
    counts,
  };
}

const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  fc.integer({ min: 5, max: 60 }),
);

/** Tables of one to three dimensions with many small counts and zeros. */
export const tables: fc.Arbitrary<CountTable> = fc
  .oneof(
    fc.tuple(fc.integer({ min: 1, max: 8 })),
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })),
    fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 2 })),
  )
  .chain((sizes) => {
    const cells = sizes.reduce((product: number, size) => product * size, 1);
    return fc.array(count, { minLength: cells, maxLength: cells }).map((inner) => tableOf(sizes, inner));
  });
