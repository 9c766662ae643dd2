/** Where the cells of a table lie: along each dimension its parts, and last the total over them. */

/** The extended table of some dimensions. */
export interface Shape {
  /** Parts of each dimension, without the total. */
  readonly sizes: readonly number[];
  /** Cells including every total. */
  readonly cells: number;
  readonly strides: readonly number[];
}

/** One additive relation: the total is the sum of the parts. */
export interface Line {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Lays out the cells; one dimension more multiplies them by its parts plus one. */
export function shapeOf(sizes: readonly number[]): Shape {
  const strides: number[] = [];
  let cells = 1;
  for (const size of sizes) {
    strides.push(cells);
    cells *= size + 1;
  }
  return { sizes, cells, strides };
}

/** The cell at some coordinates; the coordinate after the last part means the total. */
export function cellAt({ strides }: Shape, coordinates: readonly number[]): number {
  return strides.reduce((cell, stride, dimension) => cell + stride * (coordinates[dimension] ?? 0), 0);
}

/** The coordinates of a cell. */
export function coordinatesOf({ sizes, strides }: Shape, cell: number): readonly number[] {
  return sizes.map((size, dimension) => Math.floor(cell / (strides[dimension] ?? 1)) % (size + 1));
}

/** Whether the cell is a total along some dimension. */
export function isTotal(shape: Shape, cell: number): boolean {
  return coordinatesOf(shape, cell).some((coordinate, dimension) => coordinate === shape.sizes[dimension]);
}

/** The cells in which one person counts: the inner one, and every total over it. */
export function* cellsOf(shape: Shape, inner: readonly number[]): Generator<number> {
  const dimensions = shape.sizes.length;
  for (let mask = 0; mask < 2 ** dimensions; mask += 1)
    yield cellAt(
      shape,
      inner.map((coordinate, dimension) => ((mask >> dimension) & 1 ? (shape.sizes[dimension] ?? 0) : coordinate)),
    );
}

/** Every additive relation of the table. */
export function linesOf(shape: Shape): readonly Line[] {
  const lines: Line[] = [];
  shape.sizes.forEach((size, dimension) => {
    const stride = shape.strides[dimension] ?? 1;
    for (let cell = 0; cell < shape.cells; cell += 1)
      if (Math.floor(cell / stride) % (size + 1) === size)
        lines.push({ total: cell, parts: Array.from({ length: size }, (_, part) => cell - (size - part) * stride) });
  });
  return lines;
}
