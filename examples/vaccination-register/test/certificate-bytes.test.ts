/** What single characters, bits and bytes of a certificate are worth. */
import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base45Decode, base45Encode } from "../src/certificates/base45.ts";
import { createTestIssuer } from "../src/certificates/index.ts";
import { textOf } from "../src/certificates/issue.ts";
import { readSigner } from "../src/certificates/signer.ts";
import { inflate } from "../src/certificates/zlib.ts";
import { genuine, issuer, refusalOf, validity, verdict } from "./certificate-fixtures.ts";

describe("one changed character", () => {
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const signed = inflate(base45Decode(genuine.slice(4)));

  it("anywhere in a genuine certificate is refused, or is another spelling of the very same signed bytes", async () => {
    const positions = Array.from({ length: genuine.length }, (_, position) => position);
    for (const position of positions) {
      for (const shift of [1, 20, 44]) {
        const index = ALPHABET.indexOf(genuine.charAt(position));
        const other = index < 0 ? "?" : ALPHABET.charAt((index + shift) % 45);
        const changed = genuine.slice(0, position) + other + genuine.slice(position + 1);
        const code = await verdict(changed);
        // The last bits before the end of a compressed block mean nothing, so that a text may have a twin.
        if (code === "accepted") expect(inflate(base45Decode(changed.slice(4)))).toEqual(signed);
      }
    }
  });

  it("and a changed bit of the signed message, packed anew, is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.nat(7), async (place, bit) => {
        const changed = Uint8Array.from(signed, (byte, index) => (index === place ? byte ^ (1 << bit) : byte));
        expect(await verdict(textOf(changed))).toMatch(/^CERTIFICATE_/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the reader of signers", () => {
  it("agrees with the platform on key, validity and usage, and the test issuer's certificate verifies there", async () => {
    for (const algorithm of ["ES256", "PS256"] as const) {
      const own = createTestIssuer({ ...validity, algorithm, signs: ["vaccination", "recovery"] });
      const platform = new X509Certificate(own.certificate);
      expect(platform.verify(platform.publicKey)).toBe(true);
      expect(platform.subject).toContain("TEST ISSUER - NO VALUE");
      const signer = await readSigner(platform.toString());
      expect(signer.spki).toEqual(new Uint8Array(platform.publicKey.export({ type: "spki", format: "der" })));
      expect([signer.notBefore, signer.notAfter]).toEqual([new Date(platform.validFrom), new Date(platform.validTo)]);
      expect(signer.signs).toEqual(["vaccination", "recovery"]);
      expect(Buffer.from(signer.keyId).toString("hex")).toBe(platform.fingerprint256.replaceAll(":", "").toLowerCase().slice(0, 16));
    }
  });

  it("refuses a certificate that is cut anywhere", async () => {
    for (let length = 0; length < issuer.certificate.length; length += 7)
      expect(await refusalOf(() => readSigner(issuer.certificate.subarray(0, length)))).toBe("SIGNER_INVALID");
    expect(await refusalOf(() => readSigner("not base64"))).toBe("SIGNER_INVALID");
  });
});

describe("base45", () => {
  it("has the examples of RFC 9285 §4.3 and §4.4", () => {
    expect(base45Encode(new TextEncoder().encode("AB"))).toBe("BB8");
    expect(base45Encode(new TextEncoder().encode("Hello!!"))).toBe("%69 VD92EX0");
    expect(base45Encode(new TextEncoder().encode("base-45"))).toBe("UJCLQE7W581");
    expect(new TextDecoder().decode(base45Decode("QED8WEX0"))).toBe("ietf!");
  });

  it("reads back what it writes, and has one spelling for every bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(base45Decode(base45Encode(bytes))).toEqual(bytes);
      }),
    );
  });

  it("refuses other characters, groups above their range and characters left over", async () => {
    for (const text of ["bb8", "GGW", ":::", "::", "A", "ABCD", "AB\u00a0", "ÀB8"])
      expect(await refusalOf(() => base45Decode(text))).toBe("CERTIFICATE_BASE45");
  });
});
