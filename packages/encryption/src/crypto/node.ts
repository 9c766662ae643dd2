/** The primitives on node:crypto (Node and Deno). The only file behind the main entry that imports a node: module. */

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  scrypt as scryptCallback,
} from "node:crypto";
import { hchacha } from "@noble/ciphers/chacha.js";
import type { Primitives } from "./primitives.ts";

const AEAD = "chacha20-poly1305";
const TAG = { authTagLength: 16 };
/** The fixed DER before the 32 bytes of an X25519 private key (RFC 8410 §7). */
const PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
/** "expand 32-byte k" as little-endian words (RFC 8439 §2.3). */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);
/** A public point that is not read when a private key is imported, but must be there. */
const NO_POINT = "A".repeat(43);

export const implementation: Primitives["implementation"] = "node";

export const sha256: Primitives["sha256"] = (data) => plain(createHash("sha256").update(data).digest());

export const sha256Hasher: Primitives["sha256Hasher"] = () => {
  const hash = createHash("sha256");
  return {
    update: (data) => {
      hash.update(data);
    },
    digest: () => plain(hash.digest()),
  };
};

export const hmacSha256: Primitives["hmacSha256"] = (key, data) => plain(createHmac("sha256", key).update(data).digest());

export const hkdfSha256: Primitives["hkdfSha256"] = (inputKey, salt, info) => new Uint8Array(hkdfSync("sha256", inputKey, salt, info, 32));

export const seal: Primitives["seal"] = (key, nonce, plaintext) => {
  const cipher = createCipheriv(AEAD, key, nonce, TAG);
  const ciphertext = cipher.update(plaintext);
  cipher.final(); // A stream cipher: no bytes are left.
  return [plain(ciphertext), plain(cipher.getAuthTag())];
};

export const open: Primitives["open"] = (key, nonce, sealed) => {
  if (sealed.length < TAG.authTagLength) return undefined;
  const decipher = createDecipheriv(AEAD, key, nonce, TAG);
  decipher.setAuthTag(sealed.subarray(-TAG.authTagLength));
  return finish(decipher, decipher.update(sealed.subarray(0, -TAG.authTagLength)));
};

export const sealWide: Primitives["sealWide"] = (key, nonce, plaintext, context) => {
  const cipher = createCipheriv(AEAD, subkey(key, nonce), shortNonce(nonce), TAG);
  cipher.setAAD(context, { plaintextLength: plaintext.length });
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  const sealed = new Uint8Array(ciphertext.length + TAG.authTagLength);
  sealed.set(ciphertext);
  sealed.set(cipher.getAuthTag(), ciphertext.length);
  return sealed;
};

export const openWide: Primitives["openWide"] = (key, nonce, sealed, context) => {
  const length = sealed.length - TAG.authTagLength;
  if (length < 0) return undefined;
  const decipher = createDecipheriv(AEAD, subkey(key, nonce), shortNonce(nonce), TAG);
  decipher.setAuthTag(sealed.subarray(length));
  decipher.setAAD(context, { plaintextLength: length });
  return finish(decipher, decipher.update(sealed.subarray(0, length)));
};

/** HChaCha20 of the key and the first 16 bytes of the nonce (draft-irtf-cfrg-xchacha-03 §2.2), in words whatever the platform's order. */
function subkey(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const derived = new Uint32Array(8);
  hchacha(SIGMA, words(key, 8), words(nonce, 4), derived);
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  for (const [at, word] of derived.entries()) view.setUint32(at * 4, word, true);
  return bytes;
}

function words(bytes: Uint8Array, count: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: count }, (_, at) => view.getUint32(at * 4, true));
}

function shortNonce(nonce: Uint8Array): Uint8Array {
  const short = new Uint8Array(12);
  short.set(nonce.subarray(16), 4);
  return short;
}

/** The plaintext once its tag is verified; cleared and undefined otherwise. */
function finish(decipher: ReturnType<typeof createDecipheriv>, plaintext: Buffer): Uint8Array | undefined {
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    return undefined;
  }
  return plain(plaintext);
}

export const scrypt: Primitives["scrypt"] = (passphrase, salt, logN) => {
  const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 10) + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scryptCallback(passphrase, salt, 32, cost, (error, key) => (error === null ? resolve(plain(key)) : reject(error)));
  });
};

export const x25519: Primitives["x25519"] = async (secret) => {
  const privateKey = secret === undefined ? generateKeyPairSync("x25519").privateKey : importSecret(secret);
  return {
    publicKey: publicPoint(privateKey),
    agree: async (point) => {
      // A JWK imports ten times faster than DER.
      const publicKey = createPublicKey({ key: { kty: "OKP", crv: "X25519", x: Buffer.from(point).toString("base64url") }, format: "jwk" });
      try {
        return plain(diffieHellman({ privateKey, publicKey }));
      } catch {
        return undefined; // OpenSSL refuses the all-zero secret.
      }
    },
  };
};

/** A JWK is imported ten times faster than DER; where one without its public point is refused, DER is taken. */
function importSecret(secret: Uint8Array): KeyObject {
  const d = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength).toString("base64url");
  try {
    return createPrivateKey({ key: { kty: "OKP", crv: "X25519", d, x: NO_POINT }, format: "jwk" });
  } catch {
    return createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: "der", type: "pkcs8" });
  }
}

function publicPoint(privateKey: KeyObject): Uint8Array {
  return plain(Buffer.from(privateKey.export({ format: "jwk" }).x ?? "", "base64url"));
}

/** A plain Uint8Array: a Buffer would leak into results, where deep equality and slice() differ. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
