/** The proof of an entry out of an exported folder: only a few of its files are read. */
import { PrivacyError } from "@favorable/core";
import { parseCheckpoint } from "../checkpoint.ts";
import { quiet } from "../coded.ts";
import { parseLeaf } from "../leaf.ts";
import { parseBodies, parseDescriptors } from "../lines.ts";
import type { StoredEntry } from "../log.ts";
import { parseNote } from "../signed-note.ts";
import { type ReadTile, tileTree } from "../tile-tree.ts";
import { bundlePath, decodeBundle, TILE_WIDTH } from "../tiles.ts";
import { formatTlogProof } from "../tlog-proof.ts";
import { bodyPath, partsPath } from "../verify/body-files.ts";
import { type OpenBodies, sealedPath } from "../verify/sealed-bodies.ts";
import type { DisclosureRequest } from "./disclose.ts";
import { openParts } from "./opening.ts";

/** What is proved, and what opens sealed bodies. */
export interface FolderDisclosureRequest extends DisclosureRequest {
  /** Opens bodies that were exported sealed. */
  readonly openBodies?: OpenBodies;
}

/**
 * Makes the same file as `disclose`, of a folder that `exportLog` wrote: the entry's bundle, its bodies, and the tiles of its path. The folder
 * is not verified, but a proof that does not lead to the checkpoint's root would be found out by whoever checks it.
 *
 * @throws `CHECKPOINT_INVALID` or `NOTE_MALFORMED` when the folder has no checkpoint; `ENTRY_UNKNOWN`, `PART_UNKNOWN`, `PART_ERASED`, `LEAF_INVALID`,
 *   `BUNDLE_INVALID`, `LINES_INVALID`; `TILE_MISSING`, `TILE_INVALID`; what the opener throws
 */
export async function proveFromFolder(read: ReadTile, request: FolderDisclosureRequest): Promise<string> {
  const { entry, parts, openBodies } = request ?? {};
  if (!Array.isArray(parts)) throw new PrivacyError("PART_UNKNOWN", "a disclosure lists the parts to open");
  const checkpoint = new TextDecoder().decode((await read("checkpoint")) ?? new Uint8Array());
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  if (!Number.isSafeInteger(entry) || entry < 0 || entry >= size) throw unknownEntry();
  const hashes = await tileTree(read, size).inclusionProof(entry);
  const stored = await storedIn(read, entry, size, openBodies);
  return formatTlogProof({ index: entry, hashes, checkpoint, extra: openParts(stored, parts) });
}

async function storedIn(read: ReadTile, entry: number, size: number, open: OpenBodies | undefined): Promise<StoredEntry> {
  const index = Math.floor(entry / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
  const bytes = await read(bundlePath(index, width));
  const own = bytes && decodeBundle(bytes, width)[entry - index * TILE_WIDTH];
  if (own === undefined || own.length === 0) throw unknownEntry();
  const leaf = new TextDecoder().decode(own);
  const bodies = (await bodiesIn(read, index, open)).filter((body) => body.entry === entry);
  const apart =
    quiet(() => parseLeaf(leaf))?.tree !== undefined ? ((await read(partsPath(index), MAX_LINES)) ?? new Uint8Array()) : undefined;
  return {
    index: entry,
    leaf,
    bodies,
    ...(apart === undefined
      ? {}
      : {
          descriptors: parseDescriptors(apart)
            .filter((line) => line.entry === entry)
            .map(({ descriptor }) => descriptor),
        }),
  };
}

async function bodiesIn(read: ReadTile, index: number, open: OpenBodies | undefined): Promise<ReturnType<typeof parseBodies>> {
  const plain = await read(bodyPath(index), MAX_LINES);
  if (plain !== undefined) return parseBodies(plain);
  const sealed = open && (await read(sealedPath(bodyPath(index)), MAX_LINES));
  const opened = sealed && (await open?.(sealed));
  if (sealed !== undefined && opened === undefined) throw new PrivacyError("LINES_INVALID", "the sealed bodies were altered", { line: 0 });
  return opened === undefined ? [] : parseBodies(opened);
}

/** Most bytes of a file of bodies or of descriptors: a log of entries about many persons has large ones. */
const MAX_LINES = 536_870_912;

function unknownEntry(): PrivacyError {
  return new PrivacyError("ENTRY_UNKNOWN", "the log has no such entry, or only its hash");
}
