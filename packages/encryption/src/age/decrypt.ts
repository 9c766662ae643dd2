/** Decrypts an age file, whole or streamed. */
import { joinBytes } from "./byte-buffer.ts";
import { type AgeDecryptOptions, ageDecryptor } from "./decryptor.ts";
import { type BytePair, streamPair } from "./stream-pair.ts";

/**
 * Decrypts a stream: a web-standard transform for `pipeThrough`.
 *
 * Every byte read is authentic and in its place, but only the close of `readable` says that the file is complete:
 * do not act on a beginning.
 */
export class AgeDecryptStream implements BytePair {
  /** The plaintext. */
  readonly readable: ReadableStream<Uint8Array>;
  /** The age file. */
  readonly writable: WritableStream<Uint8Array>;

  /** Throws `AGE_IDENTITY` at once; the other refusals error the stream. */
  constructor(options: AgeDecryptOptions) {
    ({ readable: this.readable, writable: this.writable } = streamPair(Promise.resolve(ageDecryptor(options))));
  }
}

/**
 * Decrypts an age file, binary or armored.
 *
 * @param data - bytes, or a stream of them
 * @returns the plaintext, of the same kind as `data`; bytes only when the whole file is authentic
 * @throws `AGE_IDENTITY`, `AGE_ARMOR`, `AGE_HEADER`, `AGE_NO_MATCH`, `AGE_HMAC`, `AGE_PAYLOAD`, `AGE_TRUNCATED`
 * @example
 * ```ts
 * import { isPrivacyError } from "@favorable/core";
 * import { decryptAge, encryptAge, generateIdentity } from "@favorable/encryption";
 *
 * const director = await generateIdentity();
 * const stranger = await generateIdentity();
 * const file = await encryptAge(new Uint8Array(100), { recipients: [director.recipient] });
 * const refused = await decryptAge(file, { identities: [stranger.identity] }).catch((error: unknown) => error);
 * console.log(isPrivacyError(refused, "AGE_NO_MATCH")); // true
 * const cut = await decryptAge(file.slice(0, -1), { identities: [director.identity] }).catch((error: unknown) => error);
 * console.log(isPrivacyError(cut, "AGE_PAYLOAD")); // true
 * ```
 */
export function decryptAge(data: Uint8Array, options: AgeDecryptOptions): Promise<Uint8Array>;
export function decryptAge(data: ReadableStream<Uint8Array>, options: AgeDecryptOptions): ReadableStream<Uint8Array>;
export function decryptAge(
  data: Uint8Array | ReadableStream<Uint8Array>,
  options: AgeDecryptOptions,
): Promise<Uint8Array> | ReadableStream<Uint8Array> {
  return data instanceof Uint8Array ? decryptBytes(data, options) : data.pipeThrough(new AgeDecryptStream(options));
}

async function decryptBytes(data: Uint8Array, options: AgeDecryptOptions): Promise<Uint8Array> {
  const decryptor = ageDecryptor(options);
  const pieces: Uint8Array[] = [];
  await decryptor.push(data, (piece) => pieces.push(piece));
  await decryptor.end((piece) => pieces.push(piece));
  return joinBytes(pieces);
}
