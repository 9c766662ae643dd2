/** Time-based one-time codes (RFC 6238 over RFC 4226), for a second factor. */
import { equalBytes, PrivacyError, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { randomBytes } from "@noble/hashes/utils.js";

/** How codes are made; what authenticator applications take unless told: SHA-1, 6 digits, 30 seconds. */
export interface TotpOptions {
  readonly algorithm?: "sha1" | "sha256" | "sha512";
  readonly digits?: 6 | 7 | 8;
  /** Seconds of a step, 15 to 60. */
  readonly step?: number;
}

const HASHES = { sha1, sha256, sha512 } as const;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** RFC 4226 §4, R6: 128 bits at the least, 160 recommended. */
const LEAST_BYTES = 16;

/** A new shared secret of 160 bits (RFC 4226 §4, R6). Keep it sealed: who reads it makes codes. */
export function newTotpSecret(): Uint8Array {
  return randomBytes(20);
}

/** A secret as authenticator applications take it: base32 without padding (RFC 4648 §6). */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((part) => ALPHABET.charAt(Number.parseInt(part.padEnd(5, "0"), 2))).join("");
}

/**
 * The code of an instant.
 *
 * @throws `TOTP_INVALID` for a secret of less than 16 bytes, or options that are none
 */
export function totpCode(secret: Uint8Array, at: Date, options: TotpOptions = {}): string {
  return codeOfStep(secret, stepOf(at, options), options);
}

/**
 * Holds a code against a secret: the step that it belongs to, or undefined. Store the step with the account and give it as `after` the next
 * time, for a code is good once (RFC 6238 §5.2). One step to either side is taken for clocks that differ (same section).
 *
 * @throws `TOTP_INVALID`
 * @example
 * ```ts
 * import { newTotpSecret, totpCode, verifyTotp } from "@favorable/access/credentials";
 *
 * const secret = newTotpSecret();
 * const now = new Date();
 * const step = verifyTotp(secret, totpCode(secret, now), { now });
 * console.log(step !== undefined); // true
 * console.log(verifyTotp(secret, totpCode(secret, now), { now, ...(step === undefined ? {} : { after: step }) })); // undefined
 * ```
 */
export function verifyTotp(
  secret: Uint8Array,
  code: string,
  { now, after = Number.NEGATIVE_INFINITY, ...options }: TotpOptions & { readonly now: Date; readonly after?: number },
): number | undefined {
  const given = utf8(String(code));
  const current = stepOf(now, options);
  let found: number | undefined;
  // Every step is computed and compared, whichever matches.
  for (const step of [current - 1, current, current + 1])
    if (step >= 0 && equalBytes(given, utf8(codeOfStep(secret, step, options))) && step > after) found = step;
  return found;
}

function stepOf(at: Date, { step = 30 }: TotpOptions): number {
  if (!Number.isInteger(step) || step < 15 || step > 60 || !(at.getTime() >= 0)) throw invalid();
  return Math.floor(at.getTime() / 1000 / step);
}

/** RFC 4226 §5.3. */
function codeOfStep(secret: Uint8Array, step: number, { algorithm = "sha1", digits = 6 }: TotpOptions): string {
  if (!(secret instanceof Uint8Array) || secret.length < LEAST_BYTES || !Object.hasOwn(HASHES, algorithm) || ![6, 7, 8].includes(digits))
    throw invalid();
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  const mac = hmac(HASHES[algorithm], secret, counter);
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const truncated = new DataView(mac.buffer, mac.byteOffset + offset, 4).getUint32(0) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, "0");
}

function invalid(): PrivacyError {
  return new PrivacyError("TOTP_INVALID", "codes have a secret of at least 16 bytes, 6 to 8 digits and steps of 15 to 60 seconds");
}
