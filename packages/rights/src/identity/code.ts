/** One-time codes: what is sent, what is kept, how they are compared. */
import { concatBytes, equalBytes, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { DeskRequest } from "../request/request.ts";

/** Digits to be typed, or 128 bits for a link. */
export type CodeForm = "digits" | "link";

/** Digits of a code to be typed. */
const DIGITS = 8;

/** Bytes of a code in a link: 128 bits. */
const LINK_BYTES = 16;

/** Minutes a code lives. */
export const CODE_MINUTES = 15;

/** Tries of one code. */
export const CODE_TRIES = 5;

/** Draws a code from the platform's random source; each of the 10^8 codes of digits is as likely as any other. */
export function newCode(form: CodeForm): string {
  if (form === "link")
    return toBase64(crypto.getRandomValues(new Uint8Array(LINK_BYTES)))
      .replace(/=+$/, "")
      .replaceAll("+", "-")
      .replaceAll("/", "_");
  const range = 10 ** DIGITS;
  // Drawn again where the remainder would favour the low codes.
  const limit = Math.floor(2 ** 32 / range) * range;
  for (;;) {
    const [drawn = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < limit) return String(drawn % range).padStart(DIGITS, "0");
  }
}

/**
 * What is kept of a code: HMAC-SHA-256 over the challenge and the code. Digits alone could be tried out offline; the key stands apart.
 *
 * @throws `CODE_KEY_INVALID` for a key of less than 32 bytes
 */
export function codeMac(key: Uint8Array, challenge: string, candidate: string | undefined, code: string): Uint8Array {
  // Whom it was sent to is under the key, too: a row of the table that names another does not answer to the code.
  return keyed(key, `code ${challenge}`, JSON.stringify([candidate ?? null, plain(code)]));
}

/** What shows that the desk verified a person: HMAC-SHA-256 over the facts of the verification, hexadecimal. */
export function proofMac(key: Uint8Array, { id, kind, purpose, subject, method, verifiedAt }: VerifiedFacts): string {
  return toHex(keyed(key, "verified", JSON.stringify([id, kind, purpose ?? null, subject, method, verifiedAt])));
}

/** The instant in one form, and everything else as it stands in a request. */
type VerifiedFacts = Partial<Pick<DeskRequest, "id" | "kind" | "purpose" | "subject" | "method" | "verifiedAt">>;

/** A name for what somebody claims, to count tries by without keeping it. */
export function claimMac(key: Uint8Array, claim: string): Uint8Array {
  // The same claim in other letters is the same claim.
  return keyed(key, "claim", claim.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase());
}

/** Compares a code with what was kept, in constant time. */
export function codeMatches(
  key: Uint8Array,
  { id, candidate, mac }: { readonly id: string; readonly candidate?: string; readonly mac: Uint8Array },
  code: string,
): boolean {
  return equalBytes(codeMac(key, id, candidate, code), mac);
}

/** People type digits in groups. */
function plain(code: string): string {
  const squeezed = code.replace(/[\s-]/g, "");
  return /^\d+$/.test(squeezed) ? squeezed : code.trim();
}

function keyed(key: Uint8Array, label: string, text: string): Uint8Array {
  if (!(key instanceof Uint8Array) || key.length < 32) throw new PrivacyError("CODE_KEY_INVALID", "the key of codes has at least 32 bytes");
  if (!text.isWellFormed()) return hmac(sha256, key, utf8(`${label} malformed`));
  return hmac(sha256, key, concatBytes(utf8(label), Uint8Array.of(0), utf8(text)));
}
