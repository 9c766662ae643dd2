/** SHA-256 for every other platform. */
import { sha256 as noble } from "@noble/hashes/sha2.js";

/** SHA-256 (FIPS 180-4). */
export function sha256(data: Uint8Array): Uint8Array {
  return noble(data);
}
