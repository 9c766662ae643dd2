/** The primitives that other packages use. */
import { implementation as chosen, sha256 as digest, sha256Hasher as hasher } from "#crypto";
import type { Hasher } from "./crypto/primitives.ts";

/** Which primitives this process runs on: `node` (node:crypto) or `noble` (portable). */
export const implementation: "node" | "noble" = chosen;

/** SHA-256 (FIPS 180-4) of bytes, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return digest(bytes);
}

/** SHA-256 of bytes that come in pieces. */
export function sha256Hasher(): Hasher {
  return hasher();
}
