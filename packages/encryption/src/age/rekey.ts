/** Other recipients for the same file: a new header, the payload as it is. */

import { Armorer, Unarmor } from "./armor.ts";
import { joinBytes } from "./byte-buffer.ts";
import type { AgeDecryptOptions } from "./decryptor.ts";
import type { AgeEncryptOptions } from "./encryptor.ts";
import { HEADER_STEP, HeaderReader } from "./header.ts";
import type { Emit } from "./payload.ts";
import { readIdentities, readRecipients, unwrapFileKey, wrapFileKey } from "./recipients.ts";
import { type BytePair, type Engine, streamPair } from "./stream-pair.ts";

/** Who opens the old header, and whom the new one is for. */
export interface AgeRekeyOptions {
  /** As for {@link decryptAge}. */
  readonly identities: AgeDecryptOptions["identities"];
  /** The recipients of the new header, all of them: those of the old one are not kept. */
  readonly recipients: AgeEncryptOptions["recipients"];
  /** Writes ASCII armor. The input may have it or not. */
  readonly armor?: boolean;
}

/** Rewraps a stream: a web-standard transform for `pipeThrough`. */
export class AgeRekeyStream implements BytePair {
  /** The file with its new header. */
  readonly readable: ReadableStream<Uint8Array>;
  /** The file as it was. */
  readonly writable: WritableStream<Uint8Array>;

  /** Throws `AGE_IDENTITY` and `AGE_RECIPIENT` at once; the other refusals error the stream. */
  constructor(options: AgeRekeyOptions) {
    ({ readable: this.readable, writable: this.writable } = streamPair(Promise.resolve(rekeyer(options))));
  }
}

/**
 * Gives a file other recipients. The file key stays, so the payload is copied and not decrypted: the cost is that of two headers, whatever
 * the size. A payload that was damaged stays so and is refused when it is opened.
 *
 * Who could open the old file may have kept it, or its file key: this takes an access away from copies made from now on, not from theirs.
 *
 * @param data - an age file, binary or armored; bytes, or a stream of them
 * @returns the file with its new header, of the same kind as `data`
 * @throws `AGE_IDENTITY`, `AGE_RECIPIENT`, `AGE_ARMOR`, `AGE_HEADER`, `AGE_NO_MATCH`, `AGE_HMAC`
 * @example
 * ```ts
 * import { decryptAge, encryptAge, generateIdentity, rekeyAge } from "@favorable/encryption";
 *
 * const [former, next] = [await generateIdentity(), await generateIdentity()];
 * const file = await encryptAge(new Uint8Array(5), { recipients: [former.recipient] });
 * const rekeyed = await rekeyAge(file, { identities: [former.identity], recipients: [next.recipient] });
 * console.log((await decryptAge(rekeyed, { identities: [next.identity] })).length); // 5
 * ```
 */
export function rekeyAge(data: Uint8Array, options: AgeRekeyOptions): Promise<Uint8Array>;
export function rekeyAge(data: ReadableStream<Uint8Array>, options: AgeRekeyOptions): ReadableStream<Uint8Array>;
export function rekeyAge(
  data: Uint8Array | ReadableStream<Uint8Array>,
  options: AgeRekeyOptions,
): Promise<Uint8Array> | ReadableStream<Uint8Array> {
  return data instanceof Uint8Array ? rekeyBytes(data, options) : data.pipeThrough(new AgeRekeyStream(options));
}

async function rekeyBytes(data: Uint8Array, options: AgeRekeyOptions): Promise<Uint8Array> {
  const engine = rekeyer(options);
  const pieces: Uint8Array[] = [];
  await engine.push(data, (piece) => pieces.push(piece));
  await engine.end((piece) => pieces.push(piece));
  return joinBytes(pieces);
}

/** Starts a rekeying, for callers that drive the bytes themselves. */
export function rekeyer(options: AgeRekeyOptions): Engine {
  const identities = readIdentities(options?.identities);
  const recipients = readRecipients(options?.recipients);
  const input = new Unarmor(undefined);
  const armorer = options.armor === true ? new Armorer() : undefined;
  let reader: HeaderReader | undefined = new HeaderReader();

  const copy = async (bytes: Uint8Array, emit: Emit): Promise<void> => {
    const out: Emit = armorer === undefined ? emit : (piece) => armorer.push(piece, emit);
    let rest = bytes;
    while (reader !== undefined && rest.length > 0) {
      const found = reader.push(rest.subarray(0, HEADER_STEP));
      rest = rest.subarray(Math.min(rest.length, HEADER_STEP) - (found?.rest.length ?? 0));
      if (found === undefined) continue;
      const fileKey = await unwrapFileKey(found.header, identities);
      const header = await wrapFileKey(recipients, fileKey);
      fileKey.fill(0);
      reader = undefined;
      out(header);
    }
    if (rest.length > 0) out(rest);
  };
  return {
    push: (bytes, emit) => copy(input.push(bytes), emit),
    async end(emit) {
      await copy(input.end(), emit);
      if (reader !== undefined) throw reader.ended();
      armorer?.end(emit);
    },
  };
}
