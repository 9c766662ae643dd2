import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { recover } from "../src/recover.ts";
import { suppress } from "../src/suppress.ts";
import { tableOf, tables } from "./random-tables.ts";

const threshold = 5;
const large = tables.filter((table) => (table.counts.at(-1) ?? 0) >= threshold);

describe("suppression", () => {
  test("leaves nothing to compute", () => {
    fc.assert(
      fc.property(large, (table) => {
        const { recovered, undecided } = recover(suppress(table, { threshold }));
        expect(recovered.length + undecided.length).toBe(0);
      }),
      { numRuns: 500 },
    );
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
