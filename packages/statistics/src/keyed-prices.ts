/** Prices that a reader cannot know: which counts are withheld beside the small ones then depends on a key. */
import { canonicalJson, PrivacyError, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { coordinatesOf, type Shape } from "./shape.ts";
import type { Dimension } from "./table.ts";

/**
 * A factor from 1 to 4 for each cell, by HMAC-SHA-256 of its name under the key.
 *
 * By its name and not by chance: drawn anew for each table, two patterns over the same counts would show what each of them hides.
 *
 * @throws `KEY_TOO_SHORT` below 32 bytes
 */
export function keyedFactors(dimensions: readonly Dimension[], shape: Shape, key: Uint8Array): (cell: number) => number {
  if (key.length < 32) throw new PrivacyError("KEY_TOO_SHORT", "the key of a pattern has at least 32 bytes");
  const known = new Map<number, number>();
  return (cell) => {
    const factor = known.get(cell) ?? factorOf(dimensions, coordinatesOf(shape, cell), key);
    known.set(cell, factor);
    return factor;
  };
}

function factorOf(dimensions: readonly Dimension[], coordinates: readonly number[], key: Uint8Array): number {
  const name = Object.fromEntries(
    dimensions.flatMap((dimension, index) => {
      const part = dimension.values[coordinates[index] ?? -1];
      return part === undefined ? [] : [[dimension.name, part] as const];
    }),
  );
  const [a = 0, b = 0, c = 0] = hmac(sha256, key, utf8(canonicalJson(name)));
  return 1 + (3 * (a * 65_536 + b * 256 + c)) / 2 ** 24;
}
