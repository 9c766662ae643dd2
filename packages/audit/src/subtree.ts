/** Proofs about a part of the tree (draft-ietf-plants-merkle-tree-certs-03, §4): as tlog-witness and the public vectors use them. */
import { equalBytes, PrivacyError } from "@favorable/core";
import { isBytes, isCount } from "./coded.ts";
import { areHashes, emptyRoot, half, hashInvalid, isHash, nodeHash, rangeHash, verifyInclusion } from "./merkle.ts";
import { consistencyRanges, inclusionRanges, isSubtree } from "./merkle-ranges.ts";

/** What {@link verifySubtreeInclusion} is asked. */
export interface SubtreeInclusionClaim {
  /** Position of the leaf in the log, from 0. */
  readonly index: number;
  /** First leaf of the subtree. */
  readonly start: number;
  /** Leaf after the last of the subtree. */
  readonly end: number;
  /** Hash of the leaf. */
  readonly leaf: Uint8Array;
  /** The proof, lowest hash first. */
  readonly proof: readonly Uint8Array[];
  /** Root of the subtree. */
  readonly root: Uint8Array;
}

/** What {@link verifySubtreeConsistency} is asked. */
export interface SubtreeConsistencyClaim {
  /** First leaf of the subtree. */
  readonly start: number;
  /** Leaf after the last of the subtree. */
  readonly end: number;
  /** Leaves in the tree. */
  readonly size: number;
  /** Root of the subtree. */
  readonly subtreeRoot: Uint8Array;
  /** Root of the tree. */
  readonly root: Uint8Array;
  /** The proof, lowest hash first. */
  readonly proof: readonly Uint8Array[];
}

/**
 * The hashes that prove that the leaf `index` is in the subtree of leaves `start` to `end` (§4.3), lowest first.
 *
 * @param hashes - the leaf hashes of the whole tree
 * @throws `PROOF_RANGE` when the tree has no such subtree or leaf, `HASH_INVALID` when it is none
 */
export function subtreeInclusionProof(hashes: readonly Uint8Array[], index: number, start: number, end: number): Uint8Array[] {
  if (!areHashes(hashes)) throw hashInvalid();
  if (!isPart(start, end, hashes.length) || !isCount(index) || index < start || index >= end)
    throw new PrivacyError("PROOF_RANGE", "the tree has no such subtree or leaf", { start, end, index });
  return inclusionRanges(index, { from: start, to: end }).map((range) => rangeHash(hashes, range));
}

/**
 * The hashes that prove that the subtree of leaves `start` to `end` is part of the tree over `hashes` (§4.4), lowest first.
 *
 * @param hashes - the leaf hashes of the whole tree
 * @throws `PROOF_RANGE` when the tree has no such subtree, `HASH_INVALID` when it is none
 */
export function subtreeConsistencyProof(hashes: readonly Uint8Array[], start: number, end: number): Uint8Array[] {
  if (!areHashes(hashes)) throw hashInvalid();
  if (!isPart(start, end, hashes.length)) throw new PrivacyError("PROOF_RANGE", "the tree has no such subtree", { start, end });
  return consistencyRanges({ from: start, to: end }, hashes.length).map((range) => rangeHash(hashes, range));
}

/** Checks an inclusion proof within a subtree (§4.3); anything malformed is `false`. */
export function verifySubtreeInclusion(claim: SubtreeInclusionClaim): boolean {
  const { index, start, end, leaf, proof, root } = claim ?? {};
  if (!isCount(index) || !isPart(start, end, end) || index < start || index >= end) return false;
  return verifyInclusion({ index: index - start, size: end - start, leaf, proof, root });
}

/**
 * Checks a subtree consistency proof (§4.4); anything malformed is `false`. An empty subtree is part of every tree that reaches it, with
 * the root of the empty tree and an empty proof, and says nothing.
 */
export function verifySubtreeConsistency(claim: SubtreeConsistencyClaim): boolean {
  const { start, end, size, subtreeRoot, root, proof } = claim ?? {};
  if (!isCount(start) || !isCount(end) || !isCount(size) || start > end || end > size) return false;
  if (!isBytes(subtreeRoot) || !isBytes(root) || !areHashes(proof)) return false;
  if (start === end) return proof.length === 0 && equalBytes(subtreeRoot, emptyRoot());
  // Nothing is hashed here, so that the roots only need to be the same.
  if (start === 0 && end === size) return proof.length === 0 && equalBytes(subtreeRoot, root);
  if (!isSubtree({ from: start, to: end }) || !isHash(subtreeRoot) || !isHash(root)) return false;
  return walk(start, end, size, subtreeRoot, root, proof);
}

function walk(start: number, end: number, size: number, subtreeRoot: Uint8Array, root: Uint8Array, proof: readonly Uint8Array[]): boolean {
  let first = start;
  let last = end - 1;
  let edge = size - 1;
  const up = (): void => {
    first = half(first);
    last = half(last);
    edge = half(edge);
  };
  while (first !== last && (end === size || last % 2 === 1)) up();
  const [seed, ...rest] = first === last ? [subtreeRoot, ...proof] : proof;
  if (seed === undefined) return false;
  let part = seed;
  let whole = seed;
  for (const sibling of rest) {
    if (edge === 0) return false;
    if (last % 2 === 1 || last === edge) {
      if (first < last) part = nodeHash(sibling, part);
      whole = nodeHash(sibling, whole);
      while (last % 2 === 0) up();
    } else whole = nodeHash(whole, sibling);
    up();
  }
  return edge === 0 && equalBytes(part, subtreeRoot) && equalBytes(whole, root);
}

function isPart(start: unknown, end: unknown, size: number): boolean {
  return isCount(start) && isCount(end) && end <= size && isSubtree({ from: start, to: end });
}
