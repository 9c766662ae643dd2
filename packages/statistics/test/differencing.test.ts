import { calendarDate, period, simulatedClock } from "@favorable/core";
import { describe, expect, test } from "vitest";
import { releaseDesk } from "../src/release/desk.ts";
import { dangerOf } from "../src/release/differencing.ts";
import { memoryReleases, type Release } from "../src/release/history.ts";
import { cellsOf, coordinatesOf } from "../src/shape.ts";
import { type Dimension, layoutOf } from "../src/table.ts";
import { agent, type Row, staff } from "./staff.ts";

type Person = Readonly<Record<string, string>>;

/** A release as some store could hold it, all published but the cells withheld by hand. */
function releaseOf(
  name: string,
  dimensions: readonly Dimension[],
  people: ReadonlyMap<string, Person>,
  hidden = 5,
  filtered = false,
): Release {
  const shape = layoutOf(dimensions);
  const counts = new Array<number>(shape.cells).fill(0);
  const members: Record<string, number> = {};
  for (const [id, person] of people) {
    const at = dimensions.map((dimension) => dimension.values.indexOf(person[dimension.name] ?? ""));
    members[id] = at.reduce((cell, part, dimension) => cell + part * (shape.strides[dimension] ?? 1), 0);
    for (const cell of cellsOf(shape, coordinatesOf(shape, members[id] ?? 0))) counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const on = calendarDate("2021-11-02");
  const shown = counts.map((count) => (count > 0 && count < hidden ? null : count));
  return {
    name,
    on,
    given: on,
    keyId: "k",
    filtered,
    members,
    table: { format: "favorable-table/1", dimensions, counts: shown, threshold: 5, rounding: 1 },
  };
}

function people(groups: readonly (readonly [times: number, person: Person])[]): ReadonlyMap<string, Person> {
  return new Map(
    groups.flatMap(([times, person], group) => Array.from({ length: times }, (_, index) => [`${group}-${index}`, person] as const)),
  );
}

const unit = { name: "unit", values: ["A", "B"] };
const status = { name: "status", values: ["yes", "no"] };
const age = { name: "age", values: ["young", "old"] };

describe("an attack over releases", () => {
  test("is seen where a withheld cell is the rest of another table, though no single group is told", () => {
    // Unit A has 28: 13 and 12 are shown by the second table, and 3 are left; by age those 3 fall into groups of 1 and 2, which stay unknown.
    const group = (times: number, at: string, is: string, old: string) => [times, { unit: at, status: is, age: old }] as const;
    const all = people([
      ...[group(7, "A", "yes", "young"), group(6, "A", "yes", "old"), group(6, "A", "no", "young"), group(6, "A", "no", "old")],
      ...[group(1, "A", "other", "young"), group(2, "A", "other", "old"), group(6, "B", "other", "young"), group(6, "B", "other", "old")],
      ...[group(10, "B", "yes", "young"), group(9, "B", "yes", "old"), group(8, "B", "no", "young"), group(11, "B", "no", "old")],
    ]);
    const dimensions = [unit, { name: "status", values: ["yes", "no", "other"] }];
    const both = releaseOf("by both", dimensions, all);
    // With margins and all of « other » withheld, this table alone gives nothing away.
    const shape = layoutOf(dimensions);
    const counts = both.table.counts.map((count, cell) => ((coordinatesOf(shape, cell)[1] ?? 0) >= 2 ? null : count));
    const hidden: Release = { ...both, table: { ...both.table, counts } };
    const byAge = releaseOf("by age", [age], all);
    expect(dangerOf([hidden], byAge, 5)).toBeUndefined();
    expect(dangerOf([hidden, byAge], releaseOf("by unit", [unit], all), 5)).toBe("group-computable");
  });

  test("is seen where everyone new lies in one part of a sensitive dimension, and not where they differ", () => {
    const before = people([
      [30, { status: "yes" }],
      [30, { status: "no" }],
    ]);
    const joined = (yes: number, no: number) =>
      new Map([
        ...before,
        ...[
          ...people([
            [yes, { status: "yes" }],
            [no, { status: "no" }],
          ]),
        ].map(([id, person]) => [`new ${id}`, person] as const),
      ]);
    const danger = (yes: number, no: number, sensitive: boolean) => {
      const dimension = { ...status, sensitive };
      return dangerOf([releaseOf("s", [dimension], before)], releaseOf("s", [dimension], joined(yes, no)), 5);
    };
    expect(danger(9, 0, true)).toBe("group-in-one-part");
    expect(danger(9, 0, false)).toBeUndefined();
    expect(danger(9, 8, true)).toBeUndefined();
  });

  test("is seen where everyone who left lay in one part", () => {
    const dimension = { ...status, sensitive: true };
    const before = people([
      [30, { status: "yes" }],
      [30, { status: "no" }],
    ]);
    const after = new Map([...before].slice(9));
    expect(dangerOf([releaseOf("s", [dimension], before)], releaseOf("s", [dimension], after), 5)).toBe("group-in-one-part");
  });

  test("is seen where a filter leaves nobody of a group out", () => {
    const all = people([
      [30, { unit: "A", status: "yes" }],
      [10, { unit: "B", status: "yes" }],
      [10, { unit: "B", status: "no" }],
    ]);
    const vaccinated = new Map([...all].filter(([, person]) => person["status"] === "yes"));
    const plain = releaseOf("by unit", [unit], all);
    expect(dangerOf([plain], releaseOf("vaccinated by unit", [unit], vaccinated, 5, true), 5)).toBe("filter-changes-nothing");
    expect(dangerOf([plain], releaseOf("again by unit", [unit], all), 5)).toBeUndefined();
  });

  test("is taken for done where it cannot be decided", () => {
    const many = people(Array.from({ length: 1_001 }, (_, index) => [1, { a: `${index % 40}`, b: `${Math.floor(index / 40)}` }] as const));
    const parts = (name: string) => ({ name, values: Array.from({ length: 40 }, (_, part) => `${part}`) });
    expect(dangerOf([releaseOf("a", [parts("a")], many)], releaseOf("b", [parts("b")], many), 5)).toBe("history-too-complex");
  });
});

describe("a desk", () => {
  const rows = [...staff("A", true, 0, 30), ...staff("A", false, 30, 45), ...staff("B", true, 45, 70), ...staff("B", false, 70, 82)];
  const clock = simulatedClock(new Date("2021-11-02T09:00:00Z"));
  const make = (store = memoryReleases(), byte = 7, horizon = "P30D") =>
    releaseDesk({ threshold: 5, key: new Uint8Array(32).fill(byte), store, horizon: period(horizon), zone: "UTC", clock });
  const asked = (from: readonly Row[], name: string) =>
    ({ name, record: agent, purpose: "statistics", rows: from, by: [{ field: "vaccinated" }], subject: "number" }) as const;

  test("decides two requests made at once one after the other", async () => {
    const store = memoryReleases();
    const desk = make(store);
    const outcomes = await Promise.allSettled([desk.release(asked(rows, "all")), desk.release(asked(rows.slice(1), "all but one"))]);
    expect(outcomes.map(({ status: outcome }) => outcome)).toEqual(["fulfilled", "rejected"]);
    expect(await store.all()).toHaveLength(1);
  });

  test("counts the horizon of a release from the last day it was given", async () => {
    const store = memoryReleases();
    const desk = make(store);
    await desk.release(asked(rows, "all"));
    clock.moveTo(new Date("2021-11-25T09:00:00Z"));
    await desk.release(asked(rows, "all"));
    clock.moveTo(new Date("2021-12-15T09:00:00Z"));
    expect(await desk.release(asked(rows.slice(1), "all"))).toMatchObject({ reused: true, on: "2021-11-02" });
  });

  test("takes only the record's own subject, and no store that another key filled", async () => {
    const store = memoryReleases();
    await make(store).release(asked(rows, "all"));
    await expect(make(store).release({ ...asked(rows, "all"), subject: "unit" })).rejects.toMatchObject({ code: "SUBJECT_FIELD" });
    await expect(make(store, 8).release(asked(rows, "all"))).rejects.toMatchObject({ code: "DESK_KEY_CHANGED" });
  });
});
