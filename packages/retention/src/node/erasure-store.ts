/** The erasure ledger in a file: lines that are only added, each forced to the disk, each with a code that only the key's holder can make. */
import { constants, open, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { canonicalJson, concatBytes, equalBytes, fromHex, PrivacyError, toHex, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type LedgerEntry, readEntry } from "../ledger/entry.ts";
import type { ErasureStore } from "../ledger/store.ts";
import { fileError, systemWord } from "./file-error.ts";

const FEED = 0x0a;
/** CANCEL: ends a line that a crash cut short; it was never acknowledged. */
const CANCEL = 0x18;
const CODE_DIGITS = 64;

/**
 * Keeps the ledger in a file outside the database and outside its backups. Several processes may add to it.
 *
 * A line that was altered is refused, and with it everything. Lines cut off the end are noticed by `openAfterStart`, which knows the database's
 * copy. Keep the file where it can only grow, apart from `prune`, which writes a new one beside it and renames it.
 *
 * @param key - 32 random bytes; the ledger's own key will do
 * @param options - `create`: makes the file when there is none; without it a missing ledger is refused, since it may have been lost
 * @throws `LEDGER_INVALID`; its methods `LEDGER_INVALID` (details: `line`), `FILE_FAILED`
 */
export function fileErasureStore(path: string, key: Uint8Array, options: { readonly create?: boolean } = {}): ErasureStore {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw new PrivacyError("LEDGER_INVALID", "the key of a ledger has 32 bytes");
  const secret = hmac(sha256, key, utf8("favorable ledger line v1"));
  let create = options.create === true;

  const add = async (line: Uint8Array): Promise<number> => {
    const handle = await open(path, constants.O_RDWR | constants.O_APPEND | (create ? constants.O_CREAT : 0), 0o600);
    try {
      if (create) await syncFolder(dirname(path));
      create = false;
      const { size, ino } = await handle.stat();
      const last = new Uint8Array(1);
      if (size > 0) await handle.read(last, 0, 1, size - 1);
      const whole = size > 0 && last[0] !== FEED ? concatBytes(Uint8Array.of(CANCEL, FEED), line) : line;
      const { bytesWritten } = await handle.write(whole);
      if (bytesWritten !== whole.length) throw new PrivacyError("LEDGER_INVALID", "the line was not written whole");
      await handle.datasync();
      return ino;
    } finally {
      await handle.close();
    }
  };

  const coded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw fileError(error, "ledger");
    }
  };

  const readAll = async (): Promise<Uint8Array> =>
    readFile(path).catch((error: unknown) => {
      if (create && systemWord(error) === "ENOENT") return new Uint8Array();
      throw error;
    });

  return {
    append: (entry) =>
      coded(async () => {
        const line = lineOf(entry, secret);
        // A line that went into a file which was replaced meanwhile is added to the new one; twice is as good as once.
        while ((await add(line)) !== (await stat(path)).ino);
      }),
    read: () => coded(async () => readLines(await readAll(), secret)),
    prune: (needed) =>
      coded(async () => {
        const old = await open(path, "r");
        try {
          const before = await old.readFile();
          const entries = readLines(before, secret);
          const kept = entries.filter(needed);
          if (kept.length === entries.length) return 0;
          const draft = `${path}.new`;
          const handle = await open(draft, "w", 0o600);
          try {
            await handle.writeFile(concatBytes(...kept.map((entry) => lineOf(entry, secret))));
            await handle.sync();
          } finally {
            await handle.close();
          }
          await rename(draft, path);
          await syncFolder(dirname(path));
          // Whoever added to the old file just before the rename may not have noticed: what came after our reading is added again.
          const whole = concatBytes(before, await old.readFile());
          for (const entry of readLines(whole, secret).slice(entries.length)) await add(lineOf(entry, secret));
          return entries.length - kept.length;
        } finally {
          await old.close();
        }
      }),
  };
}

function lineOf(entry: LedgerEntry, secret: Uint8Array): Uint8Array {
  const text = canonicalJson({ ...entry });
  return utf8(`${codeOf(text, secret)} ${text}\n`);
}

function codeOf(text: string, secret: Uint8Array): string {
  return toHex(hmac(sha256, secret, utf8(text)));
}

function readLines(content: Uint8Array, secret: Uint8Array): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let start = 0, line = 1; ; line++) {
    const end = content.indexOf(FEED, start);
    if (end < 0) return entries; // A line without its end is being written, or was cut short.
    if (content[end - 1] !== CANCEL) entries.push(readLine(content.subarray(start, end), secret, line));
    start = end + 1;
  }
}

function readLine(bytes: Uint8Array, secret: Uint8Array, line: number): LedgerEntry {
  const text = new TextDecoder().decode(bytes);
  const [code, body] = [text.slice(0, CODE_DIGITS), text.slice(CODE_DIGITS + 1)];
  const entry =
    /^[0-9a-f]{64}$/.test(code) && equalBytes(fromHex(code), fromHex(codeOf(body, secret))) ? readEntry(parse(body)) : undefined;
  if (entry === undefined) throw new PrivacyError("LEDGER_INVALID", "a line of the ledger was altered, or made with another key", { line });
  return entry;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes names in a folder as durable as the files. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
