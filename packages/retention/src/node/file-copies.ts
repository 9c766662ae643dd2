/** Export files on a disk as secondary copies. */
import { type FileHandle, lstat, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { PrivacyError } from "@favorable/core";
import type { CopyAnswer, CopyConnector } from "../copies/task.ts";
import { syncFolder } from "./erasure-store.ts";
import { fileError, systemWord } from "./file-error.ts";

const BLOCK = 65_536;

/**
 * Overwrites and unlinks files of a folder, and looks again. The locator of a task is the name of the file in the folder, as the export ledger has it.
 *
 * A file that was renamed is not found by its old name: keep the folder to the exporter alone. A file with a second name (hard link) is still there after its first is gone, so it is left alone. Overwriting does not reach what the file system copied before: journals,
 * snapshots, the spare cells of a flash disk; where these count, encrypt and destroy the key (`shreddedCopies`).
 *
 * Errors of its methods: `FILE_INVALID` for a locator that is no name of a file in the folder, `FILE_FAILED` (details: `reason`).
 */
export function fileCopies(folder: string): CopyConnector {
  return {
    async pursue({ locator }, _copy, askedOn): Promise<CopyAnswer> {
      if (locator === undefined || !/^[^/\\\0]{1,255}$/.test(locator) || /^\.{1,2}$/.test(locator))
        throw new PrivacyError("FILE_INVALID", "a copy is a file of the folder");
      try {
        // Without its folder, such as a disk that is not mounted, a file is not absent: nobody has looked.
        if (!(await lstat(folder)).isDirectory()) return { pending: "unreachable" };
        const path = join(folder, locator);
        const found = await present(path);
        if (found !== undefined) {
          if (!found.isFile() || found.nlink > 1) return { pending: "still-there" };
          await overwrite(path, found.size);
          await unlink(path);
          await syncFolder(folder);
        }
        return (await present(path)) === undefined ? { evidence: { kind: "absence", askedOn, places: 1 } } : { pending: "still-there" };
      } catch (error) {
        throw fileError(error, "copy");
      }
    },
  };
}

async function present(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  return lstat(path).catch((error: unknown) => {
    if (systemWord(error) === "ENOENT") return undefined;
    throw error;
  });
}

async function overwrite(path: string, size: number | bigint): Promise<void> {
  const handle: FileHandle = await open(path, "r+");
  try {
    const zeros = new Uint8Array(BLOCK);
    for (let at = 0; at < Number(size); at += BLOCK) await handle.write(zeros, 0, Math.min(BLOCK, Number(size) - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
