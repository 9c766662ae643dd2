/** SHA-256 of the platform (Node and Deno): two to four times as fast. The only file behind the main entry that imports a node: module. */
import { hash } from "node:crypto";

/** SHA-256 (FIPS 180-4). */
export function sha256(data: Uint8Array): Uint8Array {
  // A text of 32 characters costs a quarter of the Buffer that the same call would make, which is most of the time of a small hash.
  const text = hash("sha256", data, "binary");
  const digest = new Uint8Array(32);
  for (let at = 0; at < 32; at++) digest[at] = text.charCodeAt(at);
  return digest;
}
