import { fromHex, toHex } from "@favorable/core";
import { implementation } from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import * as portable from "../src/crypto/noble.ts";
import * as native from "../src/crypto/node.ts";
import type { Primitives } from "../src/crypto/primitives.ts";

const both: readonly [Primitives, Primitives] = [native, portable];
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe("the two implementations", () => {
  it("are chosen by the condition of the project", () => {
    expect(implementation).toBe(inject("implementation"));
    expect(both.map((one) => one.implementation)).toEqual(["node", "noble"]);
  });

  it("give the same hashes, whole and in pieces", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 100 }),
        fc.uint8Array({ maxLength: 40 }),
        (data, key, info) => {
          expect(native.sha256(data)).toEqual(portable.sha256(data));
          expect(native.hmacSha256(key, data)).toEqual(portable.hmacSha256(key, data));
          expect(native.hkdfSha256(data, key, info)).toEqual(portable.hkdfSha256(data, key, info));
          for (const { sha256, sha256Hasher } of both) {
            const hasher = sha256Hasher();
            hasher.update(data.subarray(0, 7));
            hasher.update(data.subarray(7));
            expect(hasher.digest()).toEqual(sha256(data));
          }
        },
      ),
    );
  });

  it("seal to the same bytes and open each other's", () => {
    fc.assert(
      fc.property(bytes(32), bytes(12), fc.uint8Array({ maxLength: 500 }), (key, nonce, plaintext) => {
        const [ciphertext, tag] = native.seal(key, nonce, plaintext);
        expect([ciphertext, tag]).toEqual(portable.seal(key, nonce, plaintext).map((part) => part.slice()));
        const sealed = new Uint8Array([...ciphertext, ...tag]);
        for (const { open } of both) {
          expect(open(key, nonce, sealed)).toEqual(plaintext);
          expect(
            open(
              key,
              nonce,
              sealed.map((value, at) => (at === sealed.length - 1 ? value ^ 1 : value)),
            ),
          ).toBeUndefined();
          expect(open(key, nonce, sealed.subarray(0, 15))).toBeUndefined();
        }
      }),
    );
  });

  it("seal with a wide nonce and a context to the same bytes and open each other's, under the same context only", () => {
    const whatever = fc.uint8Array({ maxLength: 500 });
    fc.assert(
      fc.property(bytes(32), bytes(24), whatever, whatever, (key, nonce, plaintext, context) => {
        const sealed = native.sealWide(key, nonce, plaintext, context);
        expect(sealed).toEqual(portable.sealWide(key, nonce, plaintext, context));
        for (const { openWide } of both) {
          expect(openWide(key, nonce, sealed, context)).toEqual(plaintext);
          expect(openWide(key, nonce, sealed, Uint8Array.of(...context, 0))).toBeUndefined();
          expect(openWide(key, nonce, sealed.subarray(1), context)).toBeUndefined();
          expect(openWide(key, nonce, sealed.subarray(0, 15), context)).toBeUndefined();
        }
      }),
    );
  });

  it("seal as in the vector of XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03 §A.3.1)", () => {
    const text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    const key = Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at);
    const nonce = Uint8Array.from({ length: 24 }, (_, at) => 0x40 + at);
    for (const { sealWide } of both) {
      const sealed = sealWide(key, nonce, new TextEncoder().encode(text), fromHex("50515253c0c1c2c3c4c5c6c7"));
      expect(toHex(sealed.subarray(0, 16))).toBe("bd6d179d3e83d43b9576579493c0e939");
      expect(toHex(sealed.subarray(-16))).toBe("c0875924c1c7987947deafd8780acf49");
    }
  });

  it("return plain arrays, never a Buffer", () => {
    const key = new Uint8Array(32);
    for (const one of both) {
      const results = [one.sha256(key), one.hmacSha256(key, key), one.hkdfSha256(key, key, key), ...one.seal(key, new Uint8Array(12), key)];
      for (const result of results) expect(result.constructor).toBe(Uint8Array);
    }
  });

  it("derive the scrypt key of RFC 7914 §12", async () => {
    const passphrase = new TextEncoder().encode("pleaseletmein");
    const salt = new TextEncoder().encode("SodiumChloride");
    for (const { scrypt } of both) {
      // The vector has 64 bytes; a shorter output is its beginning.
      expect(toHex(await scrypt(passphrase, salt, 14))).toBe("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
    }
  });

  it("agree on X25519 as in RFC 7748 §6.1", async () => {
    const alice = fromHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    const bob = fromHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    for (const { x25519 } of both) {
      const [left, right] = [await x25519(alice), await x25519(bob)];
      expect(toHex(left.publicKey)).toBe("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
      expect(toHex(right.publicKey)).toBe("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
      const shared = await left.agree(right.publicKey);
      expect(shared && toHex(shared)).toBe("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }
  });

  it("make a fresh key each time", async () => {
    for (const { x25519 } of both) {
      const [left, right] = [await x25519(), await x25519()];
      expect(left.publicKey).not.toEqual(right.publicKey);
      expect(await left.agree(right.publicKey)).toEqual(await right.agree(left.publicKey));
    }
  });

  it("give no shared secret with a point of low order", async () => {
    for (const { x25519 } of both) {
      const key = await x25519();
      expect(await key.agree(new Uint8Array(32))).toBeUndefined();
      expect(await key.agree(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0)))).toBeUndefined();
    }
  });
});
