import { addDays, addPeriod, type CalendarDate, calendarDate, period } from "@favorable/core";
import { boundsOf, definePolicy, deletableFrom, isVisible, judge, lastDay, type RetentionPolicy, startOf } from "@favorable/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { anyDay, anyPolicy, footage, logs, register } from "./policies.ts";

const day = calendarDate;
const policy = (bounds: Pick<Parameters<typeof definePolicy>[0], "minimum" | "maximum">): RetentionPolicy =>
  definePolicy({ id: "p", version: 1, start: { kind: "field", field: "at" }, then: "delete", zone: "UTC", ...bounds });

describe("the boundary rule", () => {
  it("of a cap: read until the end of the last day, due on it, overdue after it", () => {
    const table = ["2023-04-29", "2023-04-30", "2023-05-01"].map((asOf) => {
      const { visible, due, overdue, deletable } = judge(register, { start: day("2021-10-30") }, day(asOf));
      return [asOf, visible, due, overdue, deletable];
    });
    expect(table).toEqual([
      ["2023-04-29", true, false, false, false],
      ["2023-04-30", true, true, false, true],
      ["2023-05-01", false, true, true, true],
    ]);
  });

  it("of a floor: deletion is allowed after the last day only, and nothing is ever overdue", () => {
    const table = ["2023-04-30", "2023-05-01"].map((asOf) => {
      const verdict = judge(policy({ minimum: { period: "P18M" } }), { start: day("2021-10-30") }, day(asOf));
      return [asOf, verdict.visible, verdict.due, verdict.overdue, verdict.deletable, verdict.kept];
    });
    expect(table).toEqual([
      ["2023-04-30", true, false, false, false, "not-due"],
      ["2023-05-01", true, false, false, true, undefined],
    ]);
  });

  it("of both on one day: the floor wins until midnight", () => {
    const exactly = policy({ minimum: { period: "P18M" }, maximum: { period: "P18M" } });
    const at = (asOf: string) => judge(exactly, { start: day("2021-10-30") }, day(asOf));
    expect(at("2023-04-30")).toMatchObject({
      due: true,
      overdue: false,
      deletable: false,
      kept: "floor",
      conflict: false,
      from: "2023-05-01",
    });
    expect(at("2023-05-01")).toMatchObject({ deletable: true, visible: false });
  });

  it("puts hold over floor over cap, and reading under the cap alone", () => {
    const early = policy({ minimum: { period: "P18M" }, maximum: { period: "P1Y" } });
    const start = day("2021-10-30");
    expect(judge(early, { start }, day("2022-12-01"))).toMatchObject({
      conflict: true,
      deletable: false,
      kept: "floor",
      visible: false,
      overdue: true,
    });
    expect(judge(early, { start, held: true }, day("2030-01-01"))).toMatchObject({ deletable: false, kept: "held", visible: false });
    expect(judge(early, { start }, day("2030-01-01"))).toMatchObject({ deletable: true });
  });

  it("keeps what waits for an event, whenever it comes", () => {
    const start = day("2021-10-30");
    expect(judge(logs, { start }, day("2099-01-01"))).toMatchObject({ deletable: false, kept: "open", floor: "open", visible: true });
    const events = { "obligation.ended": day("2024-02-29") };
    expect(judge(logs, { start, events }, day("2024-02-29"))).toMatchObject({ deletable: false, kept: "not-due", from: "2024-03-01" });
    expect(judge(logs, { start, events }, day("2024-03-01"))).toMatchObject({ deletable: true });
    expect(judge(footage, { start: undefined }, day("2099-01-01"))).toMatchObject({
      cap: "open",
      visible: true,
      deletable: false,
      kept: "open",
    });
  });

  it("takes the latest of several floors and the earliest of several caps", () => {
    const start = day("2021-10-30");
    const many = policy({
      minimum: [{ period: "P1M" }, { period: "P3M" }],
      maximum: [{ period: "P2Y" }, { period: "P1Y" }, { event: "ended" }],
    });
    expect(boundsOf(many, start)).toEqual({ floor: "2022-01-30", cap: "2022-10-30", conflict: false });
    expect(boundsOf(many, start, { ended: day("2021-12-01") })).toEqual({ floor: "2022-01-30", cap: "2021-12-01", conflict: true });
    expect(lastDay(many, start)).toBe("2022-10-30");
    expect(lastDay(logs, start)).toBeUndefined();
  });
});

describe("judge", () => {
  const facts = fc.record({
    start: fc.option(anyDay, { nil: undefined }),
    ended: fc.option(anyDay, { nil: undefined }),
    held: fc.boolean(),
  });

  it("never takes a row under hold, before its floor, or before its cap asks for it", () => {
    fc.assert(
      fc.property(anyPolicy, facts, anyDay, (some, { start, ended, held }, asOf) => {
        const verdict = judge(some, { start, held, events: { ended } }, asOf);
        if (held || verdict.floor === "open" || verdict.cap === "open") expect(verdict.deletable).toBe(false);
        if (verdict.floor !== "none" && asOf <= verdict.floor) expect(verdict.deletable).toBe(false);
        if (verdict.cap !== "none" && asOf < verdict.cap) expect(verdict.deletable).toBe(false);
        expect(verdict.deletable).toBe(verdict.kept === undefined);
        expect(verdict.visible).toBe(verdict.phase === "active");
        expect(verdict.phase === "ended").toBe(verdict.overdue);
      }),
    );
  });

  it("takes the row on the day it says, not the day before, and on every later one", () => {
    fc.assert(
      fc.property(anyPolicy, facts, fc.nat({ max: 500 }), (some, { start, ended }, later) => {
        const row = { start, events: { ended } };
        const from = deletableFrom(boundsOf(some, start, row.events));
        fc.pre(from !== undefined);
        expect(judge(some, row, addDays(from as CalendarDate, -1)).deletable).toBe(false);
        expect(judge(some, row, addDays(from as CalendarDate, later)).deletable).toBe(true);
      }),
    );
  });

  it("keeps a cap of a period readable for exactly that period", () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        const last = addPeriod(start, period("P30D"));
        expect(isVisible(footage, { start }, last)).toBe(true);
        expect(isVisible(footage, { start }, addDays(last, 1))).toBe(false);
      }),
    );
  });
});

describe("startOf", () => {
  it("takes a date as it is, and an instant in the zone of the policy", () => {
    expect(startOf(register, {})).toBe("2021-10-30");
    expect(startOf(footage, { taken_on: "2021-10-30" })).toBe("2021-10-30");
    expect(startOf(footage, { taken_on: new Date("2021-10-30T22:30:00Z") })).toBe("2021-10-31");
    expect(startOf(footage, { taken_on: null })).toBeUndefined();
  });

  it("waits for an event, and takes last activity from the field it is told", () => {
    const ended = definePolicy({ ...register, start: { kind: "event", event: "ended" } });
    expect(startOf(ended, {})).toBeUndefined();
    expect(startOf(ended, {}, { ended: day("2022-01-01") })).toBe("2022-01-01");
    const active = definePolicy({ ...register, start: { kind: "last-activity" } });
    expect(startOf(active, { seen: "2022-01-01" }, {}, "seen")).toBe("2022-01-01");
    expect(codeOf(() => startOf(active, { seen: "2022-01-01" }))).toBe("START_MISSING");
  });

  it("refuses a row without the field rather than keeping it for ever", () => {
    expect(codeOf(() => startOf(footage, {}))).toBe("START_MISSING");
    expect(codeOf(() => startOf(footage, { taken_on: undefined }))).toBe("START_MISSING");
    for (const value of ["soon", 20211030, {}, ""]) expect(codeOf(() => startOf(footage, { taken_on: value }))).toBe("DATE_INVALID");
    const odd = definePolicy({ ...register, start: { kind: "field", field: "constructor" } });
    expect(codeOf(() => startOf(odd, {}))).toBe("START_MISSING");
  });
});
