/** HPKE (RFC 9180) as far as age needs it: the key schedule of base mode, HKDF-SHA-256 and ChaCha20-Poly1305, one message. */
import { concatBytes, utf8 } from "@favorable/core";
import { hmacSha256 } from "#crypto";

const NONE: Uint8Array = new Uint8Array(0);
const VERSION: Uint8Array = utf8("HPKE-v1");

/**
 * The key and the nonce of the first message (RFC 9180 §5.1, mode_base).
 *
 * @param kem - number of the KEM in the IANA registry
 */
export function baseSchedule(kem: number, shared: Uint8Array, info: Uint8Array): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  // "HPKE" || KEM || KDF 0x0001 (HKDF-SHA256) || AEAD 0x0003 (ChaCha20Poly1305): RFC 9180 §5.1, §7.
  const suite = concatBytes(utf8("HPKE"), Uint8Array.of(kem >>> 8, kem & 255, 0, 1, 0, 3));
  const extract = (salt: Uint8Array, label: string, secret: Uint8Array): Uint8Array =>
    hmacSha256(salt, concatBytes(VERSION, suite, utf8(label), secret));
  // Up to 32 bytes of output are one block of HKDF-Expand (RFC 5869 §2.3).
  const expand = (prk: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array =>
    hmacSha256(
      prk,
      concatBytes(Uint8Array.of(length >>> 8, length & 255), VERSION, suite, utf8(label), context, Uint8Array.of(1)),
    ).subarray(0, length);

  const context = concatBytes(Uint8Array.of(0), extract(NONE, "psk_id_hash", NONE), extract(NONE, "info_hash", info));
  const secret = extract(shared, "secret", NONE);
  return { key: expand(secret, "key", context, 32), nonce: expand(secret, "base_nonce", context, 12) };
}
