/** Zlib (RFC 1950) with a ceiling on what comes out. */
import { deflateSync, inflateSync } from "node:zlib";
import { refusal, step } from "./refusal.ts";

/** Most bytes a certificate may unpack to: the largest of the 114 public test certificates has 755. */
const MAX_BYTES = 16_384;

/**
 * Unpacks one zlib stream that fills the whole input.
 *
 * @throws `CERTIFICATE_COMPRESSION` for anything else: another format, a cut or changed stream, bytes after it, more than 16 kB
 */
export function inflate(bytes: Uint8Array): Uint8Array {
  const { buffer, engine } = step("CERTIFICATE_COMPRESSION", () => unpack(bytes));
  // zlib ignores what follows its stream; a certificate has one spelling only.
  if (engine.bytesWritten !== bytes.length) throw refusal("CERTIFICATE_COMPRESSION");
  return new Uint8Array(buffer);
}

/** Packs bytes as one zlib stream. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(deflateSync(bytes, { level: 9 }));
}

interface Unpacked {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** The one cast of this file: the types of Node 20 do not tell that `info` changes the result. */
function unpack(bytes: Uint8Array): Unpacked {
  return inflateSync(bytes, { maxOutputLength: MAX_BYTES, info: true }) as unknown as Unpacked;
}
