/** Secrets are taken as bytes or text, used once, and their copies overwritten: no error and no object here holds one. */
import { PrivacyError, utf8 } from "@favorable/core";

/**
 * A password or code. Text is normalised (Unicode NFKC, as NIST SP 800-63B-4 §3.1.1.2 advises) and encoded in UTF-8; bytes are taken as they
 * are and stay the caller's to overwrite. The engine keeps a text in memory for as long as it likes: bytes are better.
 */
export type Secret = string | Uint8Array;

/** Longest secret, in bytes: long enough for any sentence, short enough to hash. */
const LONGEST_SECRET = 1024;

/** Runs with the bytes of a secret, and overwrites them. */
export async function withSecretBytes<T>(secret: Secret, run: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  const bytes = bytesOf(secret);
  try {
    return await run(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** The characters of a secret, to be looked at and let go. */
export function textOf(secret: Secret): string {
  if (typeof secret === "string") return assertSized(wellFormed(secret).normalize("NFKC"));
  if (!(secret instanceof Uint8Array)) throw invalid();
  try {
    return assertSized(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(secret));
  } catch {
    throw invalid(); // What the decoder says of its input is not repeated.
  }
}

function bytesOf(secret: Secret): Uint8Array {
  const bytes =
    typeof secret === "string" ? utf8(wellFormed(secret).normalize("NFKC")) : secret instanceof Uint8Array ? secret.slice() : undefined;
  if (bytes === undefined || bytes.length === 0 || bytes.length > LONGEST_SECRET) throw invalid();
  return bytes;
}

/** Half of a character has no bytes of its own: two texts would be one secret. */
function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw invalid();
  return text;
}

function assertSized(text: string): string {
  if (text.length > LONGEST_SECRET) throw invalid();
  return text;
}

function invalid(): PrivacyError {
  return new PrivacyError("SECRET_INVALID", "a secret is a well-formed text or UTF-8 bytes, 1 to 1,024 of them");
}
