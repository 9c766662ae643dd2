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
      { numRuns: 80 },
    );
  });

  test("finds no box where a whole group cannot be hidden: beside the total is no other part", () => {
    const counts = [3, 3];
    const search = { shape: shapeOf([1]), up: () => Number.POSITIVE_INFINITY, down: (cell: number) => counts[cell] ?? 0, price: () => 1 };
    const enough = (_: number, fall: number) => fall >= 1;
    expect(cheapestBox(search, { cell: 0, enough })).toMatchObject({ corners: [{ cell: 0 }, { cell: 1 }], fall: 3 });
    expect(cheapestBox(search, { cell: 0, whole: 0, enough })).toBeUndefined();
  });

  test("refuses more withheld counts that hang together than it can answer for", () => {
    const open = { format: "favorable-table/1", threshold: 5, rounding: 1 } as const;
    const dimensions = [{ name: "d", values: Array.from({ length: 401 }, (_, part) => `p${part}`) }];
    const counts = Array.from({ length: 402 }, (_, cell) => (cell === 401 ? 900 : null));
    expect(() => recover({ ...open, dimensions, counts })).toThrow(expect.objectContaining({ code: "AUDIT_TOO_LARGE" }));
  });

  test.each([
    ["a count too few", [9, null]],
    ["a count too many", [9, null, 13, 1]],
    ["a negative count", [-9, null, 4]],
    ["a count that is no number", [Number.NaN, null, 4]],
  ])("refuses a published table with %s", (_, counts) => {
    const table = {
      format: "favorable-table/1",
      dimensions: [{ name: "d", values: ["a", "b"] }],
      counts,
      threshold: 5,
      rounding: 1,
    } as const;
    expect(() => recover(table)).toThrow(expect.objectContaining({ code: "TABLE_INVALID" }));
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
