/** Bounds that writer and reader share: what one writes the other reads. */

/** Bytes of a line. A longer one is refused: whoever knows a recipient can write a file to it. */
export const MAX_LINE: number = 64 * 1024 * 1024;

/** Whether a line, its line feed included, fits. */
export function fitsLine(line: string): boolean {
  // Three bytes of UTF-8 for a code unit at most.
  return line.length * 3 <= MAX_LINE || new TextEncoder().encode(line).length <= MAX_LINE;
}
