import { readFileSync } from "node:fs";
import { fromBase64, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyRoot,
  leafHash,
  rootOf,
  subtreeConsistencyProof,
  subtreeInclusionProof,
  verifyConsistency,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from "../src/index.ts";
import { filesBelow, sharedFolder } from "./shared.ts";

const leaves = Array.from({ length: 130 }, (_, at) => leafHash(utf8(`leaf ${at}`)));
const bytesOf = (text: string | null): Uint8Array => fromBase64(text ?? "");

interface InclusionVector {
  leafIdx: number;
  start: number;
  end: number;
  root: string | null;
  leafHash: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyVector {
  start?: number;
  end: number;
  size: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

/** Every subtree of a tree of `size` leaves. */
function* subtrees(size: number): Generator<{ start: number; end: number }> {
  for (let start = 0; start < size; start++)
    for (let end = start + 1; end <= size; end++) {
      let ceiling = 1;
      while (ceiling < end - start) ceiling *= 2;
      if (start % ceiling === 0) yield { start, end };
    }
}

describe("subtree proofs", () => {
  it("judge every public inclusion vector as its author does", (context) => {
    const folder = sharedFolder("vectors/transparency-dev-merkle/testdata/subtreeinclusion");
    if (folder === undefined) return context.skip("../shared/vectors/transparency-dev-merkle is absent");
    const files = filesBelow(folder);
    expect(files).toHaveLength(204);
    for (const file of files) {
      const vector: InclusionVector = JSON.parse(readFileSync(file, "utf8"));
      const { leafIdx, start, end } = vector;
      const proof = (vector.proof ?? []).map(bytesOf);
      const claim = { index: leafIdx, start, end, leaf: bytesOf(vector.leafHash), root: bytesOf(vector.root), proof };
      expect(verifySubtreeInclusion(claim), file).toBe(!vector.wantErr);
    }
  });

  it("judge every public consistency vector as its author does", (context) => {
    const folder = sharedFolder("vectors/transparency-dev-merkle/testdata/subtreeconsistency");
    if (folder === undefined) return context.skip("../shared/vectors/transparency-dev-merkle is absent");
    const files = filesBelow(folder);
    expect(files).toHaveLength(118);
    for (const file of files) {
      const vector: ConsistencyVector = JSON.parse(readFileSync(file, "utf8"));
      const { start = 0, end, size } = vector;
      const proof = (vector.proof ?? []).map(bytesOf);
      const claim = { start, end, size, subtreeRoot: bytesOf(vector.root1), root: bytesOf(vector.root2), proof };
      expect(verifySubtreeConsistency(claim), file).toBe(!vector.wantErr);
    }
  });

  it("are right for every subtree of every tree of up to 24 leaves, and wrong beside it", () => {
    for (let size = 1; size <= 24; size++) {
      const hashes = leaves.slice(0, size);
      const root = rootOf(hashes);
      for (const { start, end } of subtrees(size)) {
        const subtreeRoot = rootOf(hashes.slice(start, end));
        const proof = subtreeConsistencyProof(hashes, start, end);
        const claim = { start, end, size, subtreeRoot, root, proof };
        expect(verifySubtreeConsistency(claim), `${start} to ${end} of ${size}`).toBe(true);
        if (start === 0) expect(verifyConsistency({ from: end, to: size, fromRoot: subtreeRoot, toRoot: root, proof })).toBe(true);
        const wrong = leafHash(utf8("another"));
        expect(verifySubtreeConsistency({ ...claim, subtreeRoot: wrong })).toBe(false);
        expect(verifySubtreeConsistency({ ...claim, root: wrong })).toBe(false);
        expect(verifySubtreeConsistency({ ...claim, proof: [...proof, wrong] })).toBe(false);
        for (let index = start; index < end; index++) {
          const path = subtreeInclusionProof(hashes, index, start, end);
          const leaf = hashes[index] as Uint8Array;
          expect(verifySubtreeInclusion({ index, start, end, leaf, root: subtreeRoot, proof: path })).toBe(true);
          expect(verifySubtreeInclusion({ index, start, end, leaf: wrong, root: subtreeRoot, proof: path })).toBe(false);
        }
      }
    }
  });

  it("are refused with any hash changed", () => {
    const all = [...subtrees(130)];
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (which, flip) => {
        const { start, end } = all[which % all.length] as { start: number; end: number };
        const proof = subtreeConsistencyProof(leaves, start, end).map((hash) => Uint8Array.from(hash));
        const target = proof[flip % Math.max(1, proof.length)];
        if (target === undefined) return;
        target[flip % 32] = (target[flip % 32] ?? 0) ^ (1 << (flip % 8));
        const subtreeRoot = rootOf(leaves.slice(start, end));
        expect(verifySubtreeConsistency({ start, end, size: 130, subtreeRoot, root: rootOf(leaves), proof })).toBe(false);
      }),
    );
  });

  it("are not made, nor believed, of what is no subtree", () => {
    for (const [start, end] of [
      [1, 3],
      [2, 5],
      [4, 9],
      [5, 5],
      [0, 131],
      [-1, 1],
    ] as const) {
      expect(() => subtreeConsistencyProof(leaves, start, end)).toThrow("no such subtree");
      expect(() => subtreeInclusionProof(leaves, start, start, end)).toThrow("no such subtree");
    }
    const root = rootOf(leaves);
    expect(verifySubtreeConsistency({ start: 1, end: 3, size: 130, subtreeRoot: root, root, proof: [root] })).toBe(false);
    expect(verifySubtreeConsistency({ start: 7, end: 7, size: 130, subtreeRoot: emptyRoot(), root, proof: [] })).toBe(true);
    expect(verifySubtreeConsistency(undefined as never)).toBe(false);
    expect(verifySubtreeInclusion(undefined as never)).toBe(false);
  });
});
