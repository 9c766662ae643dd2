/** The tree over all leaf hashes, against the checkpoint, the external ones, and the tiles of the folder. */
import { equalBytes } from "@favorable/core";
import { frontier } from "../frontier.ts";
import { HASH_SIZE } from "../merkle.ts";
import { bundlePath, bundlesOf, type FilledTile, TILE_WIDTH, tileBuilder, tileHashes, tilePath } from "../tiles.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";

/** The tree that some leaf hashes make, and the tiles of the folder that are not its own. */
export interface BuiltTree {
  /** Root over all. */
  readonly root: Uint8Array;
  /** Roots at the sizes that were asked for. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly differing: readonly { readonly path: string; readonly entries: readonly number[] }[];
  readonly missing: readonly string[];
}

/** A bundle of entries in its place. */
export interface Bundle {
  readonly index: number;
  readonly width: number;
}

/** Builds the tree bundle by bundle and compares the folder's tiles with it; memory O(log n). */
export async function buildTree(
  files: LogFiles,
  size: number,
  hashesOf: (bundle: Bundle) => Promise<readonly Uint8Array[]>,
  wanted: readonly number[] = [],
): Promise<BuiltTree> {
  const tree = frontier();
  const tiles = tileBuilder();
  const sizes = new Set(wanted);
  const roots = new Map<number, Uint8Array>();
  const differing: { path: string; entries: readonly number[] }[] = [];
  const missing: string[] = [];
  const compare = async (tile: FilledTile): Promise<void> => {
    const path = tilePath(tile);
    const bytes = await files.read(path);
    if (bytes === undefined) missing.push(path);
    else if (!equalBytes(bytes, tile.bytes)) differing.push({ path, entries: differingEntries(tile, bytes) });
  };
  const note = (): void => {
    if (sizes.has(tree.size)) roots.set(tree.size, tree.root());
  };
  note();
  for (const bundle of bundlesOf(size))
    for (const hash of await hashesOf(bundle)) {
      tree.append(hash);
      for (const tile of tiles.add(hash)) await compare(tile);
      note();
    }
  for (const tile of tiles.finish()) await compare(tile);
  return { root: tree.root(), roots, differing, missing };
}

/** Says what is wrong with tree and tiles, by name where the stored hashes tell which entry it is. */
export async function accuseTree(
  files: LogFiles,
  size: number,
  signed: Uint8Array,
  built: BuiltTree,
  lost: boolean,
  found: Findings,
): Promise<void> {
  for (const place of built.missing) found.add({ verdict: "lost", code: "tile-missing", place });
  if (equalBytes(built.root, signed)) {
    accuseTiles(built, found);
    return;
  }
  // The entries are not what was signed. If the tiles of leaf hashes are, they tell which entries differ.
  const stored = await buildTree(files, size, ({ index, width }) => storedHashes(files, index, width));
  const tilesAreRight = equalBytes(stored.root, signed);
  for (const entry of built.differing.flatMap(({ entries }) => entries)) {
    const index = Math.floor(entry / TILE_WIDTH);
    const place = bundlePath(index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
    found.add({ verdict: "tampered", code: "entry-differs", place, entry });
  }
  accuseTiles(tilesAreRight ? stored : built, found);
  if (!tilesAreRight && !lost && !found.has("lost")) found.add({ verdict: "tampered", code: "root-differs", place: "checkpoint" });
}

function accuseTiles({ differing }: BuiltTree, found: Findings): void {
  for (const { path, entries } of differing) {
    const [entry] = entries;
    found.add({ verdict: "tampered", code: "tile-differs", place: path, ...(entry === undefined ? {} : { entry }) });
  }
}

/** Leaf hashes as the folder's tile has them; zeros where it has none. */
export async function storedHashes(files: LogFiles, index: number, width: number): Promise<Uint8Array[]> {
  const bytes = await files.read(tilePath({ level: 0, index, width }));
  return (bytes && tileHashes(bytes, width)) ?? Array.from({ length: width }, () => new Uint8Array(HASH_SIZE));
}

/** The entries that a tile of leaf hashes tells otherwise; for upper levels none is named. */
function differingEntries({ level, index, width, bytes }: FilledTile, other: Uint8Array): number[] {
  if (level > 0) return [];
  const entries: number[] = [];
  for (let at = 0; at < width; at++) {
    const from = at * HASH_SIZE;
    if (!equalBytes(bytes.subarray(from, from + HASH_SIZE), other.subarray(from, from + HASH_SIZE))) entries.push(index * TILE_WIDTH + at);
  }
  return entries;
}
