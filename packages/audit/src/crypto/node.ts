/** SHA-256 of the platform (Node and Deno): two to four times as fast. The only file behind the main entry that imports a node: module. */
import { hash } from "node:crypto";

/** SHA-256 (FIPS 180-4). */
export function sha256(data: Uint8Array): Uint8Array {
  const digest = hash("sha256", data, "buffer");
  // A plain array: a Buffer prints and compares otherwise.
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
}
