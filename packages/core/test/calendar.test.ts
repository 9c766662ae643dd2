import {
  addDays,
  addMonths,
  addPeriod,
  type CalendarDate,
  calendarDate,
  dateInZone,
  daysBetween,
  isCalendarDate,
  isPeriod,
  period,
  periodParts,
} from "@favorable/core";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { DAYS, MONTHS } from "./fixtures/oracle-range.ts";

/** Written by hand from a calendar. */
const MONTH_ENDS: readonly [from: string, months: number, to: string][] = [
  ["2021-10-30", 18, "2023-04-30"], // CCIN 2021-206, VIII: the eighteen months of law 1.509.
  ["2021-08-31", 18, "2023-02-28"],
  ["2022-08-31", 18, "2024-02-29"],
  ["2021-01-31", 1, "2021-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2024-01-30", 1, "2024-02-29"],
  ["2024-01-29", 1, "2024-02-29"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2024-02-29", 48, "2028-02-29"],
  ["2000-02-29", 1200, "2100-02-28"], // 2100 is no leap year.
  ["1900-02-28", 1200, "2000-02-28"],
  ["2021-03-31", 1, "2021-04-30"],
  ["2021-05-31", 1, "2021-06-30"],
  ["2021-10-31", 1, "2021-11-30"],
  ["2021-12-31", 1, "2022-01-31"],
  ["2021-12-31", 2, "2022-02-28"],
  ["2021-03-31", -1, "2021-02-28"],
  ["2024-03-31", -1, "2024-02-29"],
  ["2021-01-31", -1, "2020-12-31"],
  ["2021-01-15", -13, "2019-12-15"],
  ["2021-02-28", 1, "2021-03-28"],
  ["2021-06-30", 0, "2021-06-30"],
  ["0001-01-31", 1, "0001-02-28"],
  ["9999-11-30", 1, "9999-12-30"],
];

const day = fc.integer({ min: 0, max: 3_652_058 }).map((days) => addDays(calendarDate("0001-01-01"), days));

describe("calendar arithmetic", () => {
  it("keeps the day of the month, or takes the month's last", () => {
    for (const [from, months, to] of MONTH_ENDS) expect([from, months, addMonths(calendarDate(from), months)]).toEqual([from, months, to]);
  });

  it("agrees with Temporal on every day of 1999 to 2040 for twelve periods", () => {
    let date = calendarDate(DAYS.from);
    let oracle = Temporal.PlainDate.from(DAYS.from);
    let cases = 0;
    for (; date <= DAYS.to; date = addDays(date, 1), oracle = oracle.add({ days: 1 })) {
      for (const months of MONTHS) {
        if (addMonths(date, months) !== oracle.add({ months }).toString()) expect.unreachable(`${date} and ${months} months`);
        cases++;
      }
    }
    expect(cases).toBe(184_092);
  });

  it("agrees with Temporal on any date and any period", () => {
    const part = fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined });
    fc.assert(
      fc.property(day, part, part, part, part, (date, years, months, weeks, days) => {
        const parts: [string, number | undefined][] = [
          ["Y", years],
          ["M", months],
          ["W", weeks],
          ["D", days],
        ];
        const text = `P${parts.map(([unit, n]) => (n === undefined ? "" : `${n}${unit}`)).join("")}`;
        fc.pre(text !== "P" && date < "9000-01-01");
        // Months first, then days: Temporal balances years with months and weeks with days only when they are added apart.
        const oracle = Temporal.PlainDate.from(date)
          .add({ months: (years ?? 0) * 12 + (months ?? 0) })
          .add({ days: (weeks ?? 0) * 7 + (days ?? 0) });
        expect(addPeriod(date, period(text))).toBe(oracle.toString());
        expect(addPeriod(date, period(text))).toBe(Temporal.PlainDate.from(date).add(text).toString());
      }),
    );
  });

  it("counts days as Temporal does, and back again", () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days);
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });

  it("never goes backwards, and text order is calendar order", () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 600 }), (left, right, months) => {
        fc.pre(left < "9900-01-01" && right < "9900-01-01");
        expect(addMonths(left, months) >= left).toBe(true);
        if (left <= right) expect(addMonths(left, months) <= addMonths(right, months)).toBe(true);
        expect(left < right).toBe(daysBetween(left, right) > 0);
      }),
    );
  });

  it("refuses to leave the years 0001 to 9999", () => {
    expect(codeOf(() => addMonths(calendarDate("9999-12-01"), 1))).toBe("DATE_INVALID");
    expect(codeOf(() => addMonths(calendarDate("0001-01-01"), -1))).toBe("DATE_INVALID");
    expect(codeOf(() => addDays(calendarDate("9999-12-31"), 1))).toBe("DATE_INVALID");
    expect(codeOf(() => addDays(calendarDate("0001-01-01"), -1))).toBe("DATE_INVALID");
  });

  it("refuses a count that is not a whole number", () => {
    for (const count of [Number.NaN, 0.5, Number.POSITIVE_INFINITY, 1e300]) {
      expect(codeOf(() => addMonths(calendarDate("2021-10-30"), count))).toBe("COUNT_INVALID");
      expect(codeOf(() => addDays(calendarDate("2021-10-30"), count))).toBe("COUNT_INVALID");
    }
  });

  it("checks dates that were only declared to be dates", () => {
    expect(codeOf(() => addMonths("2021-02-30" as CalendarDate, 1))).toBe("DATE_INVALID");
    expect(codeOf(() => daysBetween("2021-02-01" as CalendarDate, "soon" as CalendarDate))).toBe("DATE_INVALID");
  });
});

describe("calendarDate", () => {
  it("reads what is a date of the calendar, and a Temporal date", () => {
    for (const text of ["2021-10-30", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]) expect(calendarDate(text)).toBe(text);
    expect(calendarDate(Temporal.PlainDate.from("2021-10-30"))).toBe("2021-10-30");
  });

  it("refuses everything else", () => {
    const refused = [
      "2021-02-29",
      "1900-02-29",
      "2021-04-31",
      "2021-13-01",
      "2021-00-10",
      "2021-01-00",
      "0000-01-01",
      "2021-1-1",
      "21-01-01",
    ];
    const forms = ["2021-10-30T00:00", " 2021-10-30", "2021-10-30\n", "20211030", "+002021-10-30", "２021-10-30", ""];
    for (const text of [...refused, ...forms]) {
      expect([text, codeOf(() => calendarDate(text))]).toEqual([text, "DATE_INVALID"]);
      expect(isCalendarDate(text)).toBe(false);
    }
    for (const value of [null, undefined, 20211030, new Date(0), {}]) expect(isCalendarDate(value)).toBe(false);
  });
});

describe("period", () => {
  it("counts months and days", () => {
    expect(periodParts("P18M")).toEqual({ months: 18, days: 0 });
    expect(periodParts("P1Y6M2W3D")).toEqual({ months: 18, days: 17 });
    expect(periodParts("P0D")).toEqual({ months: 0, days: 0 });
    expect(periodParts("P9999Y")).toEqual({ months: 119_988, days: 0 });
  });

  it("refuses clock times, fractions, signs, wrong order and empty periods", () => {
    const refused = ["P", "PT1H", "P1DT1H", "P1.5M", "P-1M", "-P1M", "P1M1Y", "P1D1W", "p1m", "1M", "P1m", "P10000D", "P1M\n", " P1M", ""];
    for (const text of refused) {
      expect([text, codeOf(() => period(text))]).toEqual([text, "PERIOD_INVALID"]);
      expect(isPeriod(text)).toBe(false);
    }
    expect(isPeriod("P18M")).toBe(true);
    expect(isPeriod(18)).toBe(false);
  });
});

describe("dateInZone", () => {
  it("agrees with Temporal on any instant in zones with odd rules", () => {
    const zones = ["Europe/Monaco", "UTC", "Asia/Tehran", "Pacific/Apia", "America/Sao_Paulo", "Pacific/Kiritimati", "Asia/Kathmandu"];
    const instant = fc.date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2060-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const oracle = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
        expect(dateInZone(at, zone)).toBe(oracle.toString());
      }),
    );
  });

  it("takes the date of the place, not of the machine", () => {
    const at = new Date("2021-10-30T22:30:00Z");
    expect(dateInZone(at, "Europe/Monaco")).toBe("2021-10-31");
    expect(dateInZone(at, "UTC")).toBe("2021-10-30");
    expect(dateInZone(at, "America/Sao_Paulo")).toBe("2021-10-30");
  });

  it("refuses an unknown zone, an empty one and an invalid instant", () => {
    for (const zone of ["Mars/Olympus", "", "../etc"]) expect(codeOf(() => dateInZone(new Date(0), zone))).toBe("ZONE_UNKNOWN");
    expect(codeOf(() => dateInZone(new Date(Number.NaN), "UTC"))).toBe("INSTANT_INVALID");
  });
});
