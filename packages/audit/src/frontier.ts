/** The right edge of a growing Merkle tree: enough to append leaves and to know the root, in O(log n) memory. */
import { concatBytes, PrivacyError } from "@favorable/core";
import { isBytes, isCount } from "./coded.ts";
import { emptyRoot, HASH_SIZE, nodeHash } from "./merkle.ts";

/** A growing tree that keeps only the roots of its perfect subtrees, largest first. */
export interface Frontier {
  /** Leaves so far. */
  readonly size: number;
  /** Adds a leaf hash; throws `HASH_INVALID` for what is none. */
  append(leaf: Uint8Array): void;
  /** Root of the tree so far (RFC 6962 §2.1). */
  root(): Uint8Array;
  /** The kept hashes joined, 32 bytes each: what {@link frontier} starts from again. */
  bytes(): Uint8Array;
}

/**
 * Starts a tree, empty or where another stopped.
 *
 * @param size - leaves of the tree that is continued
 * @param edge - what `bytes()` gave at that size
 * @throws `FRONTIER_INVALID` when the number of hashes does not belong to the size
 */
export function frontier(size = 0, edge: Uint8Array = new Uint8Array(0)): Frontier {
  const peaks: Uint8Array[] = [];
  if (!isCount(size) || !isBytes(edge) || edge.length !== ones(size) * HASH_SIZE)
    throw new PrivacyError("FRONTIER_INVALID", "the edge of the tree does not belong to its size");
  for (let at = 0; at < edge.length; at += HASH_SIZE) peaks.push(edge.slice(at, at + HASH_SIZE));
  let count = size;
  return {
    get size() {
      return count;
    },
    append(leaf) {
      if (!isBytes(leaf) || leaf.length !== HASH_SIZE) throw new PrivacyError("HASH_INVALID", "not the hash of a leaf");
      let hash = leaf;
      for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) hash = nodeHash(peaks.pop() ?? hash, hash);
      peaks.push(hash);
      count++;
    },
    root() {
      let hash: Uint8Array | undefined;
      for (let at = peaks.length - 1; at >= 0; at--) {
        const peak = peaks[at];
        if (peak !== undefined) hash = hash === undefined ? peak : nodeHash(peak, hash);
      }
      return hash ?? emptyRoot();
    },
    bytes: () => concatBytes(...peaks),
  };
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
