/** Rows in clear, in a file that has its name only once it is whole. */
import { link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** Characters gathered before they are written. */
const BLOCK = 64 * 1024;

/**
 * Writes rows beside the name, readable by their user only, syncs and gives the name, never over another file. On any failure nothing
 * stays: it would be half a file, in clear.
 *
 * @throws `FILE_UNWRITABLE` with the code of the system, as `ENOSPC`; what the rows throw
 */
export async function writeRows(file: string, rows: AsyncIterable<unknown>): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  const handle = await step(file, () => open(partial, "wx", 0o600));
  try {
    let text = "";
    const flush = async (): Promise<void> => {
      const block = text;
      text = "";
      await step(file, () => handle.writeFile(block));
    };
    for await (const row of rows) {
      text += `${JSON.stringify(row)}\n`;
      if (text.length >= BLOCK) await flush();
    }
    await flush();
    await step(file, () => handle.sync());
    await step(file, () => handle.close());
    await step(file, () => name(partial, file));
    await syncFolder(dirname(file));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(partial, { force: true }).catch(() => {});
    throw error;
  }
}

/** By a link, which never replaces; where there are none, the name is taken first. */
async function name(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
    await rm(partial);
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error))) throw error;
    await (await open(file, "wx", 0o600)).close();
    await rename(partial, file);
  }
}

/** Best effort: some systems cannot sync a folder, and the file itself is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

async function step<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    throw new PrivacyError("FILE_UNWRITABLE", "the rows need a new file that can be written", { file, system: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "unknown";
}
