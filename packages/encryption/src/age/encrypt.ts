/** Encrypts a whole or a stream into an age file. */
import { joinBytes } from "./byte-buffer.ts";
import { type AgeEncryptOptions, ageEncryptor } from "./encryptor.ts";
import { readRecipients } from "./recipients.ts";
import { type BytePair, streamPair } from "./stream-pair.ts";

/**
 * Encrypts a stream: a web-standard transform for `pipeThrough`.
 *
 * The file is complete only when the input has been closed; an aborted one does not open.
 */
export class AgeEncryptStream implements BytePair {
  /** The age file. */
  readonly readable: ReadableStream<Uint8Array>;
  /** The plaintext. */
  readonly writable: WritableStream<Uint8Array>;

  /** Throws `AGE_RECIPIENT` at once for malformed recipients; a recipient that fails later errors the stream. */
  constructor(options: AgeEncryptOptions) {
    readRecipients(options?.recipients);
    ({ readable: this.readable, writable: this.writable } = streamPair(ageEncryptor(options)));
  }
}

/**
 * Encrypts to age recipients.
 *
 * @param data - bytes, or a stream of them
 * @returns the age file, of the same kind as `data`
 * @throws `AGE_RECIPIENT`
 * @example
 * ```ts
 * import { decryptAge, encryptAge, generateIdentity } from "@favorable/encryption";
 *
 * const { identity, recipient } = await generateIdentity();
 * const file = await encryptAge(new TextEncoder().encode("a register"), { recipients: [recipient] });
 * const text = new TextDecoder().decode(await decryptAge(file, { identities: [identity] }));
 * console.log(text); // a register
 * ```
 */
export function encryptAge(data: Uint8Array, options: AgeEncryptOptions): Promise<Uint8Array>;
export function encryptAge(data: ReadableStream<Uint8Array>, options: AgeEncryptOptions): ReadableStream<Uint8Array>;
export function encryptAge(
  data: Uint8Array | ReadableStream<Uint8Array>,
  options: AgeEncryptOptions,
): Promise<Uint8Array> | ReadableStream<Uint8Array> {
  return data instanceof Uint8Array ? encryptBytes(data, options) : data.pipeThrough(new AgeEncryptStream(options));
}

async function encryptBytes(data: Uint8Array, options: AgeEncryptOptions): Promise<Uint8Array> {
  const encryptor = await ageEncryptor(options);
  const pieces: Uint8Array[] = [];
  encryptor.push(data, (piece) => pieces.push(piece));
  encryptor.end((piece) => pieces.push(piece));
  return joinBytes(pieces);
}
