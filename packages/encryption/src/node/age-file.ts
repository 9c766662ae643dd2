/** age files on disk: encrypted, decrypted, given other recipients, read at any place. */
import { readSync, writevSync } from "node:fs";
import { constants, type FileHandle, open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { type AgeDecryptOptions, ageDecryptor } from "../age/decryptor.ts";
import { type AgeEncryptOptions, ageEncryptor } from "../age/encryptor.ts";
import { type AgeRekeyOptions, rekeyer } from "../age/rekey.ts";
import type { AgeSource } from "../age/seek.ts";
import type { Engine } from "../age/stream-pair.ts";
import { fileError } from "./file-error.ts";
import { type WholeFileOptions, writeWhole } from "./whole-file.ts";

/** Eight chunks: smaller reads cost more calls, larger ones more memory. */
const STEP = 8 * 65_536;

/** What was read and written, in bytes. */
export interface FileSizes {
  /** Bytes of the source. */
  readonly read: number;
  /** Bytes of the target. */
  readonly written: number;
}

/**
 * Encrypts a file into another. The target appears whole or not at all.
 *
 * @throws `AGE_RECIPIENT`, `FILE_EXISTS`, `FILE_FAILED` with `what` (`source` or `target`) and the operating system's `reason`
 */
export async function encryptAgeFile(source: string, target: string, options: AgeEncryptOptions & WholeFileOptions): Promise<FileSizes> {
  return convert(source, target, options, await ageEncryptor(options));
}

/**
 * Decrypts a file into another, which appears only when the last chunk is verified. Until then its plaintext stands beside it as `.partial`,
 * for the owner alone; a process that is killed leaves it. Where no plaintext may touch the disk, read the stream instead.
 *
 * @throws `AGE_IDENTITY`, `AGE_ARMOR`, `AGE_HEADER`, `AGE_NO_MATCH`, `AGE_HMAC`, `AGE_PAYLOAD`, `AGE_TRUNCATED`, `FILE_EXISTS`, `FILE_FAILED`
 */
export async function decryptAgeFile(source: string, target: string, options: AgeDecryptOptions & WholeFileOptions): Promise<FileSizes> {
  return convert(source, target, options, ageDecryptor(options));
}

/** Writes a file with other recipients: a new header, the payload copied; see `rekeyAge`. `source` and `target` may be the same. */
export async function rekeyAgeFile(source: string, target: string, options: AgeRekeyOptions & WholeFileOptions): Promise<FileSizes> {
  return convert(source, target, options, rekeyer(options));
}

/** A file as a source for `openAge`, to be closed. */
export interface AgeFileSource extends AgeSource {
  /** Closes the file. */
  close(): Promise<void>;
}

/** Opens a file for `openAge`; throws `FILE_FAILED`. */
export async function ageFileSource(path: string): Promise<AgeFileSource> {
  const handle = await opened(path);
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, await readFull(handle, bytes, offset));
    },
    close: () => handle.close(),
  };
}

async function convert(source: string, target: string, options: WholeFileOptions, engine: Engine): Promise<FileSizes> {
  const input = await opened(source);
  try {
    return await writeWhole(target, options, (output) => pump(input, output, engine));
  } finally {
    await input.close();
  }
}

/**
 * Reads and writes on this thread, one step at a time, and lets others run after each: a step is mostly encryption, which is here anyway, and
 * handing every piece to another thread and back cost a fifth more of the processor than all the rest.
 */
async function pump(input: FileHandle, output: FileHandle, engine: Engine): Promise<FileSizes> {
  const buffer = new Uint8Array(STEP);
  let parts: Uint8Array[] = [];
  let read = 0;
  let written = 0;
  const emit = (bytes: Uint8Array): void => {
    parts.push(bytes);
  };
  const flush = (): void => {
    for (let rest = parts; rest.length > 0; ) {
      const count = writevSync(output.fd, rest);
      written += count;
      rest = after(rest, count);
    }
    parts = [];
  };
  for (;;) {
    const count = fill(input, buffer);
    read += count;
    if (count > 0) await engine.push(buffer.subarray(0, count), emit);
    if (count < STEP) break;
    flush();
    await setImmediate();
  }
  await engine.end(emit);
  flush();
  buffer.fill(0);
  return { read, written };
}

/** Fills the buffer, or as far as the file goes. */
function fill(input: FileHandle, buffer: Uint8Array): number {
  let count = 0;
  try {
    for (let got = -1; count < buffer.length && got !== 0; count += got)
      got = readSync(input.fd, buffer, count, buffer.length - count, null);
  } catch (error) {
    throw fileError(error, "source");
  }
  return count;
}

/** What is left of pieces of which the first bytes are written. */
function after(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  const rest: Uint8Array[] = [];
  let skip = written;
  for (const part of parts) {
    if (part.length > skip) rest.push(part.subarray(skip));
    skip = Math.max(0, skip - part.length);
  }
  return rest;
}

/** Fills the buffer from a place, or as far as the file goes. */
async function readFull(handle: FileHandle, buffer: Uint8Array, position: number): Promise<number> {
  let count = 0;
  try {
    for (let got = -1; count < buffer.length && got !== 0; count += got)
      ({ bytesRead: got } = await handle.read(buffer, count, buffer.length - count, position + count));
  } catch (error) {
    throw fileError(error, "source");
  }
  return count;
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY);
  } catch (error) {
    throw fileError(error, "source");
  }
}
