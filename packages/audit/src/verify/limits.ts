/** How large a file of an exported log can be: what is larger is not read. */
import { HASH_SIZE } from "../merkle.ts";
import { MAX_ENTRY_BYTES, TILE_WIDTH } from "../tiles.ts";

/** A checkpoint has a few lines, and at most 64 signatures. */
const CHECKPOINT_BYTES = 65_536;

/** Lines of bodies or descriptors are read as one text, of which engines hold about that many characters. */
const LINES_BYTES = 536_870_912;

/** Most bytes of the file at a path of the format (docs/spec/audit-log.md, §3). */
export function largest(path: string): number {
  if (path.startsWith("body/") || path.startsWith("parts/")) return LINES_BYTES;
  if (path.startsWith("tile/entries/")) return TILE_WIDTH * (2 + MAX_ENTRY_BYTES);
  return path.startsWith("tile/") ? TILE_WIDTH * HASH_SIZE : CHECKPOINT_BYTES;
}
