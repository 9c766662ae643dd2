/** Verifies any log in tiles (C2SP tlog-tiles): a folder or a web server, of ours or of anybody else, whatever its entries are. */
import { equalBytes, isPrivacyError } from "@favorable/core";
import { quiet } from "./coded.ts";
import { emptyRoot, leafHash, rootOf, verifyConsistency } from "./merkle.ts";
import { type ReadTile, type TileTree, tileTree } from "./tile-tree.ts";
import { bundlePath, decodeBundle, MAX_ENTRY_BYTES, TILE_WIDTH, tilePath } from "./tiles.ts";
import { tryWitnessed, type WitnessedCheckpoint, type WitnessedOptions } from "./witnessed-checkpoint.ts";

/** What a log is verified with. */
export interface VerifyTlogOptions extends WitnessedOptions {
  /** A checkpoint of the log that was kept elsewhere: the signed note itself. */
  readonly against?: string | Uint8Array;
  /**
   * What may be pruned: full tiles and bundles whose last entry is below this position (C2SP tlog-tiles, Pruning). 0 by default: nothing
   * may be missing. `Infinity` takes a log without any entries, of which only the tree is verified.
   */
  readonly minimumIndex?: number;
  /** Hash of an entry of a bundle; RFC 6962's by default. */
  readonly hashOf?: (entry: Uint8Array) => Uint8Array;
  /** Told of every entry that was verified, in order. */
  readonly onEntry?: (entry: Uint8Array, index: number) => void | Promise<void>;
}

/** Something that is not as it should be. */
export interface TlogFinding {
  /** Wrong, or not there. */
  readonly verdict: "tampered" | "lost";
  /** What it is, in lower-case words joined by hyphens. */
  readonly code: string;
  /** The file, or `against` for the external checkpoint. */
  readonly place: string;
}

/** The verdict on a log. */
export interface TlogVerification {
  /** `intact`: what is there is what the checkpoint commits to, and nothing is missing that may not be. */
  readonly verdict: "intact" | "tampered" | "lost";
  /**
   * `witnessed`: enough witnesses cosigned, or the log extends the external checkpoint; `unwitnessed`: neither was shown; `stale`: the
   * external checkpoint is of the empty log, which every log extends.
   */
  readonly witnessed: "witnessed" | "unwitnessed" | "stale";
  /** The log's checkpoint, when it could be opened. */
  readonly checkpoint?: WitnessedCheckpoint;
  /** Entries that were read and verified. */
  readonly entries: number;
  /** Entries whose bundles were pruned. */
  readonly pruned: number;
  /** Up to 100 findings. */
  readonly findings: readonly TlogFinding[];
}

/** Findings that are told. */
const LIMIT = 100;

/** Most bytes of a bundle. */
const MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);

/**
 * Verifies a log from its checkpoint down: the signatures, the root from the tiles of the edge, every tile against the one above it,
 * every bundle against its tile. Bundles and tiles are read one at a time, in order.
 *
 * @param read - reads `checkpoint`, `tile/…` by path; undefined for what is not there
 * @throws what `read` throws; `KEY_INVALID` for what are no keys
 * @example
 * ```ts
 * import { verifyTlog } from "@favorable/audit";
 * import { createVerifier } from "@favorable/audit/node";
 *
 * // A log of one entry, "one", as github.com/transparency-dev/tessera has it in its test data.
 * const files: Record<string, string> = {
 *   checkpoint:
 *     "example.com/log/testdata\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n\n" +
 *     "— example.com/log/testdata M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=\n",
 *   "tile/entries/000.p/1": "\u0000\u0003one",
 * };
 * const tile = Buffer.from("0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=", "base64");
 * const result = await verifyTlog(
 *   async (path) => (path === "tile/0/000.p/1" ? tile : path in files ? Buffer.from(files[path] ?? "") : undefined),
 *   { logs: [createVerifier("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")] },
 * );
 * console.log(`${result.verdict}, ${result.witnessed}: ${result.entries} entry`); // intact, unwitnessed: 1 entry
 * ```
 */
export async function verifyTlog(read: ReadTile, options: VerifyTlogOptions): Promise<TlogVerification> {
  const findings: TlogFinding[] = [];
  const add = (verdict: "tampered" | "lost", code: string, place: string): void => {
    if (findings.length < LIMIT) findings.push({ verdict, code, place });
  };
  const counts = { entries: 0, pruned: 0 };
  const note = await read("checkpoint");
  const opened = note === undefined ? undefined : await tryWitnessed(note, options);
  if (opened === undefined) add("lost", "checkpoint-missing", "checkpoint");
  else if (typeof opened === "string") add("tampered", said(opened), "checkpoint");
  const checkpoint = typeof opened === "object" ? opened : undefined;
  let external: WitnessedCheckpoint | undefined;
  if (checkpoint !== undefined) {
    const { size } = checkpoint;
    const tree = tileTree(read, size);
    const root = await attempt(tree.root(), add);
    if (root !== undefined && !equalBytes(root, checkpoint.root)) add("tampered", "root-differs", "checkpoint");
    // Below a wrong root nothing is told from anything.
    if (root !== undefined && findings.length === 0)
      await verifyTree(read, tree, options, { add, isFull: () => findings.length >= LIMIT }, counts);
    if (options.against !== undefined) external = await verifyExternal(options.against, checkpoint, tree, options, add);
  }
  const lost = findings.some(({ verdict }) => verdict === "lost");
  const verdict = findings.some((one) => one.verdict === "tampered") ? "tampered" : lost ? "lost" : "intact";
  const witnessed = checkpoint?.witnessed === true || (external !== undefined && external.size > 0);
  return {
    verdict,
    witnessed: witnessed ? "witnessed" : external !== undefined ? "stale" : "unwitnessed",
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...counts,
    findings,
  };
}

type Add = (verdict: "tampered" | "lost", code: string, place: string) => void;
type Hashes = readonly Uint8Array[];

interface Told {
  readonly add: Add;
  /** True when more would not be told: a size that was only signed must not exhaust who verifies. */
  readonly isFull: () => boolean;
}

interface Counts {
  entries: number;
  pruned: number;
}

/**
 * Goes down from the top tile: where a tile is gone, and with it all that would tie what is below to the root, nothing below is asked for. What is
 * read is so bounded by what is there, whatever size was signed.
 */
async function verifyTree(read: ReadTile, tree: TileTree, options: VerifyTlogOptions, told: Told, counts: Counts): Promise<void> {
  const { minimumIndex = 0 } = options;
  const authentic = authenticTiles(tree, minimumIndex, told.add);
  let top = 0;
  while (TILE_WIDTH ** (top + 1) < tree.size) top++;
  if (tree.size > 0) await below(top, 0);

  /** The entries under one tile. */
  async function below(level: number, index: number): Promise<void> {
    if (told.isFull()) return;
    const unit = TILE_WIDTH ** level;
    const end = Math.min((index + 1) * TILE_WIDTH * unit, tree.size);
    // At the edge a tile may have no hash yet, and so not be one.
    const isTile = Math.floor(tree.size / unit) > index * TILE_WIDTH;
    const hashes = isTile ? await authentic(level, index) : undefined;
    if (level === 0) await verifyBundle(read, { index, size: tree.size, hashes, minimumIndex }, options, told, counts);
    else if (isTile && hashes === undefined)
      counts.pruned += end <= minimumIndex ? end - index * TILE_WIDTH * unit : 0; // Else its tile was told.
    else for (let child = index * TILE_WIDTH; child * unit < end; child++) await below(level - 1, child);
  }
}

interface Bundle {
  readonly index: number;
  /** Entries of the log. */
  readonly size: number;
  /** What its entries must hash to; undefined where nothing tells. */
  readonly hashes: Hashes | undefined;
  readonly minimumIndex: number;
}

async function verifyBundle(
  read: ReadTile,
  { index, size, hashes, minimumIndex }: Bundle,
  { hashOf = leafHash, onEntry }: VerifyTlogOptions,
  told: Told,
  counts: Counts,
): Promise<void> {
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
  const mayBeGone = minimumIndex === Number.POSITIVE_INFINITY || (width === TILE_WIDTH && (index + 1) * TILE_WIDTH <= minimumIndex);
  const path = bundlePath(index, width);
  const bytes = await read(path, MAX_BUNDLE_BYTES);
  const entries = bytes === undefined ? await fromFullBundle(read, index, width) : quiet(() => decodeBundle(bytes, width));
  if (bytes === undefined && entries === undefined) {
    if (mayBeGone) counts.pruned += width;
    else told.add("lost", "entries-missing", path);
  } else if (entries === undefined) told.add("tampered", "entries-unreadable", path);
  else if (hashes === undefined)
    counts.pruned += mayBeGone ? width : 0; // What cannot be held against the tree is as good as gone; else its tile was told.
  else
    for (const [at, entry] of entries.entries()) {
      const right = equalBytes(hashOf(entry), hashes[at] ?? new Uint8Array());
      if (!right) told.add("tampered", "entry-differs", path);
      else counts.entries++;
      if (right) await onEntry?.(entry, index * TILE_WIDTH + at);
    }
}

/** A tile's hashes once they are what the tile above says, up to the edge, which was verified with the root; undefined otherwise. */
function authenticTiles(tree: TileTree, minimumIndex: number, add: Add): (level: number, index: number) => Promise<Hashes | undefined> {
  const above = new Map<string, Hashes | undefined>();
  return async function authentic(level, index) {
    const key = `${level}/${index}`;
    if (above.has(key)) return above.get(key);
    // A tile of an upper level may only be gone when all entries below it may.
    const mayBeGone = (index + 1) * TILE_WIDTH ** (level + 1) <= minimumIndex;
    let hashes = await attempt<Hashes>(tree.tile(level, index), mayBeGone ? quietly(add) : add);
    if (hashes?.length === TILE_WIDTH) {
      const expected = (await authentic(level + 1, Math.floor(index / TILE_WIDTH)))?.[index % TILE_WIDTH];
      if (expected !== undefined && !equalBytes(rootOf(hashes), expected))
        add("tampered", "tile-differs", tilePath({ level, index, width: TILE_WIDTH }));
      if (expected === undefined || !equalBytes(rootOf(hashes), expected)) hashes = undefined;
    }
    if (level > 0) above.set(key, hashes);
    return hashes;
  };
}

/** The first entries of a full bundle, where the partial one is gone (C2SP tlog-tiles, Partial Tiles). */
async function fromFullBundle(read: ReadTile, index: number, width: number): Promise<Uint8Array[] | undefined> {
  if (width === TILE_WIDTH) return undefined;
  const bytes = await read(bundlePath(index, TILE_WIDTH), MAX_BUNDLE_BYTES);
  return bytes && quiet(() => decodeBundle(bytes, TILE_WIDTH))?.slice(0, width);
}

async function verifyExternal(
  note: string | Uint8Array,
  own: WitnessedCheckpoint,
  tree: TileTree,
  options: VerifyTlogOptions,
  add: Add,
): Promise<WitnessedCheckpoint | undefined> {
  const external = await tryWitnessed(note, options);
  if (typeof external === "string") {
    add("tampered", said(external), "against");
    return undefined;
  }
  if (external.size > own.size) {
    add("tampered", "older-than-witnessed", "against");
    return undefined;
  }
  const extended = await attempt(extendsIt(own, external, tree), add);
  if (extended === false) add("tampered", "not-the-witnessed-log", "against");
  return extended === undefined ? undefined : external;
}

/** By a proof that leads to the root that was signed: tiles that are read again may be others by now. */
async function extendsIt(own: WitnessedCheckpoint, external: WitnessedCheckpoint, tree: TileTree): Promise<boolean> {
  if (external.size === 0) return equalBytes(external.root, emptyRoot());
  if (external.size === own.size) return equalBytes(external.root, own.root);
  const proof = await tree.consistencyProof(external.size);
  return verifyConsistency({ from: external.size, to: own.size, fromRoot: external.root, toRoot: own.root, proof });
}

/** A tile that is missing or of another length is a finding; everything else travels on. */
async function attempt<T>(step: Promise<T>, add: Add): Promise<T | undefined> {
  try {
    return await step;
  } catch (error) {
    if (!isPrivacyError(error, "TILE_MISSING") && !isPrivacyError(error, "TILE_INVALID")) throw error;
    const place = String(error.details["place"] ?? "");
    if (error.code === "TILE_MISSING") add("lost", "tile-missing", place);
    else add("tampered", "tile-differs", place);
    return undefined;
  }
}

/** What is missing is not told: it may be, or was told already. */
function quietly(add: Add): Add {
  return (verdict, code, place) => {
    if (verdict === "tampered") add(verdict, code, place);
  };
}

function said(code: string): string {
  return code.toLowerCase().replaceAll("_", "-");
}
