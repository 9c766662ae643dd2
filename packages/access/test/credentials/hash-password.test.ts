import { hashPassword, isWeakHash, needsRehash, RECOMMENDED_SCRYPT, readPhc, verifyPassword } from "@favorable/access/credentials";
import { fromHex, toBase64, toHex, utf8 } from "@favorable/core";
import { argon2id } from "@noble/hashes/argon2.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

const b64 = (bytes: Uint8Array): string => toBase64(bytes).replace(/=+$/, "");
const LIGHT = { algorithm: "argon2id", memory: 7168, passes: 5, lanes: 1 } as const;

describe("published vectors", () => {
  // RFC 7914 §12; the second has 16 MiB of memory.
  it.each([
    [
      "password",
      "NaCl",
      10,
      8,
      16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
    ],
    [
      "pleaseletmein",
      "SodiumChloride",
      14,
      8,
      1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
    ],
  ])("scrypt: %s with %s", async (secret, salt, ln, r, p, hash) => {
    const stored = `$scrypt$ln=${ln},r=${r},p=${p}$${b64(utf8(salt))}$${b64(fromHex(hash))}`;
    expect(await verifyPassword(secret, stored)).toEqual({ matches: true, stale: true });
    expect(await verifyPassword(`${secret}!`, stored)).toEqual({ matches: false, stale: false });
  });

  it("Argon2id: RFC 9106 §5.3, which has a key that stored texts do not", () => {
    const bytes = (value: number, length: number): Uint8Array => new Uint8Array(length).fill(value);
    const given = { t: 3, m: 32, p: 4, dkLen: 32, key: bytes(3, 8), personalization: bytes(4, 12) };
    expect(toHex(argon2id(bytes(1, 32), bytes(2, 16), given))).toBe("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  });

  // The reference implementation's test.c, version 0x13.
  it.each([
    ["$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password"],
    ["$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc", "password"],
  ])("Argon2id: %s", async (stored, secret) => {
    expect(await verifyPassword(secret, stored)).toEqual({ matches: true, stale: true });
  });
});

describe("a hash", () => {
  it("has OWASP's costs, a salt of its own, and matches its password alone", async () => {
    const [first, second] = await Promise.all([hashPassword("v7#Kq!2mZx(9Lp"), hashPassword("v7#Kq!2mZx(9Lp")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(utf8("v7#Kq!2mZx(9Lp"), first)).toEqual({ matches: true, stale: false });
    expect(await verifyPassword("v7#Kq!2mZx(9LP", first)).toEqual({ matches: false, stale: false });
  });

  it("of one composed text matches the other form of it", async () => {
    const stored = await hashPassword("caf\u00e9-long-enough", LIGHT);
    expect((await verifyPassword("cafe\u0301-long-enough", stored, LIGHT)).matches).toBe(true);
    expect(await verifyPassword("cafe\u0301-long-enough", stored)).toEqual({ matches: true, stale: true });
  });

  it("by scrypt is written and read", async () => {
    const stored = await hashPassword("v7#Kq!2mZx(9Lp", { algorithm: "scrypt", logN: 13, blockSize: 8, lanes: 10 });
    expect(stored).toMatch(/^\$scrypt\$ln=13,r=8,p=10\$/);
    expect((await verifyPassword("v7#Kq!2mZx(9Lp", stored)).matches).toBe(true);
    expect(needsRehash(stored, RECOMMENDED_SCRYPT)).toBe(true);
    expect(needsRehash(stored, { algorithm: "scrypt", logN: 13, blockSize: 8, lanes: 10 })).toBe(false);
  });

  it("lets other work have its turn", async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await hashPassword("v7#Kq!2mZx(9Lp");
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });

  it("of nobody takes as long as a real one, and never matches", async () => {
    const time = async (stored: string | undefined): Promise<number> => {
      const start = performance.now();
      expect((await verifyPassword("v7#Kq!2mZx(9Lq", stored, LIGHT)).matches).toBe(false);
      return performance.now() - start;
    };
    const stored = await hashPassword("v7#Kq!2mZx(9Lp", LIGHT);
    await time(stored);
    const ratio = (await time(undefined)) / (await time(stored));
    expect(ratio).toBeGreaterThan(0.2);
  });
});

describe("costs", () => {
  it("below every equal defence of the sheet are refused", async () => {
    for (const [memory, passes, weak] of [
      [47_104, 1, false],
      [47_103, 1, true],
      [7168, 5, false],
      [7168, 4, true],
      [9216, 4, false],
    ] as const)
      expect(isWeakHash({ algorithm: "argon2id", memory, passes, lanes: 1 })).toBe(weak);
    for (const [logN, lanes, weak] of [
      [17, 1, false],
      [16, 1, true],
      [16, 2, false],
      [13, 10, false],
      [13, 9, true],
      [12, 16, true],
    ] as const)
      expect(isWeakHash({ algorithm: "scrypt", logN, blockSize: 8, lanes })).toBe(weak);
    expect(isWeakHash({ algorithm: "scrypt", logN: 17, blockSize: 7, lanes: 1 })).toBe(true);
    await expect(hashPassword("x", { ...LIGHT, passes: 1 })).rejects.toMatchObject({ code: "HASH_WEAK" });
    await expect(hashPassword("x", { ...LIGHT, passes: 0.5 })).rejects.toMatchObject({ code: "HASH_INVALID" });
  });

  it("that rise make a hash stale, and so do a short salt, a short hash and another algorithm", () => {
    const stored = (m: number, t: number, p: number, salt = 16, hash = 32): string =>
      `$argon2id$v=19$m=${m},t=${t},p=${p}$${b64(new Uint8Array(salt))}$${b64(new Uint8Array(hash))}`;
    expect(needsRehash(stored(19_456, 2, 1))).toBe(false);
    expect(needsRehash(stored(65_536, 3, 4))).toBe(false);
    for (const old of [stored(19_455, 2, 1), stored(19_456, 1, 1), stored(19_456, 2, 1, 15), stored(19_456, 2, 1, 16, 31), "clear"])
      expect(needsRehash(old)).toBe(true);
    expect(needsRehash(stored(19_456, 2, 1), { algorithm: "argon2id", memory: 19_456, passes: 2, lanes: 2 })).toBe(true);
    expect(needsRehash(stored(19_456, 2, 1), RECOMMENDED_SCRYPT)).toBe(true);
    for (const [logN, blockSize, lanes] of [
      [16, 8, 1],
      [17, 7, 1],
    ] as const)
      expect(
        needsRehash(
          `$scrypt$ln=${logN},r=${blockSize},p=${lanes}$${b64(new Uint8Array(16))}$${b64(new Uint8Array(32))}`,
          RECOMMENDED_SCRYPT,
        ),
      ).toBe(true);
  });

  it("of a stored text that would stop the process are refused, as is any other text", () => {
    const tail = `$${b64(new Uint8Array(16))}$${b64(new Uint8Array(32))}`;
    for (const text of [
      `$argon2id$v=19$m=1048577,t=2,p=1${tail}`,
      `$argon2id$v=19$m=19456,t=65,p=1${tail}`,
      `$argon2id$v=19$m=19456,t=0,p=1${tail}`,
      `$argon2id$v=19$m=19456,t=2,p=17${tail}`,
      `$argon2id$v=19$m=7,t=2,p=1${tail}`,
      `$argon2id$v=16$m=19456,t=2,p=1${tail}`,
      `$argon2i$v=19$m=19456,t=2,p=1${tail}`,
      `$scrypt$ln=21,r=8,p=1${tail}`,
      `$scrypt$ln=20,r=9,p=1${tail}`,
      `$scrypt$ln=10,r=33,p=1${tail}`,
      `$argon2id$v=19$m=19456,t=2,p=1$AAAAAAB$${b64(new Uint8Array(32))}`,
      "",
      "v7#Kq!2mZx(9Lp",
    ])
      expect(codeOf(() => readPhc(text))).toBe("HASH_INVALID");
    expect(readPhc(`$scrypt$ln=20,r=8,p=1${tail}`).parameters).toEqual({ algorithm: "scrypt", logN: 20, blockSize: 8, lanes: 1 });
    expect(readPhc(`$argon2id$v=19$m=1048576,t=64,p=16${tail}`).hash).toHaveLength(32);
  });
});

describe("a secret", () => {
  it("is refused empty, too long or of no kind, and its bytes stay the caller's", async () => {
    for (const bad of ["", new Uint8Array(0), new Uint8Array(1025), 7])
      await expect(verifyPassword(bad as never, undefined, LIGHT)).rejects.toMatchObject({ code: "SECRET_INVALID" });
    const mine = utf8("v7#Kq!2mZx(9Lp");
    await hashPassword(mine, LIGHT);
    expect(mine).toEqual(utf8("v7#Kq!2mZx(9Lp"));
  });

  it("stands in no error, whatever is wrong with it or with what it is held against", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 0, maxLength: 12 }),
        fc.constantFrom("hash", "long", "kind", "bytes"),
        async (noise, wrong) => {
          const marker = "MARKER-c4f1-secret-of-a-person";
          const secret = `${marker}${noise}`;
          const work = {
            hash: () => verifyPassword("x", secret),
            long: () => hashPassword(secret.repeat(60), LIGHT),
            kind: () => hashPassword({ toString: () => secret } as never, LIGHT),
            bytes: () => verifyPassword(utf8(secret.repeat(60)), undefined, LIGHT),
          }[wrong];
          const error: unknown = await work().catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(Error);
          const { message, stack, cause, details } = error as Error & { details?: unknown };
          expect(`${message}${stack ?? ""}${String(cause)}${JSON.stringify(details)}`).not.toContain(marker);
        },
      ),
      { numRuns: 40 },
    );
  });
});
