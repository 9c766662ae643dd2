import { base32, newTotpSecret, totpCode, verifyTotp } from "@favorable/access/credentials";
import { utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

const seed = (length: number): Uint8Array => utf8("1234567890".repeat(7).slice(0, length));
const secrets = { sha1: seed(20), sha256: seed(32), sha512: seed(64) };
const at = (seconds: number): Date => new Date(seconds * 1000);

describe("codes by time", () => {
  // RFC 6238, appendix B.
  it.each([
    [59, "94287082", "46119246", "90693936"],
    [1111111109, "07081804", "68084774", "25091201"],
    [1111111111, "14050471", "67062674", "99943326"],
    [1234567890, "89005924", "91819424", "93441116"],
    [2000000000, "69279037", "90698825", "38618901"],
    [20000000000, "65353130", "77737706", "47863826"],
  ])("are those of the RFC at %i", (seconds, ...codes) => {
    for (const [n, algorithm] of (["sha1", "sha256", "sha512"] as const).entries())
      expect(totpCode(secrets[algorithm], at(seconds), { algorithm, digits: 8 })).toBe(codes[n]);
  });

  it("are taken one step early or late, once, and never again before", () => {
    const now = at(1_700_000_010);
    const step = Math.floor(1_700_000_010 / 30);
    const code = (shift: number): string => totpCode(secrets.sha1, at(1_700_000_010 + shift * 30));
    expect(verifyTotp(secrets.sha1, code(0), { now })).toBe(step);
    expect(verifyTotp(secrets.sha1, code(-1), { now })).toBe(step - 1);
    expect(verifyTotp(secrets.sha1, code(1), { now })).toBe(step + 1);
    expect(verifyTotp(secrets.sha1, code(2), { now })).toBeUndefined();
    expect(verifyTotp(secrets.sha1, code(-2), { now })).toBeUndefined();
    expect(verifyTotp(secrets.sha1, code(0), { now, after: step })).toBeUndefined();
    expect(verifyTotp(secrets.sha1, code(1), { now, after: step })).toBe(step + 1);
    expect(verifyTotp(secrets.sha1, `${code(0)}0`, { now })).toBeUndefined();
    expect(verifyTotp(secrets.sha1, code(0), { now: at(10) })).toBeUndefined();
  });

  it("refuse short secrets and options that are none", () => {
    expect(newTotpSecret()).toHaveLength(20);
    const now = at(59);
    for (const run of [
      () => totpCode(new Uint8Array(15), now),
      () => totpCode(secrets.sha1, now, { digits: 5 as never }),
      () => totpCode(secrets.sha1, now, { step: 14 }),
      () => totpCode(secrets.sha1, now, { step: 61 }),
      () => totpCode(secrets.sha1, now, { algorithm: "toString" as never }),
      () => totpCode(secrets.sha1, new Date(Number.NaN)),
      () => totpCode(secrets.sha1, new Date(-1)),
    ])
      expect(codeOf(run)).toBe("TOTP_INVALID");
    expect(totpCode(secrets.sha1, now, { step: 60 })).toHaveLength(6);
  });

  it("have secrets in base32, as RFC 4648 §10 writes them without padding", () => {
    for (const [text, coded] of [
      ["", ""],
      ["f", "MY"],
      ["fo", "MZXQ"],
      ["foo", "MZXW6"],
      ["foob", "MZXW6YQ"],
      ["fooba", "MZXW6YTB"],
      ["foobar", "MZXW6YTBOI"],
    ] as const)
      expect(base32(utf8(text))).toBe(coded);
  });
});
