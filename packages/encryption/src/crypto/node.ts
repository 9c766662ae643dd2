/** The primitives on node:crypto (Node and Deno). The only file of this package that imports a node: module. */
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
import type { Primitives } from "./primitives.ts";

const AEAD = "chacha20-poly1305";
const TAG = { authTagLength: 16 };
/** The fixed DER before the 32 bytes of an X25519 private key (RFC 8410 §7). */
const PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");

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
  const plaintext = decipher.update(sealed.subarray(0, -TAG.authTagLength));
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    return undefined;
  }
  return plain(plaintext);
};

export const scrypt: Primitives["scrypt"] = (passphrase, salt, logN) => {
  const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 10) + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scryptCallback(passphrase, salt, 32, cost, (error, key) => (error === null ? resolve(plain(key)) : reject(error)));
  });
};

export const x25519: Primitives["x25519"] = async (secret) => {
  const privateKey =
    secret === undefined
      ? generateKeyPairSync("x25519").privateKey
      : createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: "der", type: "pkcs8" });
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

function publicPoint(privateKey: KeyObject): Uint8Array {
  return plain(Buffer.from(privateKey.export({ format: "jwk" }).x ?? "", "base64url"));
}

/** A plain Uint8Array: a Buffer would leak into results, where deep equality and slice() differ. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
