import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBase64, fromHex, toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consistencyProof, frontier, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from "../src/index.ts";
import { filesBelow, sharedFolder } from "./shared.ts";
import tree from "./vectors/tree.json" with { type: "json" };

const leaves = Array.from({ length: 300 }, (_, at) => leafHash(utf8(`leaf ${at}`)));

interface InclusionVector {
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyVector {
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

describe("the Merkle tree", () => {
  it("has the roots of RFC 6962's reference tree at every size", () => {
    const hashes = tree.leaves.map((leaf) => leafHash(fromHex(leaf)));
    const grown = frontier();
    for (const [size, root] of tree.roots.entries()) {
      expect(toHex(rootOf(hashes.slice(0, size)))).toBe(root);
      expect(toHex(grown.root())).toBe(root);
      const next = hashes[size];
      if (next !== undefined) grown.append(next);
    }
  });

  it("gives the roots of the workspace's RFC 6962 vectors", (context) => {
    const folder = sharedFolder("vectors/rfc6962");
    if (folder === undefined) return context.skip("../shared/vectors/rfc6962 is absent");
    const vectors: { leafInputsHex: string[]; rootHashesHexBySize: string[] } = JSON.parse(
      readFileSync(join(folder, "reference-tree.json"), "utf8"),
    );
    const hashes = vectors.leafInputsHex.map((leaf) => leafHash(fromHex(leaf)));
    expect(vectors.rootHashesHexBySize).toHaveLength(9);
    for (const [size, root] of vectors.rootHashesHexBySize.entries()) expect(toHex(rootOf(hashes.slice(0, size)))).toBe(root);
  });

  it("judges every public inclusion vector as its author does", (context) => {
    const folder = sharedFolder("vectors/transparency-dev-merkle/testdata/inclusion");
    if (folder === undefined) return context.skip("../shared/vectors/transparency-dev-merkle is absent");
    const files = filesBelow(folder);
    expect(files).toHaveLength(98);
    for (const file of files) {
      const vector: InclusionVector = JSON.parse(readFileSync(file, "utf8"));
      const [leaf, root, ...proof] = [vector.leafHash, vector.root, ...(vector.proof ?? [])].map((text) => fromBase64(text ?? ""));
      const right = verifyInclusion({
        index: vector.leafIdx,
        size: vector.treeSize,
        leaf: leaf as Uint8Array,
        root: root as Uint8Array,
        proof,
      });
      expect(right, file).toBe(!vector.wantErr);
    }
  });

  it("judges every public consistency vector as its author does", (context) => {
    const folder = sharedFolder("vectors/transparency-dev-merkle/testdata/consistency");
    if (folder === undefined) return context.skip("../shared/vectors/transparency-dev-merkle is absent");
    const files = filesBelow(folder);
    expect(files).toHaveLength(98);
    for (const file of files) {
      const vector: ConsistencyVector = JSON.parse(readFileSync(file, "utf8"));
      const [fromRoot, toRoot, ...proof] = [vector.root1, vector.root2, ...(vector.proof ?? [])].map((text) => fromBase64(text ?? ""));
      const claim = { from: vector.size1, to: vector.size2, fromRoot: fromRoot as Uint8Array, toRoot: toRoot as Uint8Array, proof };
      expect(verifyConsistency(claim), file).toBe(!vector.wantErr);
    }
  });

  it("proves every leaf of every tree, and no other leaf", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, at, other) => {
        const hashes = leaves.slice(0, size);
        const index = at % size;
        const claim = { index, size, leaf: hashes[index] as Uint8Array, proof: inclusionProof(hashes, index), root: rootOf(hashes) };
        expect(verifyInclusion(claim)).toBe(true);
        const wrong = other % size;
        if (wrong !== index) expect(verifyInclusion({ ...claim, index: wrong })).toBe(false);
        expect(verifyInclusion({ ...claim, leaf: leafHash(utf8("another")) })).toBe(false);
      }),
    );
  });

  it("proves that every tree extends its prefixes, and refuses a changed hash anywhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (to, part, flip) => {
        const from = 1 + (part % to);
        const hashes = leaves.slice(0, to);
        const claim = {
          from,
          to,
          fromRoot: rootOf(leaves.slice(0, from)),
          toRoot: rootOf(hashes),
          proof: consistencyProof(hashes, from),
        };
        expect(verifyConsistency(claim)).toBe(true);
        const bytes = claim.proof.map((hash) => Uint8Array.from(hash));
        const target = bytes[flip % Math.max(1, bytes.length)];
        if (target !== undefined) {
          target[flip % 32] = (target[flip % 32] ?? 0) ^ (1 << (flip % 8));
          expect(verifyConsistency({ ...claim, proof: bytes })).toBe(false);
        }
        expect(verifyConsistency({ ...claim, fromRoot: leafHash(utf8("another")) })).toBe(false);
      }),
    );
  });

  it("continues from its edge as if it had never stopped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 299 }), (stop) => {
        const first = frontier();
        for (const leaf of leaves.slice(0, stop)) first.append(leaf);
        const second = frontier(first.size, first.bytes());
        for (const leaf of leaves.slice(stop)) second.append(leaf);
        expect(toHex(second.root())).toBe(toHex(rootOf(leaves)));
      }),
    );
    expect(() => frontier(3, new Uint8Array(32))).toThrow("does not belong to its size");
  });

  it("takes nothing for proved by the empty tree", () => {
    const root = rootOf(leaves);
    expect(verifyConsistency({ from: 0, to: 300, fromRoot: rootOf([]), toRoot: root, proof: [] })).toBe(false);
  });

  it("refuses what it cannot count exactly", () => {
    const root = rootOf(leaves);
    for (const index of [-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
      expect(verifyInclusion({ index, size: 2 ** 54, leaf: root, proof: [], root })).toBe(false);
    expect(() => inclusionProof(leaves, 300)).toThrow("no such leaf");
    expect(() => consistencyProof(leaves, 0)).toThrow("no such older tree");
  });
});
