/** The primitives for every other platform: @noble/hashes, @noble/ciphers, and X25519 from the platform's WebCrypto. */
import { chacha20poly1305, xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import type { Primitives } from "./primitives.ts";

const TAG_LENGTH = 16;
/** The fixed DER before the 32 bytes of an X25519 private key (RFC 8410 §7). */
const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];
/** The base point of Curve25519 (RFC 7748 §4.1). */
const BASE_POINT: Uint8Array<ArrayBuffer> = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));

export const implementation: Primitives["implementation"] = "noble";

export const sha256: Primitives["sha256"] = (data) => nobleSha256(data);

export const sha256Hasher: Primitives["sha256Hasher"] = () => {
  const hash = nobleSha256.create();
  return {
    update: (data) => {
      hash.update(data);
    },
    digest: () => hash.digest(),
  };
};

/** RFC 2104 §2 over noble's SHA-256: its own HMAC is a class for many hashes, and a tenth of what a browser would load. */
export const hmacSha256: Primitives["hmacSha256"] = (key, data) => {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? nobleSha256(key) : key);
  const hash = (pad: number, message: Uint8Array): Uint8Array =>
    nobleSha256
      .create()
      .update(block.map((byte) => byte ^ pad))
      .update(message)
      .digest();
  return hash(0x5c, hash(0x36, data));
};

/** One block of output, so extract and expand (RFC 5869 §2.2, §2.3) are one HMAC each. */
export const hkdfSha256: Primitives["hkdfSha256"] = (inputKey, salt, info) =>
  hmacSha256(hmacSha256(salt, inputKey), Uint8Array.of(...info, 1));

export const seal: Primitives["seal"] = (key, nonce, plaintext) => {
  const sealed = chacha20poly1305(key, nonce).encrypt(plaintext);
  return [sealed.subarray(0, -TAG_LENGTH), sealed.subarray(-TAG_LENGTH)];
};

export const open: Primitives["open"] = (key, nonce, sealed) => unlessForged(() => chacha20poly1305(key, nonce).decrypt(sealed));

export const sealWide: Primitives["sealWide"] = (key, nonce, plaintext, context) =>
  xchacha20poly1305(key, nonce, context).encrypt(plaintext);

export const openWide: Primitives["openWide"] = (key, nonce, sealed, context) =>
  unlessForged(() => xchacha20poly1305(key, nonce, context).decrypt(sealed));

/** Every failure of the cipher is one: too short, or a tag that does not match. */
function unlessForged(decrypt: () => Uint8Array): Uint8Array | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}

export const scrypt: Primitives["scrypt"] = (passphrase, salt, logN) =>
  scryptAsync(passphrase, salt, { N: 2 ** logN, r: 8, p: 1, dkLen: 32, maxmem: 2 ** (logN + 10) + 2 ** 20 });

export const x25519: Primitives["x25519"] = async (secret) => {
  const privateKey = secret === undefined ? await freshKey() : await importKey(secret);
  const agree = async (point: Uint8Array): Promise<Uint8Array | undefined> => {
    const publicKey = await crypto.subtle.importKey("raw", Uint8Array.from(point), "X25519", false, []);
    try {
      return new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: publicKey }, privateKey, 256));
    } catch {
      return undefined; // WebCrypto refuses the all-zero secret.
    }
  };
  // WebCrypto does not tell the public point of an imported secret; the exchange with the base point does.
  const publicKey = (await agree(BASE_POINT)) ?? new Uint8Array(32);
  return { publicKey, agree };
};

type PrivateKey = Awaited<ReturnType<typeof importKey>>;

function importKey(secret: Uint8Array): ReturnType<typeof crypto.subtle.importKey> {
  return crypto.subtle.importKey("pkcs8", Uint8Array.from([...PKCS8, ...secret]), "X25519", false, ["deriveBits"]);
}

function freshKey(): Promise<PrivateKey> {
  return importKey(crypto.getRandomValues(new Uint8Array(32)));
}
