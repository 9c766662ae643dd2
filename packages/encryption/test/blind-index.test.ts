import { toHex } from "@favorable/core";
import { type BlindIndexOptions, blindIndex } from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const options: BlindIndexOptions = { key: new Uint8Array(32).fill(3), table: "agent", column: "email", normalise: "caseless" };
const of = (value: string, more: Partial<BlindIndexOptions> = {}): string => toHex(blindIndex({ ...options, ...more }).of(value));

describe("a blind index", () => {
  it("is the same for what counts as equal, and differs otherwise", () => {
    expect(of("  Élodie  Dupont ")).toBe(of("élodie dupont"));
    expect(of("E\u0301lodie", { normalise: "exact" })).toBe(of("\u00c9lodie", { normalise: "exact" }));
    expect(of("a", { normalise: "exact" })).not.toBe(of("A", { normalise: "exact" }));
    expect(of("+33 6 12-34", { normalise: "digits" })).toBe(of("３３ 6.12 34", { normalise: "digits" }));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (left, right) => {
        const equal = of(left, { normalise: "exact" }) === of(right, { normalise: "exact" });
        expect(equal).toBe(left.normalize("NFC") === right.normalize("NFC"));
      }),
    );
  });

  it("differs for every table, column, normalisation, width, version and key", () => {
    const all = [
      of("x"),
      of("x", { table: "other" }),
      of("x", { column: "other" }),
      of("x", { normalise: "exact" }),
      of("x", { bits: 248 }),
      of("x", { version: 2 }),
      of("x", { key: new Uint8Array(32).fill(4) }),
      of("x", { table: "agente", column: "mail" }),
    ];
    expect(new Set(all.map((hex) => hex.slice(0, 60))).size).toBe(all.length);
  });

  it("has the bits it is told", () => {
    for (const [bits, length] of [
      [8, 1],
      [12, 2],
      [64, 8],
      [255, 32],
      [256, 32],
    ] as const)
      expect(blindIndex({ ...options, bits }).of("x")).toHaveLength(length);
    for (let at = 0; at < 50; at++) expect((blindIndex({ ...options, bits: 12 }).of(`x${at}`)[1] ?? 255) & 15).toBe(0);
    expect(new Set(Array.from({ length: 600 }, (_, at) => of(`x${at}`, { bits: 8 }))).size).toBeLessThanOrEqual(256);
  });

  it("refuses what is no index and what leaves nothing to index", () => {
    const odd: Partial<BlindIndexOptions>[] = [
      { key: new Uint8Array(31) },
      { bits: 7 },
      { bits: 257 },
      { bits: 8.5 },
      { version: 0 },
      { table: "" },
      { normalise: "toString" as never },
    ];
    for (const one of odd) expect(codeOf(() => blindIndex({ ...options, ...one }))).toBe("INDEX_INVALID");
    for (const value of ["", "  ", null, 5, "\ud800"]) expect(codeOf(() => of(value as string))).toBe("INDEX_INVALID");
    expect(codeOf(() => of("no digit", { normalise: "digits" }))).toBe("INDEX_INVALID");
  });
});
