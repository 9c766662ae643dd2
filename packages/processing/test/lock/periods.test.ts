import { addPeriod, calendarDate, period } from "@favorable/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPeriodWithin } from "../../src/lock/periods.ts";

test.each([
  ["P12M", "P1Y", true],
  ["P1Y", "P12M", true],
  ["P7D", "P1W", true],
  ["P6M", "P18M", true],
  ["P18M", "P548D", false],
  ["P548D", "P18M", false],
  ["P18M", "P550D", true],
  ["P545D", "P18M", true],
  ["P1M", "P31D", true],
  ["P28D", "P1M", true],
  ["P29D", "P1M", false],
  ["P20Y", "P7305D", true],
  ["P7305D", "P20Y", false],
])("%s within %s: %s", (inner, outer, is) => {
  expect(isPeriodWithin(inner, outer)).toBe(is);
});

const anyPeriod = fc.tuple(fc.nat(40), fc.nat(70)).map(([months, days]) => `P${months}M${days}D`);
const anyDay = fc
  .date({ min: new Date("1890-01-01"), max: new Date("2110-01-01"), noInvalidDate: true })
  .map((day) => calendarDate(day.toISOString().slice(0, 10)));

test("what is within ends no later, whatever the day it starts", () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, fc.array(anyDay, { minLength: 10, maxLength: 20 }), (inner, outer, days) => {
      if (!isPeriodWithin(inner, outer)) return;
      for (const day of days) {
        expect(addPeriod(day, period(inner)) <= addPeriod(day, period(outer))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("periods are ordered: within what is within is within", () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyPeriod, (a, b, c) => {
      expect(isPeriodWithin(a, a)).toBe(true);
      if (isPeriodWithin(a, b) && isPeriodWithin(b, c)) expect(isPeriodWithin(a, c)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
