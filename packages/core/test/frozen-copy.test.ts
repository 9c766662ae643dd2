import { frozenCopy } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const allFrozen = (value: unknown): boolean =>
  typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(allFrozen));

describe("a frozen copy", () => {
  it("equals what was copied, shares nothing with it and is frozen to the bottom", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = frozenCopy(value);
        expect(copy).toEqual(value);
        expect(allFrozen(copy)).toBe(true);
        if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
      }),
    );
  });

  it("ends on a cycle", () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(Object.isFrozen(frozenCopy(cyclic))).toBe(true);
  });

  it("refuses what is no data under the code it is told, and repeats nothing of it", () => {
    const thrower = {
      get name(): string {
        throw new Error("Dupont");
      },
    };
    for (const value of [() => "Dupont", Symbol("Dupont"), thrower, { a: { b: () => 1 } }]) {
      expect(codeOf(() => frozenCopy(value))).toBe("NOT_PLAIN");
      expect(codeOf(() => frozenCopy(value, "POLICY_INVALID"))).toBe("POLICY_INVALID");
      expect(() => frozenCopy(value)).not.toThrow(/Dupont/);
    }
  });
});
