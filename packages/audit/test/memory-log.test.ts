import { inspect } from "node:util";
import { period, systemClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { memoryLog, policyEvent } from "../src/index.ts";
import { createSigner, generateKey } from "../src/node/index.ts";
import {
  changingEvent,
  date,
  filledLog,
  hostileEvents,
  longPolicy,
  MARKER,
  ORIGIN,
  readEvent,
  shortPolicy,
  signer,
  startedLog,
} from "./fixtures.ts";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("a log in memory", () => {
  it("gives back what was appended, by type, position and person", async () => {
    const { log } = await filledLog();
    const reads = await all(log.entries({ types: ["access.read"] }));
    expect(reads.map(({ index, parts }) => [index, parts.length])).toEqual([
      [2, 3],
      [3, 2],
      [4, 71],
    ]);
    expect(reads[0]?.parts[1]).toMatchObject({ name: "row", present: true, subject: "p-1", value: { subject: "p-1", field: "status" } });
    expect(reads[1]?.parts[1]).toEqual({ name: "row", present: false, retention: { policy: "alerts", version: 1, start: "2021-10-30" } });
    expect((await all(log.entries({ subject: "p-1" }))).map(({ index }) => index)).toEqual([2, 4]);
    expect(await all(log.entries({ from: 5, below: 6 }))).toMatchObject([{ type: "access.refused", clear: { role: "administrator" } }]);
  });

  it("erases what is due, logs it, and leaves its earlier checkpoints true", async () => {
    const { log, clock } = startedLog();
    await log.appendAll([shortPolicy, longPolicy, readEvent("a-1", ["p-1"], "alerts"), readEvent("a-1", ["p-1"])]);
    const before = await log.checkpoint();
    clock.moveTo(new Date("2021-11-30T08:00:00Z"));
    expect(await log.eraseExpired({ asOf: date("2021-11-29") })).toEqual({ erased: 0, byPolicy: {} });
    expect(await log.eraseExpired({ asOf: date("2021-11-30") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
    expect(await all(log.entries({ types: ["audit.erased"] }))).toMatchObject([{ clear: { policy: "alerts", count: 2, below: 4 } }]);
    expect(before.split("\n")[1]).toBe("4");
  });

  it("goes on after events that are none, writes what it read first, and never repeats what a getter throws", async () => {
    const { log } = startedLog();
    for (const event of hostileEvents()) {
      const error = await log.append(event).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "EVENT_INVALID" });
      expect(inspect(error)).not.toContain(MARKER);
    }
    await log.append(changingEvent());
    expect((await all(log.entries()))[0]?.clear).toEqual({ role: "physician" });
    expect((await log.checkpoint()).split("\n")[1]).toBe("1");
  });

  it("erases nothing as of a day that has not come for its clock, nor before a minimum, nor without an entry that says so", async () => {
    const { log, clock } = startedLog();
    await log.appendAll([shortPolicy, longPolicy, readEvent("a-1", ["p-1"], "alerts"), readEvent("a-2", ["p-1"])]);
    for (const day of ["2021-10-31", "9999-12-31"])
      await expect(log.eraseExpired({ asOf: date(day) })).rejects.toMatchObject({ code: "AS_OF_FUTURE" });
    for (const options of [null, undefined, {}, { asOf: "garbage" }, { asOf: new Date() }])
      await expect(log.eraseExpired(options as never)).rejects.toMatchObject({ code: "DATE_INVALID" });
    expect((await all(log.entries({ subject: "p-1" }))).map(({ index }) => index)).toEqual([2, 3]);
    clock.moveTo(new Date("2023-04-30T23:59:59.999Z"));
    expect(await log.eraseExpired({ asOf: date("2023-04-30") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
  });

  it("counts what it erased under a policy of any name", async () => {
    const { log, clock } = startedLog();
    await log.append(policyEvent({ policy: "constructor", version: 1, maximum: period("P1D") }));
    await log.append(readEvent("a-1", [], "constructor"));
    clock.moveTo(new Date("2021-12-01T08:00:00Z"));
    expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 1, byPolicy: { constructor: 1 } });
  });

  it("refuses a clock without an instant, or one that does not say whether it is simulated", async () => {
    for (const now of [new Date(Number.NaN), new Date(Date.UTC(10_000, 1)), new Date(Date.UTC(-1, 1)), "2021-10-30", null]) {
      const log = memoryLog({ origin: ORIGIN, signer, clock: { now: () => now as Date, simulated: false } });
      await expect(log.append(shortPolicy)).rejects.toMatchObject({ code: "INSTANT_INVALID" });
      expect(await log.sequence()).toEqual({ size: 0 });
    }
    for (const clock of [null, {}, { now: () => new Date(), simulated: "yes" }, { now: () => new Date() }])
      expect(() => memoryLog({ origin: ORIGIN, signer, clock: clock as never })).toThrow(
        expect.objectContaining({ code: "INSTANT_INVALID" }),
      );
  });

  it("takes part in no transaction and says what it is worth", async () => {
    const { log } = startedLog();
    const sql = { query: async () => ({ rows: [] }), transaction: async () => Promise.reject(new Error("none")) };
    await expect(log.appendIn(sql, shortPolicy)).rejects.toMatchObject({ code: "NO_TRANSACTION" });
    expect(await log.health()).toMatchObject({ store: "memory", durable: false, simulated: true });
  });

  it("wants an origin that fits a checkpoint, and a signer of that name", () => {
    const { clock } = startedLog();
    expect(() => memoryLog({ origin: "two words", signer, clock })).toThrow("without spaces");
    expect(() => memoryLog({ origin: `${ORIGIN}/other`, signer, clock })).toThrow("not the origin");
    const renamed = { ...signer, name: `${ORIGIN}/other` };
    expect(() => memoryLog({ origin: `${ORIGIN}/other`, signer: renamed, clock })).toThrow("not the origin");
  });
});

describe("an entry about retention that has not its form", () => {
  it.each([
    ["a policy with a period that is none", { type: "retention.policy", clear: { policy: "x", version: 1, maximum: "bad" } }],
    ["a hold on nothing", { type: "retention.hold", clear: { hold: "h" } }],
    ["an erasure ahead of its day", { type: "audit.erased", clear: { policy: "x", below: 9, asOf: "2999-01-01", count: 5 } }],
  ])("is refused when it is appended: %s", async (_, event) => {
    const key = generateKey("retention.example/log");
    const log = memoryLog({ origin: "retention.example/log", signer: createSigner(key.privateKey), clock: systemClock });
    await expect(log.append(event)).rejects.toMatchObject({ code: "EVENT_INVALID" });
    expect((await log.health()).size).toBe(0);
  });
});
