/** First pass: the checkpoint, every entry, every tile, the root; what the entries say about retention is read along. */
import { equalBytes, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Checkpoint } from "../checkpoint.ts";
import { frontier } from "../frontier.ts";
import { type Leaf, parseLeaf } from "../leaf.ts";
import { HASH_SIZE, leafHash } from "../merkle.ts";
import { bundlePath, bundlesOf, decodeBundle, type FilledTile, TILE_WIDTH, tileBuilder, tileHashes, tilePath } from "../tiles.ts";
import { type RetentionState, retentionState } from "../verdict.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";

/** Milliseconds by which an entry may be older than one before it: positions are given when transactions commit, times when they append. */
const PATIENCE = 60_000;

/** What the first pass learned. */
export interface TreePass {
  /** What the entries say about retention. */
  readonly retention: RetentionState;
  /** SHA-256 of each bundle as read, hexadecimal; the second pass must find the same. */
  readonly digests: readonly (string | undefined)[];
  /** Root at the size of the external checkpoint. */
  readonly witnessedRoot?: Uint8Array;
  /** True when some entry was written under a simulated clock. */
  readonly simulated: boolean;
  /** Time of the last entry that says one. */
  readonly lastAt?: string;
}

/** The tree that some leaf hashes make, and the tiles of the folder that are not its own. */
interface Built {
  readonly root: Uint8Array;
  readonly witnessedRoot?: Uint8Array;
  readonly differing: readonly { readonly path: string; readonly entries: readonly number[] }[];
  readonly missing: readonly string[];
}

type HashesOf = (bundle: { readonly index: number; readonly width: number }) => Promise<readonly Uint8Array[]>;

/** Reads all entries and tiles of the checkpoint's tree; `witnessedSize` is at most its size. */
export async function treePass(
  files: LogFiles,
  checkpoint: Checkpoint,
  found: Findings,
  witnessedSize: number | undefined,
): Promise<TreePass> {
  const retention = retentionState();
  const digests: (string | undefined)[] = [];
  let simulated = false;
  let lastAt: string | undefined;
  /** The latest time so far, since time last went backwards. */
  let latest = Number.NEGATIVE_INFINITY;

  const fromEntries: HashesOf = async ({ index, width }) => {
    const path = bundlePath(index, width);
    const bytes = await files.read(path);
    digests.push(bytes && toHex(sha256(bytes)));
    const entries = bytes === undefined ? undefined : decoded(bytes, width);
    if (bytes === undefined) found.add({ verdict: "lost", code: "entries-missing", place: path });
    else if (entries === undefined) found.add({ verdict: "tampered", code: "entries-unreadable", place: path });
    for (const [at, entry] of entries?.entries() ?? []) readLeaf(entry, index * TILE_WIDTH + at, path);
    // Entries that cannot be read leave their hashes: what else is in the log can still be judged.
    return entries?.map(leafHash) ?? storedHashes(files, index, width);
  };
  const built = await build(files, checkpoint.size, fromEntries, witnessedSize);
  for (const place of built.missing) found.add({ verdict: "lost", code: "tile-missing", place });
  if (equalBytes(built.root, checkpoint.root)) accuseTiles(built);
  else await accuseEntries();
  const { witnessedRoot } = built;
  return { retention, digests, simulated, ...(witnessedRoot && { witnessedRoot }), ...(lastAt === undefined ? {} : { lastAt }) };

  function readLeaf(entry: Uint8Array, index: number, place: string): void {
    const leaf = parsed(entry);
    if (leaf === undefined || leaf.log !== checkpoint.origin) {
      found.add({ verdict: "notice", code: "foreign-entry", place, entry: index });
      return;
    }
    simulated ||= leaf.simulated ?? false;
    lastAt = leaf.at;
    const at = Date.parse(leaf.at);
    const backwards = at < latest - PATIENCE;
    if (backwards) found.add({ verdict: "notice", code: "clock-backwards", place, entry: index });
    latest = backwards ? at : Math.max(latest, at);
    const trouble = retention.read(index, leaf);
    if (trouble !== undefined) found.add({ verdict: "notice", code: `retention-${trouble}`, place, entry: index });
  }

  function accuseTiles({ differing }: Built): void {
    for (const { path, entries } of differing) {
      const [entry] = entries;
      found.add({ verdict: "tampered", code: "tile-differs", place: path, ...(entry === undefined ? {} : { entry }) });
    }
  }

  /** The entries are not what was signed. If the tiles of leaf hashes are, they tell which entries differ. */
  async function accuseEntries(): Promise<void> {
    const stored = await build(files, checkpoint.size, ({ index, width }) => storedHashes(files, index, width), undefined);
    const tilesAreRight = equalBytes(stored.root, checkpoint.root);
    for (const entry of built.differing.flatMap(({ entries }) => entries)) {
      const index = Math.floor(entry / TILE_WIDTH);
      const place = bundlePath(index, Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH));
      found.add({ verdict: "tampered", code: "entry-differs", place, entry });
    }
    accuseTiles(tilesAreRight ? stored : built);
    if (!tilesAreRight && !found.has("lost")) found.add({ verdict: "tampered", code: "root-differs", place: "checkpoint" });
  }
}

/** Builds the tree over all leaf hashes and compares the folder's tiles with it. */
async function build(files: LogFiles, size: number, hashesOf: HashesOf, witnessedSize: number | undefined): Promise<Built> {
  const tree = frontier();
  const tiles = tileBuilder();
  const differing: { path: string; entries: readonly number[] }[] = [];
  const missing: string[] = [];
  let witnessedRoot = witnessedSize === 0 ? tree.root() : undefined;
  const compare = async (tile: FilledTile): Promise<void> => {
    const path = tilePath(tile);
    const bytes = await files.read(path);
    if (bytes === undefined) missing.push(path);
    else if (!equalBytes(bytes, tile.bytes)) differing.push({ path, entries: differingEntries(tile, bytes) });
  };
  for (const bundle of bundlesOf(size))
    for (const hash of await hashesOf(bundle)) {
      tree.append(hash);
      for (const tile of tiles.add(hash)) await compare(tile);
      if (tree.size === witnessedSize) witnessedRoot = tree.root();
    }
  for (const tile of tiles.finish()) await compare(tile);
  return { root: tree.root(), differing, missing, ...(witnessedRoot && { witnessedRoot }) };
}

function decoded(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  try {
    return decodeBundle(bytes, width);
  } catch {
    return undefined;
  }
}

function parsed(entry: Uint8Array): Leaf | undefined {
  try {
    return parseLeaf(entry);
  } catch {
    return undefined;
  }
}

async function storedHashes(files: LogFiles, index: number, width: number): Promise<Uint8Array[]> {
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
