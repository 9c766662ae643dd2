/** The Merkle tree of RFC 6962 §2.1 (and RFC 9162 §2.1): hashes, roots, inclusion and consistency proofs. */
import { equalBytes, PrivacyError } from "@favorable/core";
import { sha256 } from "#crypto";
import { isBytes, isCount } from "./coded.ts";
import { consistencyRanges, inclusionRanges, type LeafRange, splitOf } from "./merkle-ranges.ts";

/** Bytes of a hash: SHA-256. */
export const HASH_SIZE = 32;

/** Hash of a leaf: `SHA-256(0x00 || data)` (RFC 6962 §2.1); throws `HASH_INVALID` for what are no bytes. */
export function leafHash(data: Uint8Array): Uint8Array {
  if (!isBytes(data)) throw hashInvalid();
  const input = new Uint8Array(data.length + 1);
  input.set(data, 1);
  return sha256(input);
}

/** Hash of an inner node: `SHA-256(0x01 || left || right)` (RFC 6962 §2.1); throws `HASH_INVALID` unless both are hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (!isHash(left) || !isHash(right)) throw hashInvalid();
  const input = new Uint8Array(1 + 2 * HASH_SIZE);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_SIZE);
  return sha256(input);
}

/** Root of the empty tree: `SHA-256("")` (RFC 6962 §2.1). */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Root over leaf hashes, in order; O(n). Throws `HASH_INVALID` for what are none. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (!areHashes(hashes)) throw hashInvalid();
  return hashes.length === 0 ? emptyRoot() : rangeHash(hashes, { from: 0, to: hashes.length });
}

/**
 * The hashes that prove that the leaf `index` is in the tree over `hashes` (RFC 6962 §2.1.1), lowest first.
 *
 * @param hashes - the leaf hashes of the whole tree
 * @throws `PROOF_RANGE` when the tree has no such leaf, `HASH_INVALID` when it is none
 */
export function inclusionProof(hashes: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!areHashes(hashes)) throw hashInvalid();
  if (!Number.isSafeInteger(index) || index < 0 || index >= hashes.length)
    throw new PrivacyError("PROOF_RANGE", "the tree has no such leaf", { index, size: hashes.length });
  return inclusionRanges(index, { from: 0, to: hashes.length }).map((range) => rangeHash(hashes, range));
}

/**
 * The hashes that prove that the tree over the first `from` leaves is a prefix of the tree over `hashes` (RFC 6962 §2.1.2).
 *
 * @param from - size of the older tree, 1 to `hashes.length`: every tree extends the empty one, which proves nothing
 * @throws `PROOF_RANGE` outside that range, `HASH_INVALID` when it is no tree
 */
export function consistencyProof(hashes: readonly Uint8Array[], from: number): Uint8Array[] {
  if (!areHashes(hashes)) throw hashInvalid();
  if (!Number.isSafeInteger(from) || from < 1 || from > hashes.length)
    throw new PrivacyError("PROOF_RANGE", "no such older tree", { from, size: hashes.length });
  return consistencyRanges({ from: 0, to: from }, hashes.length).map((range) => rangeHash(hashes, range));
}

/** What {@link verifyInclusion} is asked. */
export interface InclusionClaim {
  /** Position of the leaf, from 0. */
  readonly index: number;
  /** Leaves in the tree. */
  readonly size: number;
  /** Hash of the leaf. */
  readonly leaf: Uint8Array;
  /** The proof, lowest hash first. */
  readonly proof: readonly Uint8Array[];
  /** Root of the tree. */
  readonly root: Uint8Array;
}

/** Checks an inclusion proof (RFC 9162 §2.1.3.2); anything malformed is `false`. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { index, size, leaf, proof, root } = claim ?? {};
  if (!isCount(index) || !isCount(size) || index >= size || !isHash(leaf) || !isHash(root) || !areHashes(proof)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else hash = nodeHash(hash, sibling);
    node = half(node);
    last = half(last);
  }
  return last === 0 && equalBytes(hash, root);
}

/** What {@link verifyConsistency} is asked. */
export interface ConsistencyClaim {
  /** Leaves in the older tree, at least 1: from the empty tree nothing is proved, and the answer is `false`. */
  readonly from: number;
  /** Leaves in the newer tree. */
  readonly to: number;
  /** Root of the older tree. */
  readonly fromRoot: Uint8Array;
  /** Root of the newer tree. */
  readonly toRoot: Uint8Array;
  /** The proof, lowest hash first. */
  readonly proof: readonly Uint8Array[];
}

/** Checks a consistency proof (RFC 9162 §2.1.4.2); anything malformed is `false`. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim ?? {};
  if (!isCount(from) || !isCount(to) || from < 1 || from > to) return false;
  if (!isBytes(fromRoot) || !isBytes(toRoot) || !Array.isArray(proof)) return false;
  // Nothing is hashed here, so that the roots only need to be the same.
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot);
  if (!isHash(fromRoot) || !isHash(toRoot) || !areHashes(proof)) return false;
  let node = from - 1;
  let last = to - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  const [start, ...rest] = node === 0 ? [fromRoot, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let older = start;
  let newer = start;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else newer = nodeHash(newer, sibling);
    node = half(node);
    last = half(last);
  }
  return last === 0 && equalBytes(older, fromRoot) && equalBytes(newer, toRoot);
}

/** Hash over some leaves (RFC 6962 §2.1), of hashes that were checked. */
export function rangeHash(hashes: readonly Uint8Array[], { from, to }: LeafRange): Uint8Array {
  if (to - from === 1) {
    const hash = hashes[from];
    if (hash === undefined) throw new PrivacyError("PROOF_RANGE", "the tree has no such leaf", { index: from });
    return hash;
  }
  const middle = from + splitOf(to - from);
  return nodeHash(rangeHash(hashes, { from, to: middle }), rangeHash(hashes, { from: middle, to }));
}

/** Half of it, rounded down: shifts would cut at 32 bits. */
export function half(value: number): number {
  return Math.floor(value / 2);
}

/** True for the 32 bytes of a hash. */
export function isHash(value: unknown): value is Uint8Array {
  return isBytes(value) && value.length === HASH_SIZE;
}

/** True for a list of hashes. */
export function areHashes(values: unknown): values is readonly Uint8Array[] {
  return Array.isArray(values) && values.every(isHash);
}

/** The refusal of what are no hashes. */
export function hashInvalid(): PrivacyError {
  return new PrivacyError("HASH_INVALID", "not SHA-256 hashes, or no bytes to hash");
}
