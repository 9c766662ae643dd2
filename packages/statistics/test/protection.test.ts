import { describe, expect, test } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { recover } from "../src/recover.ts";
import { shapeOf } from "../src/shape.ts";
import { suppress } from "../src/suppress.ts";
import { type CountTable, cellOf } from "../src/table.ts";
import { reachOf } from "../src/witness.ts";
import { tableOf } from "./random-tables.ts";

const threshold = 5;
const nulls = (counts: readonly (number | null)[]) => counts.flatMap((count, cell) => (count === null ? [cell] : []));

describe("suppression at its edges", () => {
  test("hides that a small group lies wholly in one part of a sensitive dimension: its zero is withheld too", () => {
    // Three of unit p0 are vaccinated, nobody of it is not: a published zero would tell it of all three.
    const published = suppress(tableOf([2, 3], [3, 0, 20, 15, 30, 12], 0), { threshold });
    expect(published.counts[cellOf(published, { d1: "p0", d0: "p0" })]).toBeNull();
    expect(published.counts[cellOf(published, { d1: "p0", d0: "p1" })]).toBeNull();
    expect(recover(published).recovered).toEqual([]);
    const plain = suppress(tableOf([2, 3], [3, 0, 20, 15, 30, 12]), { threshold });
    expect(plain.counts[cellOf(plain, { d1: "p0", d0: "p1" })]).toBe(0);
  });

  test("hides a whole group beside another part, not behind its total", () => {
    const published = suppress(tableOf([2], [40, 0], 0), { threshold });
    expect(published.counts).toEqual([null, null, 40]);
  });

  test.each([
    [[30, 10, 4], 2_000],
    [[140, 140], 2_000],
    [[10, 9, 9, 9], 2_000],
  ])("protects a table of %o, most of whose counts are small, in less than two seconds of processor time", (sizes, most) => {
    let seed = 7;
    const inner = Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % 10 < 6 ? seed % 5 : 5 + (seed % 50);
    });
    const table = tableOf(sizes, inner);
    const started = process.cpuUsage();
    const published = suppress(table, { threshold });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(most);
    expect(nulls(published.counts).length).toBeGreaterThan(100);
  });

  test("refuses more parts in one dimension than it protects in time", () => {
    expect(codeOf(() => suppress(tableOf([2_001], [9]), { threshold }))).toBe("TABLE_TOO_LARGE");
  });

  const table = tableOf([2, 2], [30, 25, 2, 14]);
  test.each<[string, CountTable]>([
    ["a count too few", { ...table, counts: table.counts.slice(1) }],
    ["a count too many", { ...table, counts: [...table.counts, 71] }],
    ["a hole", { ...table, counts: Object.assign([...table.counts], { 3: undefined }) }],
    ["a negative count", { ...table, counts: table.counts.map((count, cell) => (cell === 3 ? -count : count)) }],
    ["a count that is no number", { ...table, counts: table.counts.map((count, cell) => (cell === 3 ? Number.NaN : count)) }],
    ["a part of a person", { ...table, counts: table.counts.map((count) => count / 2) }],
    ["a total that is not the sum of its parts", { ...table, counts: table.counts.map((count, cell) => (cell === 8 ? count + 1 : count)) }],
  ])("refuses a table with %s", (_, wrong) => {
    expect(codeOf(() => suppress(wrong, { threshold }))).toBe("TABLE_INVALID");
  });
});

describe("a pattern under a key", () => {
  const table = tableOf([8], [3, 20, 21, 22, 23, 24, 25, 26]);
  const patterns = Array.from({ length: 24 }, (_, byte) =>
    nulls(suppress(table, { threshold, key: new Uint8Array(32).fill(byte) }).counts),
  );

  test("is the same each time under one key, and differs between keys", () => {
    const again = nulls(suppress(table, { threshold, key: new Uint8Array(32).fill(3) }).counts);
    expect(again).toEqual(patterns[3]);
    expect(new Set(patterns.map((pattern) => pattern.join())).size).toBeGreaterThan(2);
    expect(patterns.every((pattern) => pattern.includes(0))).toBe(true);
  });

  test("needs 32 bytes", () => {
    expect(codeOf(() => suppress(table, { threshold, key: new Uint8Array(31) }))).toBe("KEY_TOO_SHORT");
  });
});

describe("a witness", () => {
  const shape = shapeOf([2]);
  const box = {
    corners: [
      { cell: 0, against: false },
      { cell: 1, against: true },
    ],
    rise: 4,
    fall: 3,
    cost: 0,
  };

  test("moves its corners as far as it says", () => {
    expect(reachOf(shape, [3, 4, 7], new Set([0, 1]), [box], 9)?.get(0)).toEqual({ rise: 4, fall: 3 });
  });

  test.each([
    ["falls below zero", [3, 3, 6], [0, 1], box],
    ["moves a published count", [3, 4, 7], [0], box],
    ["changes a total", [3, 4, 7], [0, 1], { ...box, corners: box.corners.map(({ cell }) => ({ cell, against: false })) }],
  ])("counts for nothing when it %s", (_, counts, withheld, wrong) => {
    expect(reachOf(shape, counts, new Set(withheld), [wrong], 9)).toBeUndefined();
  });
});
