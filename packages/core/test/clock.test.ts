import { simulatedClock, systemClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

describe("a simulated clock", () => {
  it("stands still until it is moved, and only forward", () => {
    const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
    expect(clock.now()).toEqual(new Date("2021-10-30T08:00:00Z"));
    clock.moveTo(new Date("2021-10-30T08:00:00Z"));
    clock.moveTo(new Date("2023-05-01T00:00:00Z"));
    expect(clock.now()).toEqual(new Date("2023-05-01T00:00:00Z"));
    expect(codeOf(() => clock.moveTo(new Date("2023-04-30T23:59:59Z")))).toBe("CLOCK_BACKWARDS");
    expect(clock.now()).toEqual(new Date("2023-05-01T00:00:00Z"));
  });

  it("cannot be changed through the dates it takes or gives", () => {
    const start = new Date("2021-10-30T08:00:00Z");
    const clock = simulatedClock(start);
    start.setUTCFullYear(2030);
    clock.now().setUTCFullYear(2030);
    expect(clock.now().getUTCFullYear()).toBe(2021);
  });

  it("says that it is one, and the system's says that it is not", () => {
    expect(simulatedClock(new Date(0)).simulated).toBe(true);
    expect(systemClock.simulated).toBe(false);
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it("refuses a date that is none", () => {
    expect(codeOf(() => simulatedClock(new Date(Number.NaN)))).toBe("INSTANT_INVALID");
    expect(codeOf(() => simulatedClock(new Date(0)).moveTo(new Date("soon")))).toBe("INSTANT_INVALID");
  });
});
