/** Reads an encrypted file at any place, without reading what stands before it (C2SP age, "Payload": seeking). */

import { open } from "#crypto";
import { ageError } from "./age-error.ts";
import { looksArmored } from "./armor.ts";
import { joinBytes } from "./byte-buffer.ts";
import type { AgeDecryptOptions } from "./decryptor.ts";
import { HEADER_STEP, type Header, HeaderReader } from "./header.ts";
import { CHUNK, chunkNonce, NONCE, payloadKey, SEALED, TAG } from "./payload.ts";
import { readIdentities, unwrapFileKey } from "./recipients.ts";

/** A file that can be read at any place. */
export interface AgeSource {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Gives exactly `length` bytes from `offset`; never asked beyond `size`. */
  read(offset: number, length: number): Promise<Uint8Array> | Uint8Array;
}

/** The plaintext of a file, to be read at any place. */
export interface AgeReader {
  /** Bytes of the plaintext; authentic. */
  readonly size: number;
  /**
   * Gives the plaintext from `offset`: `length` bytes, or fewer where the plaintext ends. Every chunk is authenticated before anything of
   * it is given.
   *
   * @throws `AGE_RANGE` for what is no place, `AGE_PAYLOAD` with the chunk, `AGE_TRUNCATED` when the source gives less than it has
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Chunks that one call of the source gives at most: 512 KiB. */
const RUN = 8;

/**
 * Opens a file for reading at any place. The last chunk is read and verified first: only then are the size and the end of the plaintext
 * what the writer made them.
 *
 * @param source - a binary age file; armor has no places
 * @throws `AGE_IDENTITY`, `AGE_ARMOR` for an armored file, `AGE_HEADER`, `AGE_NO_MATCH`, `AGE_HMAC`, `AGE_PAYLOAD`, `AGE_TRUNCATED`
 * @example
 * ```ts
 * import { encryptAge, generateIdentity, openAge } from "@favorable/encryption";
 *
 * const { identity, recipient } = await generateIdentity();
 * const file = await encryptAge(new TextEncoder().encode("first,second,third"), { recipients: [recipient] });
 * const source = { size: file.length, read: (offset: number, length: number) => file.subarray(offset, offset + length) };
 * const reader = await openAge(source, { identities: [identity] });
 * console.log(new TextDecoder().decode(await reader.read(6, 6))); // second
 * ```
 */
export async function openAge(source: AgeSource, options: Pick<AgeDecryptOptions, "identities">): Promise<AgeReader> {
  const identities = readIdentities(options?.identities);
  const header = await findHeader(source);
  const start = header.length + NONCE;
  const fileKey = await unwrapFileKey(header, identities);
  if (source.size < start) throw ageError("AGE_HEADER", "the file ends before its payload");
  const key = payloadKey(fileKey, await take(source, header.length, NONCE, 0));
  fileKey.fill(0);

  const sealed = source.size - start;
  const last = Math.max(0, Math.ceil(sealed / SEALED) - 1);
  let held = { chunk: last, bytes: await openLast(source, key, start, sealed, last) };
  const size = last * CHUNK + held.bytes.length;

  const openRun = async (from: number, to: number): Promise<Uint8Array[]> => {
    const bytes = await take(source, start + from * SEALED, Math.min(sealed, (to + 1) * SEALED) - from * SEALED, from);
    return Array.from({ length: to - from + 1 }, (_, at) => {
      const chunk = from + at;
      const plaintext = open(key, chunkNonce(chunk, chunk === last), bytes.subarray(at * SEALED, (at + 1) * SEALED));
      if (plaintext === undefined) throw ageError("AGE_PAYLOAD", "the payload was altered: a chunk is not authentic", { chunk });
      return plaintext;
    });
  };
  return {
    size,
    async read(offset, length) {
      if (!isPlace(offset) || !isPlace(length)) throw ageError("AGE_RANGE", "offset and length are whole numbers from 0");
      const end = Math.min(size, offset + length);
      const pieces: Uint8Array[] = [];
      for (let at = offset; at < end; ) {
        const chunk = Math.floor(at / CHUNK);
        const to = Math.min(Math.floor((end - 1) / CHUNK), chunk + RUN - 1);
        const run = held.chunk === chunk ? [held.bytes] : await openRun(chunk, to);
        const stop = Math.min(end, (chunk + run.length) * CHUNK);
        for (const [index, bytes] of run.entries()) {
          const from = (chunk + index) * CHUNK;
          pieces.push(bytes.subarray(Math.max(0, at - from), end - from));
          held = { chunk: chunk + index, bytes };
        }
        at = stop;
      }
      return joinBytes(pieces);
    },
  };
}

async function findHeader(source: AgeSource): Promise<Header> {
  const reader = new HeaderReader();
  for (let at = 0; at < source.size; ) {
    const bytes = await take(source, at, Math.min(HEADER_STEP, source.size - at), 0);
    if (at === 0 && looksArmored(bytes)) throw ageError("AGE_ARMOR", "an armored file cannot be read at any place: take the armor off");
    const found = reader.push(bytes);
    if (found !== undefined) return found.header;
    at += bytes.length;
  }
  throw reader.ended();
}

/** Opens the last chunk as the last one; tells a file cut between two chunks from an altered one. */
async function openLast(source: AgeSource, key: Uint8Array, start: number, sealed: number, last: number): Promise<Uint8Array> {
  const length = sealed - last * SEALED;
  if (length < TAG) throw ageError("AGE_TRUNCATED", "the file ends without its last chunk", { chunk: last });
  const bytes = await take(source, start + last * SEALED, length, last);
  const plaintext = open(key, chunkNonce(last, true), bytes);
  if (plaintext !== undefined && (plaintext.length > 0 || last === 0)) return plaintext;
  if (open(key, chunkNonce(last, false), bytes) !== undefined)
    throw ageError("AGE_TRUNCATED", "the file ends without its last chunk", { chunk: last + 1 });
  throw ageError("AGE_PAYLOAD", "the payload was altered: the last chunk is not authentic", { chunk: last });
}

async function take(source: AgeSource, offset: number, length: number, chunk: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw ageError("AGE_TRUNCATED", "the source gave fewer bytes than it has", { chunk });
  return bytes;
}

function isPlace(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
