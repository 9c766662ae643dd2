/** What a fixed camera may not see is covered before anything is stored: the interior of buildings. */

/** A picture, as far as the story needs one: lines of cells. */
export type Frame = readonly string[];

/** A rectangle of cells, counted from 0. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

const COVERED = "█";

/** Covers the areas. What lies outside the frame covers nothing. */
export function mask(frame: Frame, areas: readonly Area[]): Frame {
  const isCovered = (row: number, column: number): boolean =>
    areas.some(({ top, left, height, width }) => row >= top && row < top + height && column >= left && column < left + width);
  return frame.map((line, row) => [...line].map((cell, column) => (isCovered(row, column) ? COVERED : cell)).join(""));
}
