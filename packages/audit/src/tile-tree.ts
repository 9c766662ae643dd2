/** The tree of a log that is read from its tiles (C2SP tlog-tiles): roots and proofs without the entries. */
import { PrivacyError } from "@favorable/core";
import { isCount } from "./coded.ts";
import { emptyRoot, nodeHash, rootOf } from "./merkle.ts";
import { consistencyRanges, inclusionRanges, type LeafRange, splitOf } from "./merkle-ranges.ts";
import { TILE_WIDTH, type Tile, tileHashes, tilePath } from "./tiles.ts";

/** Reads one file of a log by its path; undefined when there is none. */
export type ReadTile = (path: string, atMost?: number) => Promise<Uint8Array | undefined>;

/** A tree in tiles. What is read is not trusted: a proof or a root of it is worth what it verifies against. */
export interface TileTree {
  /** Leaves in the tree. */
  readonly size: number;
  /** Root over the first `size` leaves; of the whole tree by default. */
  root(size?: number): Promise<Uint8Array>;
  /** Hash of the leaf at a position. */
  leaf(index: number): Promise<Uint8Array>;
  /** Inclusion proof of a leaf in the tree over the first `size` leaves (RFC 6962 §2.1.1), lowest hash first. */
  inclusionProof(index: number, size?: number): Promise<Uint8Array[]>;
  /** Consistency proof between the trees over the first `from` and the first `size` leaves (RFC 6962 §2.1.2). */
  consistencyProof(from: number, size?: number): Promise<Uint8Array[]>;
  /** Hash over a range of leaves (RFC 6962 §2.1). */
  hash(range: LeafRange): Promise<Uint8Array>;
  /** Hashes of a tile of this tree. */
  tile(level: number, index: number): Promise<readonly Uint8Array[]>;
}

/** Tiles of the edge, one a level, and the last others stay in memory: a few hundred kilobytes. */
const KEPT_TILES = 64;

/**
 * Reads the tree of a log of `size` entries. Only as many tiles are read as a proof needs. A partial tile that is gone is taken from the
 * full one, as the specification allows. All methods throw `PROOF_RANGE` for what the tree does not have, `TILE_MISSING` (details:
 * `place`) for a tile that is not there, such as a pruned one, and `TILE_INVALID` for one of another length.
 *
 * @param read - reads a path such as `tile/0/000`; a folder or a web server
 * @throws `PROOF_RANGE` when `size` is no size
 */
export function tileTree(read: ReadTile, size: number): TileTree {
  if (!isCount(size)) throw range();
  const kept = new Map<string, Promise<readonly Uint8Array[]>>();
  const full: string[] = [];

  async function load(tile: Tile): Promise<readonly Uint8Array[]> {
    const path = tilePath(tile);
    const bytes = (await read(path)) ?? (tile.width < TILE_WIDTH ? await fromFull(tile) : undefined);
    if (bytes === undefined) throw new PrivacyError("TILE_MISSING", "a tile of the log is not there", { place: path });
    const hashes = tileHashes(bytes, tile.width);
    if (hashes === undefined) throw new PrivacyError("TILE_INVALID", "a tile of the log has another length", { place: path });
    return hashes;
  }

  async function fromFull(tile: Tile): Promise<Uint8Array | undefined> {
    const bytes = await read(tilePath({ ...tile, width: TILE_WIDTH }));
    return bytes && tileHashes(bytes, TILE_WIDTH) ? bytes.subarray(0, (bytes.length / TILE_WIDTH) * tile.width) : undefined;
  }

  function tile(level: number, index: number): Promise<readonly Uint8Array[]> {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    if (!isCount(level) || !isCount(index) || width < 1) return Promise.reject(range());
    const key = `${level}/${index}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const loading = load({ level, index, width });
    loading.catch(() => kept.delete(key));
    kept.set(key, loading);
    if (width < TILE_WIDTH) return loading; // The edge is never read twice: who verified it goes on with what was verified.
    full.push(key);
    if (full.length > KEPT_TILES) kept.delete(full.shift() ?? "");
    return loading;
  }

  /** A full subtree of 2^k leaves stands in the tile of level k / 8, one hash or a few. */
  async function perfect({ from, to }: LeafRange): Promise<Uint8Array> {
    let level = 0;
    let unit = 1;
    while (unit * TILE_WIDTH <= to - from) {
      unit *= TILE_WIDTH;
      level++;
    }
    const first = from / unit;
    const hashes = await tile(level, Math.floor(first / TILE_WIDTH));
    return rootOf(hashes.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + (to - from) / unit));
  }

  async function hash({ from, to }: LeafRange): Promise<Uint8Array> {
    if (!isCount(from) || !isCount(to) || from >= to || to > size) throw range();
    const split = splitOf(to - from);
    if (split * 2 === to - from && from % (to - from) === 0) return perfect({ from, to });
    const middle = from + split;
    return nodeHash(await hash({ from, to: middle }), await hash({ from: middle, to }));
  }

  const hashesOf = async (ranges: readonly LeafRange[]): Promise<Uint8Array[]> => {
    const hashes: Uint8Array[] = [];
    for (const one of ranges) hashes.push(await hash(one));
    return hashes;
  };

  return {
    size,
    hash,
    tile,
    leaf: async (index) => hash({ from: index, to: index + 1 }),
    root: async (of = size) => {
      if (!isCount(of) || of > size) throw range();
      return of === 0 ? emptyRoot() : hash({ from: 0, to: of });
    },
    inclusionProof: async (index, of = size) => {
      if (!isCount(index) || !isCount(of) || of > size || index >= of) throw range();
      return hashesOf(inclusionRanges(index, { from: 0, to: of }));
    },
    consistencyProof: async (from, of = size) => {
      if (!isCount(from) || !isCount(of) || of > size || from < 1 || from > of) throw range();
      return hashesOf(consistencyRanges({ from: 0, to: from }, of));
    },
  };
}

function range(): PrivacyError {
  return new PrivacyError("PROOF_RANGE", "the log has no such entry, tree or tile");
}
