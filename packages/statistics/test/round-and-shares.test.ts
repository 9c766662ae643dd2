import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recover } from "../src/recover.ts";
import { round } from "../src/round.ts";
import { shares } from "../src/shares.ts";
import { suppress } from "../src/suppress.ts";
import { tableOf, tables } from "./random-tables.ts";

describe("rounding", () => {
  test("gives multiples of the base within half a step, from which no small count can be computed, or refuses", () => {
    let given = 0;
    fc.assert(
      fc.property(tables, (table) => {
        try {
          const published = round(table, { base: 5, threshold: 5 });
          given += 1;
          published.counts.forEach((count, cell) => {
            expect((count ?? 1) % 5).toBe(0);
            expect(Math.abs((count ?? 0) - (table.counts[cell] ?? 0))).toBeLessThanOrEqual(2);
          });
          expect(recover(published).recovered.filter(({ value }) => value > 0 && value < 5)).toEqual([]);
        } catch (error) {
          expect(error).toMatchObject({ code: "TABLE_NOT_PROTECTABLE" });
        }
      }),
      { numRuns: 150 },
    );
    expect(given).toBeGreaterThan(30);
  });

  test("refuses a table whose totals leave one way to add up", () => {
    // Four times 2 rounds to 0, each total of 4 to 5, the grand total of 8 to 10: only 2 everywhere adds up.
    expect(() => round(tableOf([1], [2]), { base: 3, threshold: 3 })).not.toThrow();
    expect(() => round(tableOf([3], [1, 1, 1]), { base: 3, threshold: 3 })).not.toThrow();
    expect(() => round(tableOf([2], [2, 2]), { base: 5, threshold: 5 })).not.toThrow();
    expect(() => round(tableOf([6], [1, 1, 1, 1, 1, 1]), { base: 3, threshold: 3 })).not.toThrow();
    expect(() => round(tableOf([2, 2], [2, 2, 2, 2]), { base: 5, threshold: 5 })).toThrow(
      expect.objectContaining({ code: "TABLE_NOT_PROTECTABLE" }),
    );
  });

  test("refuses a table in which a group seems to lie in one part of a sensitive dimension", () => {
    const options = { base: 5, threshold: 5 };
    expect(() => round(tableOf([2], [40, 2], 0), options)).toThrow(expect.objectContaining({ code: "TABLE_NOT_PROTECTABLE" }));
    expect(() => round(tableOf([2], [40, 2]), options)).not.toThrow();
    expect(() => round(tableOf([2], [40, 9], 0), options)).not.toThrow();
  });

  test("rounds a table of 20 by 20 in less than two seconds of processor time", () => {
    const inner = Array.from({ length: 400 }, (_, cell) => (cell * 7) % 23);
    const started = process.cpuUsage();
    round(tableOf([20, 20], inner), { base: 5, threshold: 5 });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  test.each([1, 2, 4, 2.5, 3])("refuses %s as a base", (base) => {
    expect(() => round(tableOf([2], [9, 9]), { base, threshold: 5 })).toThrow(expect.objectContaining({ code: "ROUNDING_INVALID" }));
  });
});

describe("shares", () => {
  test("come from published counts only", () => {
    const published = suppress(tableOf([3], [30, 60, 10]), { threshold: 5 });
    expect(shares(published, "d0")).toEqual([0.3, 0.6, 0.1, 1]);
  });

  test("are withheld where the count or its total is, and where nobody is", () => {
    const published = suppress(tableOf([2, 2], [30, 2, 25, 14]), { threshold: 5 });
    const parts = shares(published, "d0");
    published.counts.forEach((count, cell) => {
      if (count === null) expect(parts[cell]).toBeNull();
    });
    expect(shares(suppress(tableOf([2, 2], [0, 0, 20, 20]), { threshold: 5 }), "d0").slice(0, 3)).toEqual([null, null, null]);
  });

  test("are asked over a dimension of the table", () => {
    expect(() => shares(suppress(tableOf([2], [9, 9]), { threshold: 5 }), "other")).toThrow(
      expect.objectContaining({ code: "CELL_UNKNOWN" }),
    );
  });
});
