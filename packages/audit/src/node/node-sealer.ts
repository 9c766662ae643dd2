/** A sealer of bodies made of node:crypto: AES-256-GCM, keys wrapped under one that is not in the database. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { fromBase64, PrivacyError, toBase64 } from "@favorable/core";
import type { BodySealer } from "../body-sealer.ts";

/** Nonce and tag of GCM (NIST SP 800-38D), in bytes. */
const NONCE = 12;
const TAG = 16;

/**
 * Makes a sealer.
 *
 * A body is sealed under a key of its own, HMAC-SHA-256 of the data key over its place: each is used once, so that the nonce may be zero and
 * no number of bodies is too many.
 *
 * @param keyEncryptionKey - 32 secret bytes that wrap the data keys; kept outside the database, in a key management service or a file
 * @throws `SEALER_INVALID` for another length
 * @example
 * ```ts
 * import { nodeSealer } from "@favorable/audit/node";
 *
 * const sealer = nodeSealer(crypto.getRandomValues(new Uint8Array(32)));
 * const { key, wrapped } = await sealer.newKey();
 * console.log((await sealer.unwrap(wrapped)).join() === key.join()); // true
 * ```
 */
export function nodeSealer(keyEncryptionKey: Uint8Array): BodySealer {
  if (!(keyEncryptionKey instanceof Uint8Array) || keyEncryptionKey.length !== 32)
    throw new PrivacyError("SEALER_INVALID", "a key that wraps keys has 32 bytes");
  const wrapping = Uint8Array.from(keyEncryptionKey);
  return {
    async newKey() {
      const key = new Uint8Array(randomBytes(32));
      const nonce = randomBytes(NONCE);
      return { key, wrapped: toBase64(Buffer.concat([nonce, seal(wrapping, nonce, key, WRAPPED)])) };
    },
    async unwrap(wrapped) {
      const bytes = fromBase64(wrapped);
      return open(wrapping, bytes.subarray(0, NONCE), bytes.subarray(NONCE), WRAPPED);
    },
    seal: (key, plain, place) => seal(ownKey(key, place), ZERO, plain, place),
    open: (key, sealed, place) => open(ownKey(key, place), ZERO, sealed, place),
  };
}

const ZERO = new Uint8Array(NONCE);
const WRAPPED = new TextEncoder().encode("favorable.audit.key/1");

function ownKey(key: Uint8Array, place: Uint8Array): Uint8Array {
  return createHmac("sha256", key).update(place).digest();
}

function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Uint8Array {
  const at = sealed.length - TAG;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG }).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(Math.max(0, at)));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, at)), decipher.final()]));
}
