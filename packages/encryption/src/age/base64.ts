/** The unpadded, canonical base64 of age headers (C2SP age, "Conventions"). */
import { fromBase64, toBase64 } from "@favorable/core";

/** Prints bytes as standard base64 without padding. */
export function toRawBase64(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/=+$/, "");
}

/** Reads canonical unpadded base64; undefined for anything else. */
export function fromRawBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*$/.test(text) || text.length % 4 === 1) return undefined;
  try {
    return fromBase64(text + "=".repeat((4 - (text.length % 4)) % 4));
  } catch {
    return undefined;
  }
}
