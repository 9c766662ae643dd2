import { calendarDate } from "@favorable/core";
import { definePolicy, findingsOf, type RetentionPolicyDefinition } from "@favorable/retention";
import { describe, expect, it } from "vitest";
import { footage, logs, register } from "./policies.ts";

const base = { version: 1, start: { kind: "field", field: "at" }, then: "delete", zone: "UTC", basis: { reason: "need" } } as const;
const of = (id: string, parts: Partial<RetentionPolicyDefinition>) => definePolicy({ ...base, id, ...parts });
const max = (period: string) => ({ maximum: { period } });
const codes = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ code, place, other, comparable }) => [code, place ?? other, comparable]);

describe("findings", () => {
  it("tell a floor above the cap, and not one below it", () => {
    expect(codes([of("a", { minimum: { period: "P18M" }, ...max("P1Y") })])).toEqual([["FLOOR_ABOVE_CAP", "minimum.0", true]]);
    expect(codes([of("a", { minimum: { period: "P1M" }, ...max("P30D") })])).toEqual([["FLOOR_ABOVE_CAP", "minimum.0", true]]);
    expect(codes([of("a", { minimum: [{ period: "P28D" }, { period: "P1Y" }], ...max("P1Y") })])).toEqual([]);
    expect(codes([register, footage, logs])).toEqual([]);
  });

  it("tell a floor that ends with an event nobody has dated, until it is", () => {
    const policy = of("a", { minimum: { event: "duty" }, maximum: { period: "P1Y" }, start: { kind: "fixed-date", on: "2021-01-01" } });
    expect(codes([policy])).toEqual([["FLOOR_OPEN", "minimum.0", false]]);
    expect(codes([policy], [], { duty: calendarDate("2021-06-01") })).toEqual([]);
    expect(codes([policy], [], { duty: calendarDate("2022-06-01") })).toEqual([["FLOOR_ABOVE_CAP", "minimum.0", true]]);
    expect(codes([of("a", { minimum: { event: "duty" }, maximum: { event: "duty", period: "P1M" } })])).toEqual([]);
  });

  it("ask for what a two-sided period rests on", () => {
    const { basis: _, ...bare } = base;
    const bounds = { minimum: { period: "P6M" }, ...max("P1Y") };
    expect(codes([definePolicy({ ...bare, id: "a", ...bounds })])).toEqual([["BASIS_MISSING", "minimum.0", true]]);
    const reasoned = { minimum: { period: "P6M", basis: { deliberation: "CNIL 2021-122" } }, ...max("P1Y") };
    expect(codes([definePolicy({ ...bare, id: "a", ...reasoned })])).toEqual([]);
  });

  it("tell an archive that may end before the active phase, and a floor beyond its cap", () => {
    const archive = { start: { kind: "field", field: "at" }, roles: ["a"], then: "delete" } as const;
    const file = (parts: object) => of("file", { ...max("P2Y"), then: "archive", archive: { ...archive, ...parts } as never });
    expect(codes([file(max("P5Y"))])).toEqual([]);
    expect(codes([file(max("P1Y"))])).toEqual([["ARCHIVE_WITHIN_ACTIVE", undefined, true]]);
    expect(codes([file({ ...max("P3Y"), start: { kind: "field", field: "other" } })])).toEqual([
      ["ARCHIVE_WITHIN_ACTIVE", undefined, false],
    ]);
    expect(codes([file({ ...max("P1Y"), start: { kind: "end-of-active" } })])).toEqual([]);
    expect(codes([file({ minimum: { period: "P6Y" }, ...max("P5Y") })])).toEqual([["FLOOR_ABOVE_CAP", "archive.minimum.0", true]]);
    const both = of("file", { minimum: { period: "P4Y" }, ...max("P5Y"), then: "archive", archive: { ...archive, ...max("P3Y") } });
    expect(codes([both])).toEqual([
      ["FLOOR_ABOVE_CAP", "minimum.0", true],
      ["ARCHIVE_WITHIN_ACTIVE", undefined, true],
    ]);
  });

  it("tell a child that outlives its parent", () => {
    const child = [{ kind: "child", of: "proof", to: "file" }] as const;
    const pair = (proof: object, file: object) => codes([of("proof", proof), of("file", file)], child);
    expect(pair(max("P1Y"), max("P1Y"))).toEqual([]);
    expect(pair(max("P6M"), max("P1Y"))).toEqual([]);
    expect(pair(max("P2Y"), max("P1Y"))).toEqual([["CHILD_OUTLIVES_PARENT", "file", true]]);
    expect(pair({ minimum: { period: "P2Y" } }, max("P3Y"))).toEqual([["CHILD_OUTLIVES_PARENT", "file", true]]); // No cap: it may stay.
    expect(pair({ minimum: { period: "P2Y" }, ...max("P1Y") }, max("P1Y"))).toContainEqual(["CHILD_OUTLIVES_PARENT", "file", true]);
    expect(pair({ ...max("P1M"), start: { kind: "field", field: "sent" } }, max("P1Y"))).toEqual([
      ["CHILD_OUTLIVES_PARENT", "file", false],
    ]);
    expect(pair(max("P1Y"), { minimum: { period: "P2Y" } })).toEqual([]);
    const archive = { start: { kind: "end-of-active" }, ...max("P3Y"), roles: ["a"], then: "delete" } as const;
    const archived = { ...max("P2Y"), then: "archive", archive } as const;
    expect(pair(archived, archived)).toEqual([]);
    expect(pair(max("P4Y"), archived)).toEqual([]);
    expect(pair(archived, max("P4Y"))).toEqual([["CHILD_OUTLIVES_PARENT", "file", true]]);
  });

  it("tell a log that is gone before what it proves (CCIN 2021-206, V and VIII)", () => {
    const proves = [{ kind: "proves", of: "log", to: "register" }] as const;
    const data = { start: { kind: "fixed-date", on: "2021-10-30" }, ...max("P18M") } as const;
    const against = (log: object, register: object = data) => codes([of("log", log), of("register", register)], proves);
    expect(against(max("P1Y"))).toEqual([["LOG_SHORTER_THAN_PROVED", "register", true]]);
    expect(against(max("P18M"))).toEqual([]);
    expect(against({ minimum: [{ period: "P18M" }, { event: "obligation.ended" }] })).toEqual([]);
    expect(against({ minimum: { period: "P1Y" } })).toEqual([["LOG_SHORTER_THAN_PROVED", "register", true]]);
    expect(against(max("P9Y"), { maximum: { event: "obligation.ended" } })).toEqual([["LOG_SHORTER_THAN_PROVED", "register", false]]);
    expect(against({ minimum: { event: "obligation.ended" } }, { maximum: { event: "obligation.ended" } })).toEqual([]);
  });

  it("name a policy that is not there", () => {
    expect(codes([footage], [{ kind: "child", of: "none", to: "footage" }])).toEqual([["POLICY_UNKNOWN", undefined, false]]);
    expect(findingsOf([footage], [{ kind: "proves", of: "footage", to: "gone" }])).toMatchObject([{ policy: "gone" }]);
  });
});
