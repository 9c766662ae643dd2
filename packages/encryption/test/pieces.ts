/** Helpers of the tests: driving the engines and the streams in chosen pieces. */
import { concatBytes } from "@favorable/core";
import { type AgeDecryptOptions, AgeDecryptStream, type AgeSource, ageDecryptor, openAge } from "@favorable/encryption";

/** What came out before the end or the error. */
export interface Released {
  readonly bytes: Uint8Array;
  readonly error: unknown;
}

/** Cuts bytes into pieces of the given sizes, repeated. */
export function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** Runs the decrypting engine. */
export async function decryptPieces(pieces: Iterable<Uint8Array>, options: AgeDecryptOptions): Promise<Released> {
  const released: Uint8Array[] = [];
  let error: unknown;
  try {
    const decryptor = ageDecryptor(options);
    for (const piece of pieces) await decryptor.push(piece, (bytes) => released.push(bytes));
    await decryptor.end((bytes) => released.push(bytes));
  } catch (caught) {
    error = caught;
  }
  return { bytes: concatBytes(...released), error };
}

/** Runs the decrypting stream and reads it to its end or error. */
export async function decryptStream(pieces: Iterable<Uint8Array>, options: AgeDecryptOptions): Promise<Released> {
  const readable = toStream(pieces).pipeThrough(new AgeDecryptStream(options));
  const released: Uint8Array[] = [];
  try {
    for await (const bytes of readable) released.push(bytes);
    return { bytes: concatBytes(...released), error: undefined };
  } catch (error) {
    return { bytes: concatBytes(...released), error };
  }
}

/** Reads the whole plaintext through the reader for any place, in runs of an odd length. */
export async function decryptSeeking(file: Uint8Array, options: AgeDecryptOptions): Promise<Released> {
  const released: Uint8Array[] = [];
  try {
    const reader = await openAge(sourceOf(file), options);
    for (let at = 0; at < reader.size; at += 100_003) released.push(await reader.read(at, 100_003));
    return { bytes: concatBytes(...released), error: undefined };
  } catch (error) {
    return { bytes: concatBytes(...released), error };
  }
}

/** Bytes as a source that is read at any place. */
export function sourceOf(file: Uint8Array): AgeSource {
  return { size: file.length, read: (offset, length) => file.subarray(offset, offset + length) };
}

/** A stream of the pieces. */
export function toStream(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** Everything a stream gives. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const bytes of stream) all.push(bytes);
  return new Uint8Array(Buffer.concat(all));
}

/** Bytes with a pattern, the same for the same length. */
export function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = (at * 31 + (at >>> 8)) & 255;
  return bytes;
}
