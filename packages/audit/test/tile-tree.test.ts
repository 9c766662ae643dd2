import { concatBytes, toHex, utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { consistencyProof, inclusionProof, leafHash, rootOf, tileBuilder, tilePath, tileTree } from "../src/index.ts";

const all = Array.from({ length: 66_000 }, (_, at) => leafHash(utf8(String(at))));

/** The tiles of a log of that many entries, by path. */
function tilesOfLog(size: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const builder = tileBuilder();
  for (const leaf of all.slice(0, size)) for (const tile of builder.add(leaf)) files.set(tilePath(tile), tile.bytes);
  for (const tile of builder.finish()) files.set(tilePath(tile), tile.bytes);
  return files;
}

describe("the tree in tiles", () => {
  it("has the roots and proofs of the tree in memory, at tile edges too", async () => {
    for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 1000]) {
      const files = tilesOfLog(size);
      const tree = tileTree(async (path) => files.get(path), size);
      const hashes = all.slice(0, size);
      expect(toHex(await tree.root())).toBe(toHex(rootOf(hashes)));
      for (const at of new Set([0, 1, 254, 255, 256, 511, size >> 1, size - 1]))
        if (at < size) {
          expect(await tree.inclusionProof(at)).toEqual(inclusionProof(hashes, at));
          expect(await tree.leaf(at)).toEqual(hashes[at]);
          expect(await tree.consistencyProof(at + 1)).toEqual(consistencyProof(hashes, at + 1));
          expect(toHex(await tree.root(at + 1))).toBe(toHex(rootOf(hashes.slice(0, at + 1))));
        }
    }
  });

  it("reads a handful of tiles for a proof in a log of three levels", async () => {
    const files = tilesOfLog(66_000);
    const read: string[] = [];
    const tree = tileTree(async (path) => {
      read.push(path);
      return files.get(path);
    }, 66_000);
    expect(await tree.inclusionProof(12_345)).toEqual(inclusionProof(all, 12_345));
    expect(await tree.consistencyProof(40_000)).toEqual(consistencyProof(all, 40_000));
    expect(toHex(await tree.root())).toBe(toHex(rootOf(all)));
    expect(read.length).toBeLessThan(10);
    expect(files.has("tile/2/000.p/1")).toBe(true);
  });

  it("takes a partial tile that is gone from the full one", async () => {
    const files = tilesOfLog(512);
    files.set("tile/1/000.p/1", files.get("tile/1/000.p/2")?.subarray(0, 32) ?? new Uint8Array());
    const tree = tileTree(async (path) => files.get(path), 300);
    expect(await tree.inclusionProof(280)).toEqual(inclusionProof(all.slice(0, 300), 280));
  });

  it("says which tile is missing or has another length", async () => {
    const files = tilesOfLog(300);
    files.delete("tile/0/000");
    files.set("tile/0/001.p/44", concatBytes(all[0] as Uint8Array));
    const tree = tileTree(async (path) => files.get(path), 300);
    await expect(tree.inclusionProof(3)).rejects.toMatchObject({ code: "TILE_MISSING", details: { place: "tile/0/000" } });
    await expect(tree.leaf(280)).rejects.toMatchObject({ code: "TILE_INVALID", details: { place: "tile/0/001.p/44" } });
  });

  it("refuses what the log does not have", async () => {
    const tree = tileTree(async () => undefined, 10);
    for (const asked of [
      () => tree.root(11),
      () => tree.leaf(10),
      () => tree.inclusionProof(10),
      () => tree.inclusionProof(3, 3),
      () => tree.consistencyProof(0),
      () => tree.consistencyProof(11),
      () => tree.hash({ from: 4, to: 4 }),
      () => tree.tile(1, 0),
    ])
      expect(await rejectionCode(asked())).toBe("PROOF_RANGE");
    expect(() => tileTree(async () => undefined, -1)).toThrow("no such");
    expect(() => tilePath({ level: 64, index: 0, width: 1 })).toThrow("levels count from 0 to 63");
  });
});
