import { isPrivacyError } from "@favorable/core";
import { definePolicy, type RetentionPolicyDefinition } from "@favorable/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const good: RetentionPolicyDefinition = {
  id: "logs",
  version: 1,
  start: { kind: "fixed-date", on: "2021-10-30" },
  maximum: { period: "P18M" },
  then: "delete",
  zone: "Europe/Monaco",
};

const pathsOf = (change: object): unknown => {
  try {
    definePolicy({ ...good, ...change });
    return [];
  } catch (error) {
    return isPrivacyError(error, "POLICY_INVALID") ? error.details["paths"] : error;
  }
};

describe("definePolicy", () => {
  it("takes every kind of start and of bound", () => {
    const starts = [{ kind: "field", field: "at" }, { kind: "last-activity" }, { kind: "event", event: "obligation.ended" }];
    for (const start of starts) expect(pathsOf({ start })).toEqual([]);
    for (const maximum of [{ event: "processed" }, { event: "processed", period: "P1D" }, [{ period: "P1Y" }, { event: "x" }], undefined])
      expect(pathsOf({ maximum, minimum: { period: "P0D" } })).toEqual([]);
    expect(definePolicy(good).minimum).toEqual([]);
  });

  it("keeps a floor that is later than the cap: that is a finding, not nonsense", () => {
    expect(pathsOf({ minimum: { period: "P18M" }, maximum: { period: "P1Y" } })).toEqual([]);
  });

  it("refuses what makes no sense, all at once, by path", () => {
    expect(pathsOf({ id: "A b", version: 0, then: "keep", zone: "Mars/Olympus" })).toEqual(["id", "version", "then", "zone"]);
    expect(pathsOf({ maximum: undefined })).toEqual(["maximum"]);
    expect(pathsOf({ maximum: [] })).toEqual(["maximum"]);
    expect(
      pathsOf({ minimum: [{ period: "P1M" }, { period: "PT1H" }, {}, { event: "a'b" }, { period: "P1M", until: "x" }, null] }),
    ).toEqual(["minimum.1", "minimum.2", "minimum.3", "minimum.4", "minimum.5"]);
    expect(pathsOf({ keep: "for ever", Dupont: 1 })).toEqual(["*", "*"]);
    for (const version of [1.5, "1", Number.NaN, -1, 2 ** 31]) expect(pathsOf({ version })).toEqual(["version"]);
    for (const id of ["", "logs'", "a..b", "-a", "a".repeat(101), 1]) expect(pathsOf({ id })).toEqual(["id"]);
  });

  it("refuses what is no policy at all with a code, and names no more than fifty places", () => {
    const define = (value: unknown): string => codeOf(() => definePolicy(value as never));
    for (const none of [null, undefined, 5, "x", [], () => 1, { ...good, id: Symbol("a") }]) expect(define(none)).toBe("POLICY_INVALID");
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(define(value)).toBe("POLICY_INVALID");
      }),
    );
    const many = { ...good, minimum: Array.from({ length: 10_000 }, () => ({})) };
    expect(() => definePolicy(many)).toThrow(expect.objectContaining({ details: { paths: expect.any(Array), more: 9950 } }));
    expect(pathsOf(many)).toHaveLength(50);
  });

  it("is a copy, frozen to the bottom", () => {
    const bound = { period: "P18M" };
    const start = { kind: "fixed-date", on: "2021-10-30" } as const;
    const policy = definePolicy({ ...good, start, maximum: bound, minimum: [bound] });
    Object.assign(bound, { period: "P1D" });
    Object.assign(start, { on: "2001-01-01" });
    expect(policy).toMatchObject({ ...good, minimum: [{ period: "P18M" }], maximum: [{ period: "P18M" }] });
    for (const part of [policy, policy.start, policy.minimum, policy.maximum, policy.minimum[0], policy.maximum[0]])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it("refuses a start it cannot read", () => {
    const starts = [
      { kind: "fixed-date", on: "2021-02-30" },
      { kind: "fixed-date" },
      { kind: "field", field: "" },
      { kind: "event", event: "" },
    ];
    const odd = [
      { kind: "soon" },
      { kind: "__proto__" },
      { kind: "event" },
      { kind: "field", field: "a", on: "2021-10-30" },
      null,
      undefined,
      "field",
    ];
    for (const start of [...starts, ...odd]) expect(pathsOf({ start })).toEqual(["start"]);
  });

  it("refuses a zone that means the opposite to PostgreSQL, and one that is quoted", () => {
    for (const zone of ["+02:00", "UTC'", "", "Europe/Monaco; drop table x", 2]) expect(pathsOf({ zone })).toEqual(["zone"]);
  });
});
