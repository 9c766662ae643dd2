import { calendarDate, period, simulatedClock } from "@favorable/core";
import { describe, expect, test } from "vitest";
import type { By } from "../src/cross-table.ts";
import { releaseDesk } from "../src/release/desk.ts";
import { memoryReleases } from "../src/release/history.ts";
import { agent, type Row, staff } from "./staff.ts";

const start = [...staff("A", true, 0, 30), ...staff("A", false, 30, 45), ...staff("B", true, 45, 70), ...staff("B", false, 70, 82)];

function desk(horizon = "P1Y", by: readonly By<"unit" | "vaccinated" | "age">[] = [{ field: "vaccinated" }]) {
  const dangers: string[] = [];
  const clock = simulatedClock(new Date("2021-11-02T09:00:00Z"));
  const store = memoryReleases();
  const made = releaseDesk({
    threshold: 5,
    key: new Uint8Array(32).fill(7),
    store,
    horizon: period(horizon),
    zone: "Europe/Monaco",
    clock,
    onRefused: ({ danger }) => dangers.push(danger),
  });
  const ask = (rows: readonly Row[], name = "by status", where?: (row: Row) => boolean) =>
    made.release({
      name,
      record: agent,
      purpose: "statistics",
      rows,
      by,
      subject: "number",
      ...(where === undefined ? {} : { where }),
    });
  return { clock, store, ask, made, dangers };
}

describe("a release desk", () => {
  test("gives the same table for the same people", async () => {
    const { ask } = desk();
    expect(await ask(start)).toMatchObject({ reused: false, on: "2021-11-02", table: { counts: [55, 27, 82] } });
    expect(await ask([...start].reverse())).toMatchObject({ reused: true, table: { counts: [55, 27, 82] } });
  });

  test("gives the earlier table while fewer people changed than the threshold, and a new one after", async () => {
    const { ask, clock } = desk();
    await ask(start);
    clock.moveTo(new Date("2021-11-09T09:00:00Z"));
    const changed = (to: number) => [...staff("A", true, 0, to), ...staff("A", false, to, 45), ...start.slice(45)];
    expect(await ask(changed(31))).toMatchObject({ reused: true, on: "2021-11-02", table: { counts: [55, 27, 82] } });
    expect(await ask(changed(36))).toMatchObject({ reused: false, on: "2021-11-09", table: { counts: [61, 21, 82] } });
  });

  test("gives the earlier table when one person joined", async () => {
    const { ask } = desk();
    await ask(start);
    expect(await ask([...start, ...staff("B", true, 90, 91)])).toMatchObject({ reused: true, table: { counts: [55, 27, 82] } });
  });

  test("refuses another question whose answer differs by one person", async () => {
    const { ask, dangers } = desk();
    await ask(start);
    await expect(ask(start, "without one", (row) => Reflect.get(row, "number") !== "n30")).rejects.toMatchObject({
      code: "RELEASE_REFUSED",
      details: {},
    });
    expect(dangers).toEqual(["difference-too-small"]);
  });

  test("refuses a question that only three releases together answer", async () => {
    const { ask, dangers } = desk();
    const among = (from: number, to: number) => (row: Row) => {
      const number = Number(String(Reflect.get(row, "number")).slice(1));
      return number >= from && number < to;
    };
    // 0–39, 40–71, and both with two more people: those two are left when the first two answers are taken away.
    await ask(start, "first", among(0, 40));
    await ask(start, "second", among(40, 72));
    await expect(ask(start, "both", among(0, 74))).rejects.toMatchObject({
      code: "RELEASE_REFUSED",
    });
    expect(dangers).toEqual(["group-computable"]);
  });

  test("lets questions about people far apart pass", async () => {
    const { ask } = desk();
    await ask(start, "unit A", (row) => Reflect.get(row, "unit") === "A");
    await expect(ask(start, "unit B", (row) => Reflect.get(row, "unit") === "B")).resolves.toMatchObject({ reused: false });
  });

  test("forgets releases after its horizon", async () => {
    const { ask, clock, store } = desk("P30D");
    await ask(start);
    clock.moveTo(new Date("2021-12-03T09:00:00Z"));
    expect(await ask([...start, ...staff("B", true, 90, 91)])).toMatchObject({ reused: false });
    expect((await store.all()).map(({ on }) => on)).toEqual([calendarDate("2021-12-03")]);
  });

  test("counts persons: a person twice and a row about nobody are refused by number, not by name", async () => {
    const { ask } = desk();
    await expect(ask([...start, ...staff("A", true, 3, 4)])).rejects.toMatchObject({ code: "SUBJECT_TWICE", details: { row: 82 } });
    const { number: _, ...nobody } = staff("A", true, 99, 100)[0] as Row & { number: string };
    await expect(ask([...start, nobody as unknown as Row])).rejects.toMatchObject({ code: "SUBJECT_MISSING", details: { row: 82 } });
  });

  test("refuses another question under a known name", async () => {
    const { ask, store, clock } = desk();
    await ask(start);
    const made = releaseDesk({ threshold: 5, key: new Uint8Array(32).fill(7), store, horizon: period("P1Y"), zone: "UTC", clock });
    await expect(
      made.release({ name: "by status", record: agent, purpose: "statistics", rows: start, by: [{ field: "unit" }], subject: "number" }),
    ).rejects.toMatchObject({ code: "STATISTIC_REDEFINED" });
  });

  test("keeps no subject in its store, and needs a key of 32 bytes", async () => {
    const { ask, store } = desk();
    await ask(start);
    expect(JSON.stringify(await store.all())).not.toMatch(/"n\d+"/);
    expect(() => releaseDesk({ threshold: 5, key: new Uint8Array(31), store, horizon: period("P1Y"), zone: "UTC" })).toThrow(
      expect.objectContaining({ code: "KEY_TOO_SHORT" }),
    );
  });
});
