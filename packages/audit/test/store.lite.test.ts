import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { erasureBehaviour } from "./erasure-behaviour.ts";
import { readEvent } from "./fixtures.ts";
import { openingBehaviour } from "./opening-behaviour.ts";
import { outboxBehaviour } from "./outbox-behaviour.ts";
import { all, openLog, type Store, storeBehaviour } from "./store-behaviour.ts";

let db: Awaited<ReturnType<typeof freshPglite>>;
beforeAll(async () => {
  db = await freshPglite();
});
afterAll(() => db.close());

/** One PGlite for all tests, emptied for each. */
async function open(): Promise<Store> {
  await db.query("drop schema if exists favorable cascade");
  return { sql: fromPglite(db), close: async () => undefined };
}

describe("the log on PGlite", () => {
  storeBehaviour(open);
  openingBehaviour(open);
  outboxBehaviour(open);
  erasureBehaviour(open);

  it("refuses a durable append inside an open transaction at once, instead of waiting for itself, and writes nothing", async () => {
    const { log, sql, close } = await openLog(open);
    const started = Date.now();
    await sql.transaction(async (tx) => {
      await tx.query("select 1 as one");
      await expect(log.append(readEvent("a-1", []))).rejects.toMatchObject({ code: "AUDIT_BLOCKED" });
      await expect(log.sequence()).rejects.toMatchObject({ code: "AUDIT_BLOCKED" });
    });
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(await log.sequence()).toEqual({ size: 0 });
    await close();
  });

  it("refuses an append that waits too long for somebody else's transaction, and does not write it afterwards", async () => {
    const { log, sql, close } = await openLog(open, 500);
    let end: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const transaction = sql.transaction(async () => {
      begun();
      await held;
    });
    await opened;
    await expect(log.append(readEvent("a-1", []))).rejects.toMatchObject({ code: "AUDIT_BLOCKED" });
    const again = log.append(readEvent("a-2", []));
    end();
    await transaction;
    await again;
    expect((await all(log.entries())).map(({ parts }) => parts[0]?.value)).toEqual(["a-2"]);
    await close();
  });

  it("says that a loss of power may take acknowledged entries, and that there is one connection", async () => {
    const { log, close } = await openLog(open);
    expect(await log.health()).toMatchObject({ store: "pglite", durable: false, exclusive: true, size: 0, pending: 0, simulated: true });
    await close();
  });

  it("appends 3,000 events of an import, sequences and signs them in under three seconds", async () => {
    const { log, sql, close } = await openLog(open);
    const events = Array.from({ length: 3000 }, (_, at) => readEvent(`a-${at}`, [`p-${at}`]));
    // Processor time: PGlite runs in this process, and other tests must not count.
    const started = process.cpuUsage();
    await sql.transaction((tx) => log.appendAllIn(tx, events));
    const note = await log.checkpoint();
    const { user, system } = process.cpuUsage(started);
    expect(note.split("\n")[1]).toBe("3000");
    expect((user + system) / 1000).toBeLessThan(3000);
    await close();
  });
});
