/** Salted commitments: a hash that proves a part without telling it, and tells nothing once salt and part are gone. */
import { canonicalJson, concatBytes, type JsonValue, PrivacyError, utf8 } from "@favorable/core";
import { sha256 } from "#crypto";
import { coded, isBytes } from "./coded.ts";

/** Bytes of a salt. Without the salt nobody can test guesses of the value against the commitment. */
export const SALT_SIZE = 16;

/** Separates these hashes from every other use of SHA-256; its first byte is none of RFC 6962's. */
const DOMAIN = utf8("favorable.audit.part/1\u0000");

/** What a part commits to. */
export interface PartPayload {
  /** Name of the part. */
  readonly name: string;
  /** Whom it is about. */
  readonly subject?: string;
  /** The value. */
  readonly value: JsonValue;
}

/** What opens a commitment: erasing it erases the part. */
export interface PartOpening {
  /** 16 random bytes. */
  readonly salt: Uint8Array;
  /** RFC 8785 bytes of the {@link PartPayload}. */
  readonly payload: Uint8Array;
}

/** The bytes of a payload; throws `NOT_CANONICAL` for what JSON cannot carry faithfully. */
export function payloadBytes(part: PartPayload): Uint8Array {
  return coded("NOT_CANONICAL", "the part cannot be read", () => {
    const { name, subject, value } = part;
    // One level deeper, as it stands in an exported line: what can be committed can be exported.
    return utf8(canonicalJson({ part: { name, subject, value } }).slice('{"part":'.length, -1));
  });
}

/**
 * `SHA-256("favorable.audit.part/1" || 0x00 || salt || payload)`; the salt has a fixed length, so no two inputs join alike.
 *
 * @throws `OPENING_INVALID` when it is not a salt of 16 bytes and a payload
 */
export function commit(opening: PartOpening): Uint8Array {
  const { salt, payload } = opening ?? {};
  if (!isBytes(salt) || salt.length !== SALT_SIZE || !isBytes(payload))
    throw new PrivacyError("OPENING_INVALID", "an opening is a salt of 16 bytes and a payload");
  return sha256(concatBytes(DOMAIN, salt, payload));
}

/** One call for the random bytes of many: a call costs more than the bytes. What was given is wiped from the pool. */
const POOL = 8192;
let pool = new Uint8Array(0);
let next = 0;

/** 16 random bytes: a salt, an identifier. */
export function freshSalt(): Uint8Array {
  if (next >= pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(POOL));
    next = 0;
  }
  const salt = pool.slice(next, next + SALT_SIZE);
  pool.fill(0, next, next + SALT_SIZE);
  next += SALT_SIZE;
  return salt;
}
