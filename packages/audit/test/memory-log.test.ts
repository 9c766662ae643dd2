import { describe, expect, it } from "vitest";
import { memoryLog } from "../src/index.ts";
import { date, filledLog, longPolicy, ORIGIN, readEvent, shortPolicy, signer, startedLog } from "./fixtures.ts";

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
    expect(await log.eraseExpired({ asOf: date("2021-11-29") })).toEqual({ erased: 0, byPolicy: {} });
    clock.moveTo(new Date("2021-11-30T08:00:00Z"));
    expect(await log.eraseExpired({ asOf: date("2021-11-30") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
    expect(await all(log.entries({ types: ["audit.erased"] }))).toMatchObject([{ clear: { policy: "alerts", count: 2, below: 4 } }]);
    expect(before.split("\n")[1]).toBe("4");
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
  });
});
