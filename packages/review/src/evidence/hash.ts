/** What identifies a bundle of evidence. */
import { canonicalBytes, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import type { EvidenceBundle } from "./bundle.ts";

/** SHA-256, hexadecimal, of the canonical JSON of a bundle. */
export function evidenceSha256(evidence: EvidenceBundle): string {
  // A bundle is JSON data by its form; the copy drops what JSON cannot hold before it is hashed.
  return toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(evidence)))));
}
