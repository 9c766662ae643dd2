/** The erasure ledger in a file: lines that are only added, each forced to the disk, each with a code that only the key's holder can make. */
import { constants, type FileHandle, open, readFile, rename, stat } from "node:fs/promises";
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
 * Each line says how many were there before it, under its code: a line that was altered, cut out or moved forward is refused, and with it
 * everything; a copy of an earlier line says nothing new. Lines cut off the end leave what is before them in order: `openAfterStart` misses them by what the
 * database knows, which are erasures, holds that stand, and the last checkpoint that a gate has seen there. It does not miss the release of a hold, nor
 * a checkpoint that was recorded since a gate last looked.
 * Keep the file where it can only grow, apart from `prune`, which writes a new one beside it and renames it.
 *
 * @param key - 32 random bytes; the ledger's own key will do
 * @param options - `create`: makes the file when there is none; without it a missing ledger is refused, since it may have been lost
 * @throws `LEDGER_INVALID`; its methods `LEDGER_INVALID` (details: `line`), `FILE_FAILED`
 */
export function fileErasureStore(path: string, key: Uint8Array, options: { readonly create?: boolean } = {}): ErasureStore {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw new PrivacyError("LEDGER_INVALID", "the key of a ledger has 32 bytes");
  const secret = hmac(sha256, key, utf8("favorable ledger line v2"));
  let create = options.create === true;

  const counted = { ino: 0, offset: 0, codes: new Set<string>() };
  /** How many lines a file holds; only what came since the last look is read. */
  const countLines = async (handle: FileHandle, ino: number, size: number): Promise<number> => {
    if (counted.ino !== ino || size < counted.offset) Object.assign(counted, { ino, offset: 0, codes: new Set<string>() });
    const bytes = new Uint8Array(size - counted.offset);
    await handle.read(bytes, 0, bytes.length, counted.offset);
    const end = bytes.lastIndexOf(FEED) + 1;
    for (const line of linesOf(bytes.subarray(0, end))) counted.codes.add(line.slice(0, CODE_DIGITS));
    counted.offset += end;
    return counted.codes.size;
  };

  const add = async (entry: LedgerEntry): Promise<number> => {
    const handle = await open(path, constants.O_RDWR | constants.O_APPEND | (create ? constants.O_CREAT : 0), 0o600);
    try {
      if (create) await syncFolder(dirname(path));
      create = false;
      const { size, ino } = await handle.stat();
      const line = lineOf(entry, await countLines(handle, ino, size), secret);
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
        // A line that went into a file which was replaced meanwhile is added to the new one; twice is as good as once.
        while ((await add(entry)) !== (await stat(path)).ino);
      }),
    // The time of a change of the file cannot be set, unlike that of its content.
    version: () =>
      coded(async () => {
        const found = await stat(path, { bigint: true }).catch((error: unknown) => {
          if (create && systemWord(error) === "ENOENT") return undefined;
          throw error;
        });
        return found === undefined ? "none" : `${found.ino} ${found.size} ${found.ctimeNs}`;
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
            await handle.writeFile(concatBytes(...kept.map((entry, before) => lineOf(entry, before, secret))));
            await handle.sync();
          } finally {
            await handle.close();
          }
          await rename(draft, path);
          await syncFolder(dirname(path));
          // Whoever added to the old file just before the rename may not have noticed: what came after our reading is added again.
          const whole = concatBytes(before, await old.readFile());
          for (const entry of readLines(whole, secret).slice(entries.length)) await add(entry);
          return entries.length - kept.length;
        } finally {
          await old.close();
        }
      }),
  };
}

/** Code, count of the lines before, entry. */
function lineOf(entry: LedgerEntry, before: number, secret: Uint8Array): Uint8Array {
  const text = `${before} ${canonicalJson({ ...entry })}`;
  return utf8(`${codeOf(text, secret)} ${text}\n`);
}

function codeOf(text: string, secret: Uint8Array): string {
  return toHex(hmac(sha256, secret, utf8(text)));
}

/** The lines that are whole; one that a crash cut short was never acknowledged. */
function linesOf(content: Uint8Array): string[] {
  const lines: string[] = [];
  for (let start = 0; ; ) {
    const end = content.indexOf(FEED, start);
    if (end < 0) return lines; // A line without its end is being written, or was cut short.
    if (content[end - 1] !== CANCEL) lines.push(new TextDecoder().decode(content.subarray(start, end)));
    start = end + 1;
  }
}

/** Entries in the order in which they were added, each once. */
function readLines(content: Uint8Array, secret: Uint8Array): LedgerEntry[] {
  const read = new Map<string, { readonly before: number; readonly entry: LedgerEntry }>();
  for (const [at, text] of linesOf(content).entries()) {
    const code = text.slice(0, CODE_DIGITS);
    if (read.has(code)) continue;
    const { before, entry } = readLine(text, secret, at + 1);
    // Lines that were there when it was added are not: they were cut out, or it was moved.
    if (before > read.size) throw altered(at + 1);
    read.set(code, { before, entry });
  }
  return [...read.values()].sort((left, right) => left.before - right.before).map(({ entry }) => entry);
}

function readLine(text: string, secret: Uint8Array, line: number): { readonly before: number; readonly entry: LedgerEntry } {
  const [code, body] = [text.slice(0, CODE_DIGITS), text.slice(CODE_DIGITS + 1)];
  const [, before, json] = /^(\d{1,15}) (.*)$/s.exec(body) ?? [];
  const genuine = /^[0-9a-f]{64} /.test(text) && equalBytes(fromHex(code), fromHex(codeOf(body, secret)));
  const entry = genuine && json !== undefined ? readEntry(parse(json)) : undefined;
  if (entry === undefined) throw altered(line);
  return { before: Number(before), entry };
}

function altered(line: number): PrivacyError {
  return new PrivacyError("LEDGER_INVALID", "a line of the ledger was altered, cut out or moved, or made with another key", { line });
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
