/** Ten thousand tables: what is published gives nothing away, and a threshold alone does. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recover } from "../src/recover.ts";
import { suppress } from "../src/suppress.ts";
import type { CountTable, PublishedTable } from "../src/table.ts";
import { tables } from "./random-tables.ts";

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
});
