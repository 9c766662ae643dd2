/** Bodies in an exported folder as age files: read through what opens them, or left closed. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { LogFiles } from "./files.ts";

/**
 * Opens one sealed file of bodies. Undefined when it was altered: that is a finding. What does not fit the files at all, such as an identity
 * they were not sealed to, is thrown.
 */
export type OpenBodies = (sealed: Uint8Array) => Promise<Uint8Array | undefined>;

/** The files with their sealed bodies under the names that plain ones have, or without them. */
export interface UnsealedFiles {
  /** The files. */
  readonly files: LogFiles;
  /** Paths of the sealed files that are there. */
  readonly sealed: readonly string[];
  /** True when something opens them. */
  readonly opened: boolean;
}

/** What age adds to a file of at most half a gibibyte: a header of a few recipients, sixteen bytes for each 64 KiB. */
const OVERHEAD = 1_048_576;

const SUFFIX = ".age";

/** Path of the sealed bodies of a bundle, of their plain path. */
export function sealedPath(path: string): string {
  return `${path}${SUFFIX}`;
}

/** Plain path of sealed bodies; undefined for any other path. */
function unsealedPath(path: string): string | undefined {
  return path.startsWith("body/") && path.endsWith(SUFFIX) ? path.slice(0, -SUFFIX.length) : undefined;
}

/** Puts the opened bodies in the place of the sealed ones. A name that is there both ways stays twice, and is told as unexpected. */
export async function unsealed(source: LogFiles, open: OpenBodies | undefined): Promise<UnsealedFiles> {
  if (typeof source?.paths !== "function" || typeof source.read !== "function")
    throw new PrivacyError("FOLDER_UNREADABLE", "not the files of a log", { reason: "no-files" });
  const listed = await source.paths();
  const plain = new Set(listed);
  const sealed = listed.filter((path) => {
    const at = unsealedPath(path);
    return at !== undefined && !plain.has(at);
  });
  const hidden = new Set(sealed);
  const names = new Map(sealed.map((path) => [unsealedPath(path) ?? path, path]));
  const shown = listed.flatMap((path) => (!hidden.has(path) ? [path] : open === undefined ? [] : [unsealedPath(path) ?? path]));
  return {
    sealed,
    opened: open !== undefined,
    files: {
      paths: async () => shown,
      async read(path, atMost) {
        const place = names.get(path);
        if (place === undefined || open === undefined) return source.read(path, atMost);
        const bytes = await source.read(place, atMost === undefined ? undefined : atMost + OVERHEAD);
        if (bytes === undefined) return undefined;
        const bodies = await open(bytes);
        // No line of bodies: told as a file that cannot be read as one.
        const read = bodies ?? new Uint8Array(1);
        if (atMost !== undefined && read.length > atMost)
          throw new PrivacyError("FILE_TOO_LARGE", "the bodies are larger than they can be");
        return read;
      },
    },
  };
}

/** An opener that tells what was altered from what does not fit: age's codes for a wrong identity travel, others are findings. */
export function bodyOpener(open: (sealed: Uint8Array) => Promise<Uint8Array>): OpenBodies {
  return async (sealed) => {
    try {
      return await open(sealed);
    } catch (error) {
      if (isPrivacyError(error) && (error.code === "AGE_NO_MATCH" || error.code === "AGE_IDENTITY")) throw error;
      if (isPrivacyError(error)) return undefined;
      throw error;
    }
  };
}
