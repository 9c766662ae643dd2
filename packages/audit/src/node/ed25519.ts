/** Ed25519 (RFC 8032) of node:crypto, from seeds and public keys. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";

/** DER before an Ed25519 seed (RFC 8410 §7) and before an Ed25519 public key (§4). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** A private key that signs. */
export interface SecretKey {
  /** The public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Signs a message. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A fresh seed of 32 bytes; the caller clears it. */
export function freshSeed(): Buffer {
  const der = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
  const seed = Buffer.from(der.subarray(PKCS8.length));
  der.fill(0);
  return seed;
}

/** The key of a seed of 32 bytes; copies of the seed are cleared, the seed itself is the caller's. */
export function secretKey(seed: Uint8Array): SecretKey {
  const der = Buffer.concat([PKCS8, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  der.fill(0);
  return { publicKey: publicKeyOf(key), sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** Checks signatures of a public key of 32 bytes. */
export function checksOf(publicKey: Uint8Array): (message: Uint8Array, signature: Uint8Array) => boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
  return (message, signature) => verify(null, message, key, signature);
}

function publicKeyOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(SPKI.length));
}
