/** A folder that appears whole or not at all, and stays after a loss of power. */
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Writes a file of the folder; its directories are made. */
export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>;

/**
 * Fills a folder beside its place, forces it to the disk, and moves it there. A folder that was there is replaced; when `fill` throws it
 * stays as it was. Only the owner may read what is written.
 */
export async function replaceFolder(folder: string, fill: (write: WriteFile) => Promise<void>): Promise<void> {
  const place = resolve(folder);
  const draft = `${place}.partial-${randomBytes(6).toString("hex")}`;
  const former = `${place}.former-${randomBytes(6).toString("hex")}`;
  await mkdir(dirname(place), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    await fill((path, bytes) => writeDurably(join(draft, path), bytes));
    await syncTree(draft);
    const replaced = await moved(place, former);
    try {
      await rename(draft, place);
    } catch (error) {
      if (replaced) await rename(former, place);
      throw error;
    }
    await sync(dirname(place));
    await rm(former, { recursive: true, force: true });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  await sync(folder);
}

/** A directory's own entries are data, too. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
