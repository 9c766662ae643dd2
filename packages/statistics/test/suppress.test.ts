import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { recover } from "../src/recover.ts";
import { suppress } from "../src/suppress.ts";
import type { CountTable, PublishedTable } from "../src/table.ts";
import { tableOf, tables } from "./random-tables.ts";

const threshold = 5;
const large = tables.filter((table) => (table.counts.at(-1) ?? 0) >= threshold);
const thresholdOnly = (table: CountTable): PublishedTable => ({
  format: "favorable-table/1",
  dimensions: table.dimensions,
  counts: table.counts.map((count) => (count > 0 && count < threshold ? null : count)),
  threshold,
  rounding: 1,
});

describe("suppression", () => {
  test("leaves nothing to compute in 10,000 random tables, where a threshold alone leaves much", { timeout: 120_000 }, () => {
    let naive = 0;
    fc.assert(
      fc.property(large, (table) => {
        const published = suppress(table, { threshold });
        const audit = recover(published);
        expect(audit.recovered.length + audit.undecided.length).toBe(0);
        if (recover(thresholdOnly(table)).recovered.length > 0) naive += 1;
      }),
      { numRuns: process.env["STRYKER_MUTATOR_WORKER"] === undefined ? 10_000 : 200, seed: 2021_206, interruptAfterTimeLimit: 100_000 },
    );
    expect(naive).toBeGreaterThan(process.env["STRYKER_MUTATOR_WORKER"] === undefined ? 2_500 : 50);
  });

  test("shows no count between one and the threshold, and every count it shows is true", () => {
    fc.assert(
      fc.property(large, (table) => {
        suppress(table, { threshold }).counts.forEach((count, cell) => {
          if (count === null) return;
          expect(count).toBe(table.counts[cell]);
          expect(count === 0 || count >= threshold).toBe(true);
        });
      }),
    );
  });

  test("withholds nothing where nothing is small", () => {
    const table = tableOf([2, 2], [10, 20, 30, 40]);
    expect(suppress(table, { threshold }).counts).toEqual(table.counts);
  });

  test("withholds a second count of the line and two of another, since totals would give the first away", () => {
    const published = suppress(tableOf([2, 2], [30, 25, 2, 14]), { threshold });
    expect(published.counts.filter((count) => count === null)).toHaveLength(4);
  });

  test("hides that a whole group lies in one part of a sensitive dimension", () => {
    const published = suppress(tableOf([2, 3], [40, 0, 20, 15, 30, 12], 0), { threshold });
    expect(published.counts[0]).toBeNull();
    expect(published.counts[1]).toBeNull();
  });

  test("refuses a table of fewer persons than the threshold", () => {
    expect(codeOf(() => suppress(tableOf([2], [1, 2]), { threshold }))).toBe("TABLE_TOO_SMALL");
  });

  test("refuses a table in which everybody lies in one part and nobody elsewhere could", () => {
    expect(codeOf(() => suppress(tableOf([2], [40, 0], 0), { threshold: 50 }))).toBe("TABLE_TOO_SMALL");
  });

  test.each([1, 0, 2.5, Number.NaN])("refuses %s as a threshold", (wrong) => {
    expect(codeOf(() => suppress(tableOf([2], [40, 10]), { threshold: wrong }))).toBe("THRESHOLD_INVALID");
  });
});
