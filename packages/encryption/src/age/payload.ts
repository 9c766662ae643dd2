/** The payload of an age file (C2SP age, "Payload"): chunks of 64 KiB, each sealed with its number and a last-chunk mark. */
import { utf8 } from "@favorable/core";
import { hkdfSha256, open, seal } from "#crypto";
import { ageError } from "./age-error.ts";

/** Takes bytes that are ready to leave. */
export type Emit = (bytes: Uint8Array) => void;

/** Plaintext bytes per chunk. */
export const CHUNK: number = 64 * 1024;
/** Bytes of the Poly1305 tag. */
export const TAG = 16;
/** Bytes of the random nonce before the first chunk. */
export const NONCE = 16;
/** Bytes of a full chunk with its tag. */
export const SEALED: number = CHUNK + TAG;

/** The key of the payload. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdfSha256(fileKey, nonce, utf8("payload"));
}

/** The nonce of a chunk: 11 bytes of its number from 0, big endian, then 1 for the last chunk. */
export function chunkNonce(index: number, last: boolean): Uint8Array {
  const bytes = new Uint8Array(12);
  // 2^53 chunks are more than any file has: the three bytes above are always zero.
  new DataView(bytes.buffer).setBigUint64(3, BigInt(index));
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Counts chunks without a new array for each. */
class ChunkNonce {
  readonly bytes: Uint8Array = new Uint8Array(12);
  index = 0;

  next(): void {
    this.index++;
    for (let at = 10; at >= 0; at--) {
      const value = ((this.bytes[at] ?? 0) + 1) & 255;
      this.bytes[at] = value;
      if (value !== 0) return;
    }
  }

  last(): void {
    this.bytes[11] = 1;
  }
}

/** Seals plaintext that arrives in pieces; one full chunk is held back, because only the end tells which is last. */
export class PayloadSealer {
  readonly #key: Uint8Array;
  readonly #nonce = new ChunkNonce();
  readonly #held: Uint8Array = new Uint8Array(CHUNK);
  #length = 0;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Adds plaintext; the array may be reused afterwards. */
  push(bytes: Uint8Array, emit: Emit): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#length === CHUNK) {
        this.#seal(this.#held, emit);
        this.#length = 0;
      }
      // More than a chunk with nothing held: no copy is needed.
      if (this.#length === 0 && bytes.length - at > CHUNK) {
        this.#seal(bytes.subarray(at, at + CHUNK), emit);
        at += CHUNK;
        continue;
      }
      const taken = Math.min(CHUNK - this.#length, bytes.length - at);
      this.#held.set(bytes.subarray(at, at + taken), this.#length);
      this.#length += taken;
      at += taken;
    }
  }

  /** Seals the last chunk, which is empty only when the whole payload is. */
  end(emit: Emit): void {
    this.#nonce.last();
    this.#seal(this.#held.subarray(0, this.#length), emit);
    this.#held.fill(0);
  }

  #seal(plaintext: Uint8Array, emit: Emit): void {
    for (const part of seal(this.#key, this.#nonce.bytes, plaintext)) if (part.length > 0) emit(part);
    this.#nonce.next();
  }
}

/** Opens sealed bytes that arrive in pieces; gives out nothing that is not authenticated. */
export class PayloadOpener {
  readonly #key: Uint8Array;
  readonly #nonce = new ChunkNonce();
  readonly #held: Uint8Array = new Uint8Array(SEALED);
  #length = 0;
  #done = false;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Adds sealed bytes; throws `AGE_PAYLOAD` with the number of the chunk, from 0. */
  push(bytes: Uint8Array, emit: Emit): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#done) throw this.#refuse("bytes follow the last chunk");
      if (this.#length === 0 && bytes.length - at >= SEALED) {
        this.#openFull(bytes.subarray(at, at + SEALED), emit);
        at += SEALED;
        continue;
      }
      const taken = Math.min(SEALED - this.#length, bytes.length - at);
      this.#held.set(bytes.subarray(at, at + taken), this.#length);
      this.#length += taken;
      at += taken;
      if (this.#length < SEALED) return;
      this.#length = 0;
      this.#openFull(this.#held, emit);
    }
  }

  /** Opens the last chunk; throws `AGE_TRUNCATED` where there is none, `AGE_PAYLOAD` where it is not authentic. */
  end(emit: Emit): void {
    if (this.#done) return;
    if (this.#length < TAG) {
      throw ageError("AGE_TRUNCATED", "the file ends without its last chunk", { chunk: this.#nonce.index });
    }
    if (this.#length === TAG && this.#nonce.index > 0) throw this.#refuse("the last chunk is empty");
    this.#nonce.last();
    const plaintext = open(this.#key, this.#nonce.bytes, this.#held.subarray(0, this.#length));
    if (plaintext === undefined) throw this.#refuse("the last chunk is not authentic: altered or cut off inside");
    this.#done = true;
    if (plaintext.length > 0) emit(plaintext);
  }

  /** A chunk of full size may be any chunk or the last one. */
  #openFull(sealed: Uint8Array, emit: Emit): void {
    let plaintext = open(this.#key, this.#nonce.bytes, sealed);
    if (plaintext === undefined) {
      this.#nonce.last();
      plaintext = open(this.#key, this.#nonce.bytes, sealed);
      if (plaintext === undefined) throw this.#refuse("a chunk is not authentic");
      this.#done = true;
    }
    emit(plaintext);
    this.#nonce.next();
  }

  #refuse(reason: string): Error {
    return ageError("AGE_PAYLOAD", `the payload was altered: ${reason}`, { chunk: this.#nonce.index });
  }
}

/**
 * Tells how many plaintext bytes a sealed payload holds.
 *
 * @param sealed - bytes after the header, the 16-byte nonce included
 * @returns undefined when no valid payload has this size
 */
export function plaintextSize(sealed: number): number | undefined {
  const bytes = sealed - NONCE;
  const chunks = Math.max(1, Math.ceil(bytes / SEALED));
  const plain = bytes - chunks * TAG;
  return plain < 0 || (plain === 0 && chunks > 1) || Math.max(1, Math.ceil(plain / CHUNK)) !== chunks ? undefined : plain;
}
