import { concatBytes, toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundlePath, bundlesOf, decodeBundle, encodeBundle, leafHash, rootOf, tilePath, tilesOf } from "../src/index.ts";
import { tileBuilder } from "../src/tiles.ts";

describe("tiles", () => {
  it("are named as the specification names them", () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe("tile/2/000.p/1");
    expect(bundlePath(273, 112)).toBe("tile/entries/273.p/112");
    expect(bundlePath(1000, 256)).toBe("tile/entries/x001/000");
  });

  it("of a tree of 70,000 are those the specification counts", () => {
    const tiles = tilesOf(70_000);
    const count = (level: number, full: boolean) => tiles.filter((tile) => tile.level === level && (tile.width === 256) === full);
    expect(count(0, true)).toHaveLength(273);
    expect(count(0, false)).toEqual([{ level: 0, index: 273, width: 112 }]);
    expect(count(1, true)).toHaveLength(1);
    expect(count(1, false)).toEqual([{ level: 1, index: 1, width: 17 }]);
    expect(count(2, false)).toEqual([{ level: 2, index: 0, width: 1 }]);
    expect(tiles).toHaveLength(277);
    expect(tilesOf(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tilesOf(0)).toEqual([]);
  });

  it("hold the leaf hashes, and above them the roots of the full tiles below", () => {
    const leaves = Array.from({ length: 700 }, (_, at) => leafHash(utf8(`${at}`)));
    const builder = tileBuilder();
    const built = [...leaves.flatMap((leaf) => builder.add(leaf)), ...builder.finish()];
    const byPath = new Map(built.map((tile) => [tilePath(tile), toHex(tile.bytes)]));
    expect([...byPath.keys()].sort()).toEqual(tilesOf(700).map(tilePath).sort());
    expect(byPath.get("tile/0/001")).toBe(toHex(concatBytes(...leaves.slice(256, 512))));
    expect(byPath.get("tile/1/000.p/2")).toBe(toHex(concatBytes(rootOf(leaves.slice(0, 256)), rootOf(leaves.slice(256, 512)))));
    expect(bundlesOf(700).map(({ width }) => width)).toEqual([256, 256, 188]);
  });
});

describe("bundles of entries", () => {
  it("come apart as they were joined", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries), entries.length).map(toHex)).toEqual(entries.map(toHex));
      }),
    );
  });

  it("are refused when cut, prolonged or of another number", () => {
    const bundle = encodeBundle([utf8("one"), utf8("two")]);
    expect(() => decodeBundle(bundle.subarray(0, -1), 2)).toThrow("not a bundle");
    expect(() => decodeBundle(concatBytes(bundle, new Uint8Array(1)), 2)).toThrow("not a bundle");
    expect(() => decodeBundle(bundle, 3)).toThrow("not a bundle");
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow("65,535");
    expect(decodeBundle(encodeBundle([new Uint8Array(65_535)]), 1)[0]).toHaveLength(65_535);
  });
});
