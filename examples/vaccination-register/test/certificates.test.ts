import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base45Decode, base45Encode } from "../src/certificates/base45.ts";
import { writeCbor } from "../src/certificates/cbor.ts";
import { ALGORITHM_NUMBERS } from "../src/certificates/cose.ts";
import { createTestIssuer, decodeCertificate, keepForRegister, trustList, verifyCertificate } from "../src/certificates/index.ts";
import { signMessage, textOf } from "../src/certificates/issue.ts";
import { readSigner } from "../src/certificates/signer.ts";
import { inflate } from "../src/certificates/zlib.ts";
import {
  at,
  check,
  genuine,
  head,
  issuer,
  messageParts,
  payloadOf,
  person,
  receivedOn,
  recovery,
  refusalOf,
  test,
  times,
  vaccination,
  validity,
  verdict,
} from "./certificate-fixtures.ts";

describe("a certificate of the test issuer", () => {
  it.for(["ES256", "PS256"] as const)("is read back, verified and reduced, signed with %s", async (algorithm) => {
    const own = createTestIssuer({ ...validity, algorithm });
    const verified = await verifyCertificate(own.issue(vaccination, times), { trust: await trustList([own.certificate]), at });
    expect(verified.facts).toEqual({ kind: "vaccination", dose: 2, doses: 2, doseOn: "2021-06-15" });
    expect(verified.signerValid).toBe(true);
    expect(keepForRegister(verified, person, receivedOn)).toEqual({
      kind: "vaccination",
      dose: 2,
      doses: 2,
      lastDoseOn: "2021-06-15",
      receivedOn,
    });
  });

  it("of a recovery keeps the last valid day only", async () => {
    const verified = await verifyCertificate(issuer.issue(recovery, times), check);
    expect(keepForRegister(verified, person, receivedOn)).toEqual({ kind: "recovery", validUntil: "2022-01-28", receivedOn });
  });

  it("of a test is genuine but never kept", async () => {
    const verified = await verifyCertificate(issuer.issue(test, times), check);
    expect(verified.kind).toBe("test");
    expect(verified.facts).toEqual({ kind: "test" });
    expect(await refusalOf(() => keepForRegister(verified, person, receivedOn))).toBe("CERTIFICATE_KIND");
  });

  it("leaves nothing of the names, the birth, the vaccine or the identifier in what is kept", async () => {
    const kept = JSON.stringify(keepForRegister(await verifyCertificate(genuine, check), person, receivedOn));
    expect(kept).not.toMatch(/0417|1980|1119349007|EU\/1|ORG|UVCI|XX/);
  });

  it("about somebody else is refused", async () => {
    const verified = await verifyCertificate(genuine, check);
    for (const other of [
      { ...person, surname: "Agent-0418" },
      { ...person, firstName: "Prénom-0418" },
    ])
      expect(await refusalOf(() => keepForRegister(verified, other, receivedOn))).toBe("CERTIFICATE_PERSON");
  });

  it("shows when the signer's own certificate has ended", async () => {
    const short = createTestIssuer({ ...validity, notAfter: new Date("2021-11-01T00:00:00Z") });
    const verified = await verifyCertificate(short.issue(vaccination, times), { trust: await trustList([short.certificate]), at });
    expect(verified.signerValid).toBe(false);
  });
});

describe("what is refused, by its code", () => {
  it("a certificate of an issuer that is not trusted", async () => {
    expect(await verdict(createTestIssuer(validity).issue(vaccination, times))).toBe("CERTIFICATE_SIGNER_UNKNOWN");
  });

  it("a forged one, that names a trusted key and is signed by another", async () => {
    const forger = createTestIssuer(validity);
    const text = textOf(signMessage(payloadOf(genuine), { ...forger.key, keyId: issuer.key.keyId }));
    expect(await verdict(text)).toBe("CERTIFICATE_SIGNATURE");
  });

  it("another payload under a genuine signature", async () => {
    const parts = messageParts(genuine);
    const other = messageParts(issuer.issue(recovery, times));
    expect(await verdict(textOf(writeCbor([parts[0], new Map(), other[2], parts[3]])))).toBe("CERTIFICATE_SIGNATURE");
  });

  it("a key of another type than the algorithm, and an unknown or missing algorithm", async () => {
    const rsa = createTestIssuer({ ...validity, algorithm: "PS256" });
    const mixed = { trust: { size: 1, signers: () => [rsaSigner] }, at };
    const rsaSigner = await readSigner(rsa.certificate);
    expect(await verdict(genuine, mixed)).toBe("CERTIFICATE_ALGORITHM");
    for (const algorithm of [-8, 0, undefined]) {
      const header = new Map<number, unknown>([[4, issuer.key.keyId]]);
      if (algorithm !== undefined) header.set(1, algorithm);
      const [, , payload, signature] = messageParts(genuine);
      expect(await verdict(textOf(writeCbor([writeCbor(header), new Map(), payload, signature])))).toBe("CERTIFICATE_ALGORITHM");
    }
  });

  it("a message without a key id; a right one outside the signature does not save a wrong one inside", async () => {
    const [, , payload, signature] = messageParts(genuine);
    const bare = writeCbor(new Map([[1, ALGORITHM_NUMBERS.ES256]]));
    expect(await verdict(textOf(writeCbor([bare, new Map(), payload, signature])))).toBe("CERTIFICATE_KEY_ID");
    const wrong = writeCbor(
      new Map<number, unknown>([
        [1, ALGORITHM_NUMBERS.ES256],
        [4, new Uint8Array(8)],
      ]),
    );
    expect(await verdict(textOf(writeCbor([wrong, new Map([[4, issuer.key.keyId]]), payload, signature])))).toBe(
      "CERTIFICATE_SIGNER_UNKNOWN",
    );
  });

  it("an expired certificate and one of the future, to the second", async () => {
    const when = (instant: number) => ({ ...check, at: new Date(instant) });
    const first = times.issuedAt.getTime();
    const last = times.expiresAt.getTime();
    expect(await verdict(genuine, when(first))).toBe("accepted");
    expect(await verdict(genuine, when(first - 1000))).toBe("CERTIFICATE_NOT_YET");
    expect(await verdict(genuine, when(last))).toBe("accepted");
    expect(await verdict(genuine, when(last + 1000))).toBe("CERTIFICATE_EXPIRED");
    expect(await verdict(genuine, when(Number.NaN))).toBe("CERTIFICATE_CLAIMS");
  });

  it("a kind the signer may not sign", async () => {
    const contents = { vaccination, recovery, test };
    for (const signs of ["vaccination", "recovery", "test"] as const) {
      const own = createTestIssuer({ ...validity, signs: [signs] });
      const trust = await trustList([own.certificate]);
      for (const [kind, content] of Object.entries(contents))
        expect(await verdict(own.issue(content, times), { trust, at })).toBe(kind === signs ? "accepted" : "CERTIFICATE_KEY_USAGE");
    }
  });

  it.for([
    ["no statement", head],
    ["two statements", { ...vaccination, r: recovery.r }],
    ["two doses in one", { ...vaccination, v: [vaccination.v[0], vaccination.v[0]] }],
    ["a dose numbered zero", { ...vaccination, v: [{ ...vaccination.v[0], dn: 0 }] }],
    ["a day that the calendar lacks", { ...vaccination, v: [{ ...vaccination.v[0], dt: "2021-02-30" }] }],
    ["another disease", { ...vaccination, v: [{ ...vaccination.v[0], tg: "1" }] }],
    ["no names", { ...vaccination, nam: undefined }],
    ["a list as content", [vaccination]],
  ] as const)("a signed certificate with %s", async ([, content]) => {
    expect(await verdict(issuer.issue(JSON.parse(JSON.stringify(content)), times))).toMatch(/^CERTIFICATE_(CONTENT|CLAIMS)$/);
  });

  it("a payload without claims, and times that are no numbers", async () => {
    expect(await verdict(textOf(signMessage(writeCbor("text"), issuer.key)))).toBe("CERTIFICATE_CLAIMS");
    expect(await verdict(textOf(signMessage(writeCbor(new Map([[-260, 1]])), issuer.key)))).toBe("CERTIFICATE_CLAIMS");
    const claims = new Map<number, unknown>([
      [4, "2022"],
      [6, 0],
      [-260, new Map([[1, vaccination]])],
    ]);
    expect(await verdict(textOf(signMessage(writeCbor(claims), issuer.key)))).toBe("CERTIFICATE_CLAIMS");
  });
});

describe("hostile input", () => {
  it("is refused by its length before anything else", async () => {
    expect(await verdict(`HC1:${"0".repeat(10_000_000)}`)).toBe("CERTIFICATE_SIZE");
  });

  it("is refused with a code when it is no text", async () => {
    for (const garbage of [null, undefined, 5, {}, [], new Uint8Array(8)])
      expect(await verdict(garbage as never)).toBe("CERTIFICATE_PREFIX");
  });

  it("may not unpack to more than 16 kB, nor go on after its stream", async () => {
    expect(await verdict(`HC1:${base45Encode(deflateSync(new Uint8Array(2_000_000)))}`)).toBe("CERTIFICATE_COMPRESSION");
    const packed = base45Decode(genuine.slice(4));
    expect(await verdict(`HC1:${base45Encode(Uint8Array.of(...packed, 0))}`)).toBe("CERTIFICATE_COMPRESSION");
  });

  it("may not nest deeply, promise many items, compute big numbers, repeat a key or go on after its item", async () => {
    const cbor = (...bytes: number[]): Promise<string> => verdict(textOf(Uint8Array.from(bytes)));
    expect(await verdict(textOf(new Uint8Array(16_000).fill(0x81)))).toBe("CERTIFICATE_CBOR");
    expect(await verdict(textOf(new Uint8Array(16_000).fill(0xd2)))).toBe("CERTIFICATE_CBOR");
    expect(await cbor(0x9b, 0, 0, 0, 1, 0, 0, 0, 0)).toBe("CERTIFICATE_CBOR");
    expect(await cbor(0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe("CERTIFICATE_CBOR");
    expect(await verdict(textOf(writeCbor(new Array(3000).fill(0))))).toBe("CERTIFICATE_CBOR");
    expect(await cbor(0xc2, 0x59, 0x10, 0x00, ...new Array(4096).fill(0xff))).toBe("CERTIFICATE_CBOR");
    expect(await cbor(0xa2, 0x01, 0x02, 0x01, 0x03)).toBe("CERTIFICATE_CBOR");
    expect(await cbor(0x9f, 0xff)).toBe("CERTIFICATE_CBOR");
    expect(await verdict(textOf(Uint8Array.of(...inflate(base45Decode(genuine.slice(4))), 0)))).toBe("CERTIFICATE_CBOR");
  });

  it("of any text or any bytes ends in a code", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
        expect(await verdict(text)).toMatch(/^CERTIFICATE_/);
        expect(await verdict(`HC1:${text}`)).toMatch(/^CERTIFICATE_/);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await verdict(textOf(bytes))).toMatch(/^CERTIFICATE_/);
        expect(await refusalOf(() => readSigner(bytes))).toBe("SIGNER_INVALID");
      }),
    );
  });

  it("keeps __proto__ a key like any other", () => {
    const content = new Map<string, unknown>([["__proto__", new Map([["polluted", true]])]]);
    const read = decodeCertificate(issuer.issue(content, times)).content;
    expect(Object.keys(read)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
