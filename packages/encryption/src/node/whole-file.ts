/** A file that appears whole or not at all, and stays after a loss of power. */
import { randomBytes } from "node:crypto";
import { type FileHandle, link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError } from "./file-error.ts";

/** How a file is put in its place. */
export interface WholeFileOptions {
  /** Replaces a file that is there; else it is refused with `FILE_EXISTS`. */
  readonly overwrite?: boolean;
}

/** Fills a `.partial` beside the target, readable by its owner alone, forces it to the disk and gives it its name. A failure removes it. */
export async function writeWhole<T>(target: string, options: WholeFileOptions, fill: (handle: FileHandle) => Promise<T>): Promise<T> {
  const partial = `${target}.${randomBytes(6).toString("hex")}.partial`;
  try {
    const handle = await open(partial, "wx", 0o600);
    let result: T;
    try {
      result = await fill(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (options.overwrite === true) {
      await rename(partial, target);
    } else {
      await link(partial, target); // Refuses where a file is, in one step.
      await rm(partial);
    }
    await syncFolder(dirname(target));
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw fileError(error, "target");
  }
}

/** A directory's own entries are data, too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
