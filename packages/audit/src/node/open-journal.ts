/** A journal in a plain file. */
import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { JournalFile } from "../file/journal-file.ts";
import { codeOf, lockFile } from "./file-lock.ts";

/**
 * Opens the file of a log (`openFileLog`) or of a fallback (`withFallback`), made if it is not there, for this process alone: `<path>.lock` is
 * held until `close`. Only the owner may read it. What is added is forced to the disk (`fdatasync`), and so are the entries of its directory when
 * it is made or replaced; a disk that lies about that is believed.
 *
 * @throws `JOURNAL_LOCKED` while another process has it; `JOURNAL_FAILED` with the system's code
 * @example
 * ```ts
 * import { mkdtemp } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { openFileLog } from "@favorable/audit";
 * import { createSigner, generateKey, openJournal } from "@favorable/audit/node";
 * import { systemClock } from "@favorable/core";
 *
 * const origin = "clinic.example/audit";
 * const file = await openJournal(join(await mkdtemp(join(tmpdir(), "audit-")), "audit.log"));
 * const signer = createSigner(generateKey(origin).privateKey);
 * const log = await openFileLog({ file, origin, signer, clock: systemClock });
 * await log.append({ type: "access.refused", clear: { role: "administrator" } });
 * console.log((await log.health()).durable); // true
 * await log.close();
 * ```
 */
export async function openJournal(path: string): Promise<JournalFile> {
  const place = resolve(path);
  return failing(async () => {
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const unlock = await lockFile(place);
    try {
      return journal(place, await opened(place), unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  });
}

function journal(place: string, first: FileHandle, unlock: () => Promise<void>): JournalFile {
  let handle = first;
  return {
    async read() {
      // From the start, wherever the handle stands.
      const { size } = await handle.stat();
      const bytes = new Uint8Array(size);
      let at = 0;
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return bytes.subarray(0, at);
    },
    async add(bytes) {
      await handle.appendFile(bytes);
      await handle.datasync();
    },
    async aside(bytes) {
      // Named by its content: after a crash before the cut it is the same one again.
      const beside = `${place}.torn-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
      const kept = await open(beside, "w", 0o600);
      try {
        await kept.writeFile(bytes);
        await kept.sync();
      } finally {
        await kept.close();
      }
      await syncFolder(dirname(place));
    },
    async cut(length) {
      await handle.truncate(length);
      await handle.sync();
    },
    async replace(bytes) {
      const draft = `${place}.${randomBytes(6).toString("hex")}`;
      const next = await open(draft, "ax+", 0o600);
      try {
        await next.appendFile(bytes);
        await next.sync();
        await rename(draft, place);
        await syncFolder(dirname(place));
      } catch (error) {
        await next.close();
        await rm(draft, { force: true });
        throw error;
      }
      await handle.close();
      handle = next;
    },
    async close() {
      await handle.close();
      await unlock();
    },
  };
}

/** Opened to add: every write goes to the end, also after the file was cut off. */
async function opened(place: string): Promise<FileHandle> {
  const handle = await open(place, "a+", 0o600);
  await syncFolder(dirname(place));
  return handle;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function failing<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    throw new PrivacyError("JOURNAL_FAILED", "the journal could not be opened", { reason: codeOf(error) ?? "unknown" });
  }
}
