/** The erasure fence in a file: lines that are only added, each forced to the disk, each with a code that only the holder of the key can make. */
import { constants, type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { canonicalBytes, canonicalJson, toHex } from "@favorable/core";
import { hmacSha256 } from "#crypto";
import type { ErasureFence, FenceEntry } from "../keys/erasure-fence.ts";
import { keyError } from "../keys/key-error.ts";
import { fileError } from "./file-error.ts";
import { syncFolder } from "./whole-file.ts";

const FEED = 0x0a;
/** CANCEL: ends a line that a crash cut short; its erasure was never acknowledged. */
const CANCEL = 0x18;
/** A line has a subject, a few epochs and a code: far less. */
const MAX_LINE = 65_536;

/**
 * Keeps the fence in a file outside the database, and outside its backups. Several processes may add to it: each entry is one write at the
 * end, then `fdatasync`.
 *
 * A line that was altered, or forged without the key, is refused, and then everything is: `FENCE_INVALID`. Lines that were cut off the end are
 * not seen by the file alone, but by `reconcile`, which knows the copy in the store; keep the file where it can only grow.
 *
 * @param key - 32 random bytes for the code of each line; it may be derived from the subject key of the ring, and lives as long
 * @param options - `create`: makes the file when there is none; without it a missing fence is refused, since it may have been lost
 * @throws `KEY_INVALID`; its methods `FENCE_INVALID`, `FILE_FAILED`
 */
export function fileFence(path: string, key: Uint8Array, options: { readonly create?: boolean } = {}): ErasureFence {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw keyError("KEY_INVALID", "the key of the fence has 32 bytes");
  const secret = key.slice();
  let created = false;

  const opened = async (flags: number): Promise<FileHandle> => {
    const create = options.create === true && !created ? constants.O_CREAT : 0;
    const handle = await open(path, flags | create, 0o600).catch((error: unknown) => {
      throw fileError(error, "fence");
    });
    if (create !== 0) await syncFolder(dirname(path));
    created = true;
    return handle;
  };

  return {
    async append(entry) {
      const handle = await opened(constants.O_RDWR | constants.O_APPEND);
      try {
        const { size } = await handle.stat();
        const cut = size > 0 && (await byteAt(handle, size - 1)) !== FEED ? [CANCEL, FEED] : [];
        const line = Buffer.concat([Buffer.from(cut), Buffer.from(lineOf(entry, secret))]);
        const { bytesWritten } = await handle.write(line);
        if (bytesWritten !== line.length) throw keyError("FENCE_INVALID", "the entry was not written whole");
        await handle.datasync();
      } catch (error) {
        throw fileError(error, "fence");
      } finally {
        await handle.close();
      }
    },
    async since(position) {
      const handle = await opened(constants.O_RDONLY);
      try {
        const { size } = await handle.stat();
        if (size < position) throw keyError("FENCE_INVALID", "the fence is shorter than it was");
        const content = Buffer.alloc(size - position);
        let got = 0;
        for (let last = -1; got < content.length && last !== 0; got += last)
          ({ bytesRead: last } = await handle.read(content, got, content.length - got, position + got));
        // A line without its end is being written, or was cut short: it is no entry yet.
        const end = content.subarray(0, got).lastIndexOf(FEED) + 1;
        return { entries: readLines(content.subarray(0, end), secret), position: position + end };
      } catch (error) {
        throw fileError(error, "fence");
      } finally {
        await handle.close();
      }
    },
  };
}

function lineOf(entry: FenceEntry, key: Uint8Array): string {
  const { subject, state, through, epochs, at } = entry;
  const facts = { subject, state, through, epochs: [...epochs], at };
  return `${canonicalJson({ ...facts, code: codeOf(facts, key) })}\n`;
}

function codeOf(facts: { subject: string; state: string; through: number; epochs: string[]; at: string }, key: Uint8Array): string {
  return toHex(hmacSha256(key, canonicalBytes({ fence: "v1", ...facts })));
}

function readLines(content: Buffer, key: Uint8Array): FenceEntry[] {
  const entries: FenceEntry[] = [];
  for (let start = 0, line = 1; start < content.length; line++) {
    const end = content.indexOf(FEED, start);
    if (content[end - 1] !== CANCEL) entries.push(readLine(content.subarray(start, end), key, line));
    start = end + 1;
  }
  return entries;
}

function readLine(bytes: Buffer, key: Uint8Array, line: number): FenceEntry {
  const entry = bytes.length <= MAX_LINE ? parse(bytes.toString("utf8")) : undefined;
  // Printed again it must be the same bytes, code and all.
  if (entry === undefined || lineOf(entry, key) !== `${bytes.toString("utf8")}\n`)
    throw keyError("FENCE_INVALID", "a line of the fence was altered, or made with another key", { line });
  return entry;
}

function parse(text: string): FenceEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const [subject, state, through, epochs, at] = ["subject", "state", "through", "epochs", "at"].map((name): unknown =>
    Reflect.get(value, name),
  );
  if (typeof subject !== "string" || typeof at !== "string" || (state !== "erased" && state !== "reopened")) return undefined;
  if (typeof through !== "number" || !Array.isArray(epochs) || !epochs.every((epoch) => typeof epoch === "string")) return undefined;
  return { subject, state, through, epochs, at };
}

async function byteAt(handle: FileHandle, position: number): Promise<number | undefined> {
  const byte = new Uint8Array(1);
  const { bytesRead } = await handle.read(byte, 0, 1, position);
  return bytesRead === 1 ? byte[0] : undefined;
}
