import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { erasureBehaviour } from "./erasure-behaviour.ts";
import { readEvent } from "./fixtures.ts";
import { openingBehaviour } from "./opening-behaviour.ts";
import { outboxBehaviour } from "./outbox-behaviour.ts";
import { all, openLog, type Store, storeBehaviour } from "./store-behaviour.ts";

async function open(max = 10): Promise<Store> {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on("error", () => undefined); // Idle connections end with the database.
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await drop();
    },
  };
}

describe("the log on PostgreSQL", () => {
  storeBehaviour(open);
  openingBehaviour(open);
  outboxBehaviour(open);
  erasureBehaviour(open);

  it("keeps an entry that was appended in the middle of a transaction that is rolled back", async () => {
    const { log, sql, close } = await openLog(open);
    await expect(
      sql.transaction(async (tx) => {
        await tx.query("select 1 as one");
        await log.append(readEvent("a-1", ["p-1"]));
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await all(log.entries())).toHaveLength(1);
    await close();
  });

  it("refuses with a code when every connection of the pool waits for it", async () => {
    const { log, sql, close } = await openLog(() => open(1), 500);
    await sql.transaction(async () => {
      await expect(log.append(readEvent("a-1", []))).rejects.toMatchObject({ code: "AUDIT_BLOCKED" });
    });
    expect(await log.sequence()).toEqual({ size: 0 });
    await close();
  });

  it("commits appends of many callers together, each once", async () => {
    const { log, close } = await openLog(open);
    const ids = await Promise.all(Array.from({ length: 1000 }, (_, at) => log.append(readEvent(`a-${at}`, []))));
    const entries = await all(log.entries());
    expect(new Set(entries.map(({ id }) => id))).toEqual(new Set(ids.map(({ id }) => id)));
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
    await close();
  });

  it("keeps one caller's refused event from those who append beside him", async () => {
    const { log, sql, close } = await openLog(open);
    await sql.query("alter table favorable.audit_pending add check (leaf not like '%refused%')");
    const events = Array.from({ length: 30 }, (_, at) => readEvent(`a-${at}`, [], at % 10 === 5 ? "refused" : "access-log"));
    const answers = await Promise.allSettled(events.map((event) => log.append(event)));
    expect(answers.map(({ status }) => status)).toEqual(events.map((_, at) => (at % 10 === 5 ? "rejected" : "fulfilled")));
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "AUDIT_UNAVAILABLE", details: { sqlState: "23514" } });
    expect(await log.sequence()).toEqual({ size: 27 });
    await close();
  });

  it("stays gapless and without doubles with writers and sequencers side by side", async () => {
    const { log, sql, close } = await openLog(open);
    const write = async (name: string): Promise<void> => {
      for (let at = 0; at < 40; at++) {
        await sql.transaction((tx) => log.appendIn(tx, readEvent(`${name}-${at}`, [])));
        if (at % 7 === 0) await log.checkpoint();
      }
    };
    await Promise.all(["w1", "w2", "w3", "w4"].map(write));
    const entries = await all(log.entries());
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 160 }, (_, at) => at));
    expect(new Set(entries.map(({ parts }) => parts[0]?.value)).size).toBe(160);
    await close();
  });

  it("gives batches that are written beside each other and beside single appends positions without gaps, each in one piece", async () => {
    const { log, close } = await openLog(open);
    const batch = (name: string) => log.appendAll(Array.from({ length: 250 }, () => readEvent(name, [])));
    await Promise.all([...["b1", "b2", "b3", "b4"].map(batch), ...["s1", "s2", "s3"].map((name) => log.append(readEvent(name, [])))]);
    const entries = await all(log.entries());
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 1003 }, (_, at) => at));
    const actors = entries.map(({ parts }) => parts[0]?.value);
    for (const name of ["b1", "b2", "b3", "b4"]) expect(actors.lastIndexOf(name) - actors.indexOf(name)).toBe(249);
    await close();
  });

  it("fails with a code, and without what the database says, when the database is gone", async () => {
    const { log, sql, close } = await openLog(open);
    await sql.query("drop table favorable.audit_unfiled");
    await expect(log.append(readEvent("secret-actor", []))).rejects.toSatisfy((error: unknown) => {
      expect(error).toMatchObject({ code: "LOG_NOT_MIGRATED" });
      return !String(error).includes("secret-actor");
    });
    await close();
  });
});
