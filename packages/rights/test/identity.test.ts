import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { claimMac, codeMac, codeMatches, newCode } from "../src/identity/code.ts";
import { assertRung } from "../src/identity/ladder.ts";
import { PROOF_METHODS } from "../src/request/kinds.ts";
import { openRig } from "./desk-rig.ts";

const key = new Uint8Array(32).fill(9);

describe("codes", () => {
  it("are eight digits drawn evenly, or 128 bits", () => {
    const firsts = new Map<string, number>();
    for (let drawn = 0; drawn < 5000; drawn++) {
      const code = newCode("digits");
      expect(code).toMatch(/^\d{8}$/);
      firsts.set(code.slice(0, 1), (firsts.get(code.slice(0, 1)) ?? 0) + 1);
    }
    // 500 expected of each; five standard deviations are 106.
    for (let digit = 0; digit < 10; digit++) expect(Math.abs((firsts.get(String(digit)) ?? 0) - 500)).toBeLessThan(106);
    const links = new Set(Array.from({ length: 1000 }, () => newCode("link")));
    expect(links.size).toBe(1000);
    for (const link of links) expect(link).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it("draw again what would favour the low codes", () => {
    // 10^8 goes into 2^32 42 times: from 4.2 * 10^9 on a remainder would be drawn 43 times.
    const drawn = [4_294_967_295, 4_200_000_000, 4_199_999_999];
    const source = vi.spyOn(crypto, "getRandomValues").mockImplementation((into) => {
      if (into instanceof Uint32Array) into[0] = drawn.shift() ?? 0;
      return into;
    });
    expect(newCode("digits")).toBe("99999999");
    expect(drawn).toEqual([]);
    source.mockRestore();
  });

  it("match themselves as people type them, for their own challenge and key only", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99_999_999 }), (number, other) => {
        const code = String(number).padStart(8, "0");
        const mac = codeMac(key, "c-1", "p-1", code);
        const sent = { id: "c-1", candidate: "p-1", mac };
        expect(mac).toHaveLength(32);
        expect(codeMatches(key, sent, ` ${code.slice(0, 4)}-${code.slice(4)} `)).toBe(true);
        expect(codeMatches(key, sent, String(other).padStart(8, "0"))).toBe(other === number);
        expect(codeMatches(key, { ...sent, id: "c-2" }, code)).toBe(false);
        expect(codeMatches(key, { ...sent, candidate: "p-2" }, code)).toBe(false);
        expect(codeMatches(new Uint8Array(32).fill(8), sent, code)).toBe(false);
      }),
    );
  });

  it("are compared whatever is typed, and never stand for a claim", () => {
    const mac = codeMac(key, "c-1", undefined, "12345678");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (typed) => void codeMatches(key, { id: "c-1", mac }, typed)));
    expect(codeMatches(key, { id: "c-1", mac }, "\ud800")).toBe(false);
    expect(claimMac(key, "x")).not.toEqual(codeMac(key, "", undefined, "x"));
    expect(codeOf(() => codeMac(new Uint8Array(31), "c-1", undefined, "1"))).toBe("CODE_KEY_INVALID");
  });
});

describe("the ladder", () => {
  it("lets a rung be climbed only over those below it", () => {
    const reasons = { session: "no-account", contact: "not-received", facts: "none-held" } as const;
    for (const method of PROOF_METHODS) expect(codeOf(() => assertRung(method, reasons))).toBe("nothing thrown");
    expect(codeOf(() => assertRung("session", {}))).toBe("nothing thrown");
    expect(codeOf(() => assertRung("contact", {}))).toBe("nothing thrown");
    expect(codeOf(() => assertRung("facts", {}))).toBe("LADDER_SKIPPED");
    expect(codeOf(() => assertRung("document", { session: "no-account", contact: "none-on-file" }))).toBe("LADDER_SKIPPED");
    expect(assertRung("document", reasons)).toEqual(["session.no-account", "contact.not-received", "facts.none-held"]);
  });
});

describe("options of a desk", () => {
  it("are refused by name when they are missing or out of range", async () => {
    const refused = async (options: object): Promise<string> =>
      openRig(undefined, options).then(
        () => "nothing thrown",
        ({ code, details }: { code: string; details: { option?: string } }) => `${code} ${details.option ?? ""}`.trim(),
      );
    expect(await refused({ duties: { roles: { handler: ["a"], verifier: [], approver: ["b"] } } })).toBe("DESK_INVALID duties");
    expect(await refused({ rules: { promptDays: 29 } })).toBe("DESK_INVALID rules.promptDays");
    expect(await refused({ sessionMinutes: 0 })).toBe("DESK_INVALID sessionMinutes");
    expect(await refused({ limits: { perRequestPerHour: 0 } })).toBe("DESK_INVALID limits");
    expect(await refused({ codeKey: new Uint8Array(8) })).toBe("CODE_KEY_INVALID");
    expect(await refused({ zone: "Europe/Nowhere" })).toBe("ZONE_UNKNOWN");
  });
});
