/** Which entries lost their texts, as a digest: every entry that says so names exactly the ones it means. */
import { concatBytes, toHex } from "@favorable/core";
import { sha256 } from "#crypto";

/** Positions whose texts were removed, taken in ascending order. */
export interface PrunedSet {
  /** Takes the next position. */
  add(position: number): void;
  /** How many were taken. */
  count(): number;
  /** Over all that were taken: 64 hexadecimal digits. */
  digest(): string;
}

/** Starts with none: 32 zero bytes; each position makes it `SHA-256(state || position)`, eight bytes with the highest first. */
export function prunedSet(): PrunedSet {
  let state: Uint8Array = new Uint8Array(32);
  let count = 0;
  return {
    add(position) {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(position));
      state = sha256(concatBytes(state, bytes));
      count++;
    },
    count: () => count,
    digest: () => toHex(state),
  };
}

/** Digest over positions in any order. */
export function prunedDigest(positions: Iterable<number>): string {
  const set = prunedSet();
  for (const position of [...positions].sort((left, right) => left - right)) set.add(position);
  return set.digest();
}
