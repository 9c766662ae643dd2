/** The files of a log as a verification reads them: listed before any is opened, plain ones only, none larger than it can be. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { isBytes } from "../coded.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";
import { largest } from "./limits.ts";

/** Lists the files and bounds their reading; a file that is too large is a finding, and not read. */
export async function boundedFiles(files: LogFiles, found: Findings): Promise<LogFiles> {
  if (typeof files?.paths !== "function" || typeof files.read !== "function")
    throw new PrivacyError("FOLDER_UNREADABLE", "not the files of a log", { reason: "no-files" });
  const paths = await files.paths();
  const plain = new Set(paths);
  return {
    paths: async () => paths,
    async read(path) {
      if (!plain.has(path)) return undefined;
      const bytes = await readUpTo(files, path, largest(path));
      if (bytes !== "too-large") return bytes;
      found.add({ verdict: "tampered", code: "file-too-large", place: path });
      plain.delete(path); // Said once.
      return undefined;
    },
  };
}

async function readUpTo(files: LogFiles, path: string, atMost: number): Promise<Uint8Array | "too-large" | undefined> {
  try {
    const bytes = await files.read(path, atMost);
    return isBytes(bytes) ? (bytes.length > atMost ? "too-large" : bytes) : undefined;
  } catch (error) {
    if (isPrivacyError(error, "FILE_TOO_LARGE")) return "too-large";
    throw error;
  }
}
