/** Which ranges of leaves a proof is made of: the same for a tree in memory and for one in tiles. */

/** Leaves `from` to `to` (exclusive): the hash over them (RFC 6962 §2.1) is one hash of a proof. */
export interface LeafRange {
  /** First leaf. */
  readonly from: number;
  /** Leaf after the last. */
  readonly to: number;
}

/** Ranges of an inclusion proof (RFC 6962 §2.1.1) of a leaf in the tree over the leaves of `tree`, lowest first. */
export function inclusionRanges(index: number, tree: LeafRange): LeafRange[] {
  const ranges: LeafRange[] = [];
  let { from, to } = tree;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Ranges of a subtree consistency proof (draft-ietf-plants-merkle-tree-certs-03, §4.4) from the leaves of `part` to the tree over the
 * first `size` leaves, lowest first. With `part.from` 0 it is a consistency proof (RFC 6962 §2.1.2).
 */
export function consistencyRanges(part: LeafRange, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let { from } = part;
  let low = 0;
  let high = size;
  let whole = true;
  while (from !== low || part.to !== high) {
    const middle = low + splitOf(high - low);
    if (part.to <= middle) {
      ranges.push({ from: middle, to: high });
      high = middle;
    } else {
      ranges.push({ from: low, to: middle });
      // A part that begins left of the middle and ends right of it begins where the tree does: its left half is known as a whole.
      if (from < middle) {
        from = middle;
        whole = false;
      }
      low = middle;
    }
  }
  if (!whole) ranges.push({ from: low, to: high });
  return ranges.reverse();
}

/** Tells whether some leaves are a subtree: `from` is a multiple of the least power of two that holds them (draft cited above, §4.1). */
export function isSubtree({ from, to }: LeafRange): boolean {
  return from < to && from % (2 * splitOf(to - from)) === 0;
}

/** The largest power of two below `count`; 0.5 for a single leaf, so that twice it is always the least power that holds them. */
export function splitOf(count: number): number {
  let power = 0.5;
  while (power * 2 < count) power *= 2;
  return power;
}
