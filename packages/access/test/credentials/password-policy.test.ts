import {
  assessPassword,
  type CharacterClass,
  definePasswordPolicy,
  ENTROPY_BITS,
  entropyBits,
  minimumLength,
  type PasswordPolicyInput,
  passwordEquivalences,
  passwordFacts,
  reachesLevel,
  verifyPassword,
} from "@favorable/access/credentials";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

const policy = (input: Partial<PasswordPolicyInput> = {}) =>
  definePasswordPolicy({ case: "alone", administratorsRenewEvery: "P1Y", ...input });
const alone = policy();
const restricted = policy({ case: "restricted" });
const device = policy({ case: "held-device" });
const ALL: readonly CharacterClass[] = ["lower", "upper", "digit", "special"];

describe("the levels of the recommendation", () => {
  it("are 80, 50 and 13 bits, and every example of the text reaches its own", () => {
    expect(ENTROPY_BITS).toEqual({ alone: 80, restricted: 50, "held-device": 13 });
    expect(minimumLength("alone", ALL)).toBe(12);
    expect(minimumLength("alone", ["lower", "upper", "digit"])).toBe(14);
    expect(minimumLength("restricted", ["lower", "upper", "digit"])).toBe(8);
    expect(minimumLength("restricted", ["digit"])).toBe(16);
    expect(minimumLength("held-device", ["digit"])).toBe(4);
    expect(minimumLength("alone", [])).toBe(Number.POSITIVE_INFINITY);
  });

  it("are not reached by one character less", () => {
    for (const { classes, lengths } of passwordEquivalences())
      for (const level of ["alone", "restricted", "held-device"] as const) {
        expect(reachesLevel(level, { length: lengths[level], classes })).toBe(true);
        expect(reachesLevel(level, { length: lengths[level] - 1, classes })).toBe(false);
      }
    expect(passwordEquivalences().map(({ lengths }) => lengths["held-device"])).toEqual([4, 3, 3, 3, 3, 2]);
  });

  it("measures length × log2 of the alphabet", () => {
    expect(entropyBits({ length: 12, classes: ALL })).toBeCloseTo(79.55, 2);
    expect(entropyBits({ length: 10, classes: ["lower", "lower"] })).toBeCloseTo(47.004, 2);
    expect(entropyBits({ length: 10, classes: [] })).toBe(0);
  });
});

describe("a policy", () => {
  it("has the restriction that its case needs, within the text's bounds", () => {
    expect(alone.throttle).toBeUndefined();
    expect(restricted.throttle).toEqual({ delay: { after: 5, seconds: 90, perDay: 25 }, lockAfter: 10 });
    expect(device).toMatchObject({ throttle: { lockAfter: 3 }, minimumLength: 4, entropyBits: 13 });
    expect(passwordFacts(alone)).toEqual({
      minimumLength: 12,
      entropyBits: 80,
      storedAs: "salted-hash",
      lockout: false,
      sentInClear: false,
    });
    expect(passwordFacts(restricted)).toMatchObject({ minimumLength: 8, lockout: true });
  });

  it.each<[string, Partial<PasswordPolicyInput> | Record<string, unknown>]>([
    ["case", { case: "toString" }],
    ["minimumLength", { minimumLength: 0 }],
    ["minimumLength", { minimumLength: 129 }],
    ["minimumLength", { minimumLength: 9.5 }],
    ["classes", { classes: ["emoji"] }],
    ["administratorsRenewEvery", { administratorsRenewEvery: "yearly" }],
    ["alsoRefused", { alsoRefused: "a list" }],
    ["throttle.lockAfter", { case: "restricted", throttle: {} }],
    ["throttle.lockAfter", { case: "restricted", throttle: { lockAfter: 11 } }],
    ["throttle.lockAfter", { case: "held-device", throttle: { lockAfter: 4 } }],
    ["throttle.lockAfter", { case: "held-device", throttle: { delay: { after: 1, seconds: 90, perDay: 3 } } }],
    ["throttle.delay.after", { throttle: { delay: { after: 6, seconds: 90, perDay: 25 } } }],
    ["throttle.delay.seconds", { throttle: { delay: { after: 5, seconds: 60, perDay: 25 } } }],
    ["throttle.delay.seconds", { throttle: { delay: { after: 5, seconds: 90_000, perDay: 25 } } }],
    ["throttle.delay.perDay", { throttle: { delay: { after: 5, seconds: 61, perDay: 26 } } }],
  ])("is refused at %s: %j", (place, input) => {
    expect(() => policy(input as never)).toThrow(expect.objectContaining({ code: "POLICY_INVALID", details: { place } }));
  });

  it("asks renewal of accounts with wide rights, and has no word for others", () => {
    expect(codeOf(() => definePasswordPolicy({ case: "alone" } as never))).toBe("POLICY_INVALID");
    expect(Object.keys(alone).filter((key) => /renew/i.test(key))).toEqual(["administratorsRenewEvery"]);
  });
});

describe("a password", () => {
  it.each([
    ["v7#Kq!2mZx(9", "alone", ""],
    ["v7#Kq!2mZx(", "alone", "TOO_SHORT"],
    ["xKvQwRzTbNhJgM", "alone", "TOO_SHORT"],
    ["vKqmZxLpWtRbD7", "alone", ""],
    ["vKqm7xL2", "restricted", ""],
    ["vkqm7xl", "restricted", "TOO_SHORT"],
    ["8305917264481926", "restricted", ""],
    ["7351", "device", ""],
    ["735", "device", "TOO_SHORT"],
    ["1234", "device", "GUESSABLE"],
    ["1987", "device", "GUESSABLE"],
    ["9999", "device", "GUESSABLE"],
    ["Motdepasse2024!!", "alone", "COMMON,GUESSABLE"],
    ["P@ssw0rd", "restricted", "COMMON,GUESSABLE"],
    ["Azertyuiop123!", "alone", "COMMON,GUESSABLE"],
    ["Été1234!", "restricted", "COMMON,GUESSABLE"],
    ["aaaaaaaaaaaaaaaaaaaaaaaa", "alone", "GUESSABLE"],
    ["vK#7vK#7vK#7vK#7", "alone", "GUESSABLE"],
    ["abcdefghijkl-MNOPQRS-345", "alone", "GUESSABLE"],
    ["correct horse battery", "alone", "GUESSABLE"],
    ["lampe verte neige tiroir canard voile brume", "alone", ""],
    ["lampe verte neige tiroir canard voile", "alone", "GUESSABLE"],
    ["lampe verte neige tiroir canard", "restricted", ""],
    ["lampe verte neige tiroir", "restricted", "GUESSABLE"],
    ["neige neige neige neige neige neige neige", "alone", "GUESSABLE"],
  ] as const)("%s, %s: %s", (secret, level, findings) => {
    const under = { alone, restricted, device }[level];
    expect(assessPassword(secret, under).findings.join()).toBe(findings);
    expect(assessPassword(new TextEncoder().encode(secret), under).acceptable).toBe(findings === "");
  });

  it("holds no word of the person or the service, dressed up or not", () => {
    const secret = "x9!K2q-M@rtin-7#Lw4";
    expect(assessPassword(secret, alone).findings).toEqual([]);
    expect(assessPassword(secret, alone, ["MARTIN"]).findings).toEqual(["PERSONAL"]);
    expect(assessPassword(secret, alone, ["x9!"]).findings).toEqual([]); // Three letters are met everywhere.
  });

  it("may be held against a longer list, has the classes that are asked, and an end", () => {
    const listed = policy({ alsoRefused: (word) => word === "v7#kq!2mzx(9lp" });
    expect(assessPassword("v7#Kq!2mZx(9Lp", listed).findings).toEqual(["COMMON"]);
    expect(assessPassword("vKqmZxLpWtRbD7s", policy({ classes: ["special"] })).findings).toEqual(["CLASS_MISSING"]);
    expect(assessPassword("v7#Kq!2mZx(9Lp", policy({ minimumLength: 15 })).findings).toEqual(["TOO_SHORT"]);
    expect(assessPassword("é".repeat(257), alone).findings).toEqual(["TOO_LONG"]);
    for (const bad of [new Uint8Array([0xff]), "x".repeat(1025), 5])
      expect(codeOf(() => assessPassword(bad as never, alone))).toBe("SECRET_INVALID");
  });

  it("that was drawn at random is refused rarely, and taken whatever its script", () => {
    const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#!?-_éßλ";
    let refused = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 20, maxLength: 24 }), (characters) => {
        if (!assessPassword(characters.join(""), alone).acceptable) refused += 1;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeLessThan(15);
  });
});

it("takes no code that fingers choose by themselves, and no block written again with one key changed", () => {
  const code = definePasswordPolicy({ case: "held-device", administratorsRenewEvery: "P1Y" });
  for (const chosen of ["2580", "0852", "1212", "6969"])
    expect([chosen, assessPassword(chosen, code).findings]).toEqual([chosen, ["GUESSABLE"]]);
  for (const drawn of ["7294", "5038"]) expect([drawn, assessPassword(drawn, code).acceptable]).toEqual([drawn, true]);
  const alone = definePasswordPolicy({ case: "alone", administratorsRenewEvery: "P1Y" });
  expect(assessPassword("aB1!aB2!aB3!", alone).findings).toContain("GUESSABLE");
  expect(assessPassword("v7#Kq!2mZx(9Lp", alone).acceptable).toBe(true);
});

it("refuses half a character, which has no bytes of its own", async () => {
  const code = async (work: () => unknown): Promise<unknown> => {
    try {
      return await work();
    } catch (error) {
      return error instanceof Error && "code" in error ? error.code : error;
    }
  };
  const alone = definePasswordPolicy({ case: "alone", administratorsRenewEvery: "P1Y" });
  expect(await code(() => verifyPassword("\uD800-abcdefgh", undefined))).toBe("SECRET_INVALID");
  expect(await code(() => assessPassword("\uD800-abcdefgh", alone))).toBe("SECRET_INVALID");
});
