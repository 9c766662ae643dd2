import { isPrivacyError } from "@favorable/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cheapestBox } from "../src/hypercube.ts";
import { primariesOf } from "../src/primary.ts";
import { recover } from "../src/recover.ts";
import { linesOf, shapeOf } from "../src/shape.ts";
import { suppress } from "../src/suppress.ts";
import type { PublishedTable } from "../src/table.ts";
import { tableOf } from "./random-tables.ts";

const inner = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 });

/** Every value a withheld inner count of a 3 × 2 table can take, by trying all. */
function possible(table: PublishedTable): ReadonlyMap<number, ReadonlySet<number>> {
  const lines = linesOf(shapeOf([3, 2]));
  const withheld = table.counts.flatMap((count, cell) => (count === null ? [cell] : []));
  const seen = new Map(withheld.map((cell) => [cell, new Set<number>()]));
  const counts = table.counts.map((count) => count ?? 0);
  const fits = () => lines.every(({ total, parts }) => parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0) === counts[total]);
  const most = withheld.map((cell) =>
    Math.min(...lines.filter(({ parts }) => parts.includes(cell)).map(({ total }) => table.counts[total] ?? Number.POSITIVE_INFINITY)),
  );
  const attempt = (index: number): void => {
    const cell = withheld[index];
    if (cell === undefined) {
      if (fits()) for (const one of withheld) seen.get(one)?.add(counts[one] ?? -1);
      return;
    }
    for (let value = 0; value <= (most[index] ?? 0); value += 1) {
      counts[cell] = value;
      attempt(index + 1);
    }
  };
  attempt(0);
  return seen;
}

describe("the auditor", () => {
  test("agrees with trying every possible table", () => {
    fc.assert(
      fc.property(inner, fc.subarray([0, 1, 2, 4, 5, 6], { maxLength: 5 }), (values, withheld) => {
        const table = tableOf([3, 2], values);
        const published: PublishedTable = {
          format: "favorable-table/1",
          dimensions: table.dimensions,
          counts: table.counts.map((count, cell) => (withheld.includes(cell) ? null : count)),
          threshold: 5,
          rounding: 1,
        };
        const truth = [...possible(published)].flatMap(([, candidates]) => (candidates.size === 1 ? [...candidates] : []));
        const audit = recover(published);
        expect(audit.undecided).toEqual([]);
        expect(audit.recovered.map(({ value }) => value)).toEqual(truth);
      }),
      { numRuns: 300 },
    );
  });

  test("leaves of a protected small count a range at least as wide as the threshold", () => {
    fc.assert(
      fc.property(inner, (values) => {
        const table = tableOf([3, 2], values);
        fc.pre((table.counts.at(-1) ?? 0) >= 4);
        const published = suppress(table, { threshold: 4 });
        // Trying all needs totals to end the search.
        fc.pre(published.counts.every((count, cell) => count !== null || [0, 1, 2, 4, 5, 6].includes(cell)));
        const candidates = possible(published);
        for (const { cell } of primariesOf(table, shapeOf([3, 2]), 4)) {
          const range = [...(candidates.get(cell) ?? [])];
          expect(Math.max(...range) - Math.min(...range)).toBeGreaterThanOrEqual(4);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("finds no box where a whole group cannot be hidden", () => {
    const shape = shapeOf([2]);
    const search = { shape, counts: [3, 0, 3], withheld: new Set<number>(), width: 5 };
    expect(cheapestBox(search, { cell: 0, whole: 0 })).toBeUndefined();
  });

  test("says when no table fits what was published", () => {
    const wrong = {
      format: "favorable-table/1",
      dimensions: [{ name: "d", values: ["a", "b"] }],
      counts: [9, null, 4],
      threshold: 5,
      rounding: 1,
    } as const;
    expect(() => recover(wrong)).toThrow(expect.objectContaining({ code: "TABLE_INCONSISTENT" }));
  });

  test("refuses a table too large to be audited", () => {
    const dimensions = Array.from({ length: 5 }, (_, index) => ({ name: `d${index}`, values: ["a"] }));
    try {
      recover({ format: "favorable-table/1", dimensions, counts: [], threshold: 5, rounding: 1 });
      expect.unreachable();
    } catch (error) {
      expect(isPrivacyError(error) && error.code).toBe("TABLE_TOO_LARGE");
    }
  });
});
