/** Tiles (C2SP tlog-tiles): the tree and its entries as immutable files of 256 hashes or entries. */
import { concatBytes, PrivacyError } from "@favorable/core";
import { isBytes, isCount } from "./coded.ts";
import { HASH_SIZE, rootOf } from "./merkle.ts";

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Bytes of the longest entry: its length is written in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** Highest level of tiles that a path can name. */
const MAX_LEVEL = 63;

/** One tile of hashes. */
export interface Tile {
  /** 0 for leaf hashes; above, each hash is the root of a full tile of the level below. */
  readonly level: number;
  /** Position of the tile in its level. */
  readonly index: number;
  /** Hashes in it: 256, or fewer for the last tile of a level. */
  readonly width: number;
}

/** A tile with its hashes joined. */
export interface FilledTile extends Tile {
  /** `width` times 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The index in groups of three digits: `1234067` is `x001/x234/067`. */
export function indexPath(index: number): string {
  const digits = String(index).padStart(3 * Math.max(1, Math.ceil(String(index).length / 3)), "0");
  return digits.replace(/\d{3}(?=\d)/g, "x$&/");
}

/** Path of a tile of hashes, `.p/<width>` at its end when partial; throws `TILE_INVALID` for a level, index or width that is none. */
export function tilePath(tile: Tile): string {
  const { level, index, width } = tile ?? {};
  if (!isCount(level) || level > MAX_LEVEL || !isPlace(index, width)) throw tileInvalid();
  return `tile/${level}/${indexPath(index)}${partial(width)}`;
}

/** Path of a bundle of entries; throws `TILE_INVALID` for an index or width that is none. */
export function bundlePath(index: number, width: number): string {
  if (!isPlace(index, width)) throw tileInvalid();
  return `tile/entries/${indexPath(index)}${partial(width)}`;
}

/** Bundles of a log of `size` entries: index and width; throws `TILE_INVALID` when that is no size. */
export function bundlesOf(size: number): { readonly index: number; readonly width: number }[] {
  return tilesAt(size).map(({ index, width }) => ({ index, width }));
}

/** Every tile of hashes of a log of `size` entries; throws `TILE_INVALID` when that is no size. */
export function tilesOf(size: number): Tile[] {
  if (!isCount(size)) throw tileInvalid();
  const tiles: Tile[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH))
    tiles.push(...tilesAt(count).map((tile) => ({ level, ...tile })));
  return tiles;
}

function tilesAt(count: number): { readonly index: number; readonly width: number }[] {
  if (!isCount(count)) throw tileInvalid();
  const tiles: { index: number; width: number }[] = [];
  for (let index = 0; index * TILE_WIDTH < count; index++) tiles.push({ index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) });
  return tiles;
}

/** Fills tiles while leaf hashes come in; memory O(log n). */
export interface TileBuilder {
  /** Adds a leaf hash; gives the tiles that became full. */
  add(leaf: Uint8Array): FilledTile[];
  /** Gives the partial tiles at the right edge. */
  finish(): FilledTile[];
}

/** Starts with an empty log. */
export function tileBuilder(): TileBuilder {
  const levels: { index: number; hashes: Uint8Array[] }[] = [];
  return {
    add(leaf) {
      const full: FilledTile[] = [];
      let hash = leaf;
      for (let level = 0; ; level++) {
        const row = levels[level] ?? { index: 0, hashes: [] };
        levels[level] = row;
        row.hashes.push(hash);
        if (row.hashes.length < TILE_WIDTH) return full;
        full.push({ level, index: row.index, width: TILE_WIDTH, bytes: concatBytes(...row.hashes) });
        hash = rootOf(row.hashes);
        row.hashes = [];
        row.index++;
      }
    },
    finish: () =>
      levels.flatMap(({ index, hashes }, level) =>
        hashes.length === 0 ? [] : [{ level, index, width: hashes.length, bytes: concatBytes(...hashes) }],
      ),
  };
}

/** Joins entries, each after its length in two bytes, big-endian; throws `ENTRY_TOO_LARGE`, `BUNDLE_INVALID` for what are no entries. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (!Array.isArray(entries) || !entries.every(isBytes)) throw bundleInvalid(0);
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES)
      throw new PrivacyError("ENTRY_TOO_LARGE", "an entry of a tile holds at most 65,535 bytes", { bytes: entry.length });
    parts.push(new Uint8Array([entry.length >> 8, entry.length & 255]), entry);
  }
  return concatBytes(...parts);
}

/** Takes a bundle apart; throws `BUNDLE_INVALID` unless it holds exactly `width` entries and nothing else. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  if (!isBytes(bytes) || !isCount(width)) throw bundleInvalid(0);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) throw bundleInvalid(width);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (entries.length !== width) throw bundleInvalid(width);
  return entries;
}

/** Splits a tile's bytes into hashes; undefined unless there are exactly `width`. */
export function tileHashes(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  if (bytes.length !== width * HASH_SIZE) return undefined;
  return Array.from({ length: width }, (_, at) => bytes.slice(at * HASH_SIZE, (at + 1) * HASH_SIZE));
}

function isPlace(index: unknown, width: unknown): boolean {
  return isCount(index) && isCount(width) && width >= 1 && width <= TILE_WIDTH;
}

function tileInvalid(): PrivacyError {
  return new PrivacyError("TILE_INVALID", "not a tile: levels count from 0 to 63, indices from 0, widths from 1 to 256");
}

function partial(width: number): string {
  return width === TILE_WIDTH ? "" : `.p/${width}`;
}

function bundleInvalid(width: number): PrivacyError {
  return new PrivacyError("BUNDLE_INVALID", "not a bundle of that many entries", { width });
}
