/** Nothing is removed from a database that has gone back in time, nor past a policy that is attached meanwhile. */
import { calendarDate, PrivacyError } from "@favorable/core";
import { definePolicy, memoryErasureStore } from "@favorable/retention";
import {
  afterRestore,
  attach,
  detach,
  dropExpiredPartitions,
  eraser,
  openAfterStart,
  placeHold,
  simulateTime,
  subjectHolds,
  sweep,
} from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { addPerson, countOf, ledgerOf, optionsOf, orderOf, persons, prepare, proofs, proofTable } from "./erasure-tables.ts";

const zone = "Europe/Monaco";
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
let ledger = ledgerOf(memoryErasureStore());
beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  sql = fromPg(pool);
  await prepare(sql);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await sql.query(
    `truncate person, proof, favorable.hold, favorable.purge, favorable.erasure, favorable.erasure_part, favorable.ledger_hold, favorable.clock,
      favorable.sweep, favorable.origin, favorable.attachment`,
  );
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  ledger = ledgerOf(memoryErasureStore());
  await addPerson(sql, "agent-1", "2020-01-01", "2020-01-01");
  await addPerson(sql, "agent-2", "2020-01-01", "2020-01-01");
});

it("sweeps, orders and partition drops ask the gate: what was held after the dump was taken stays", async () => {
  const options = optionsOf(sql, ledger);
  await subjectHolds({ sql, ledger, tables: options.tables, zone }).place({ subject: "agent-2", kind: "litigation", reason: "case" });
  await sql.query("truncate favorable.ledger_hold, favorable.hold"); // What a dump of before brings back.
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  const closed = { code: "DATABASE_RESTORED", details: { reason: "unreplayed" } };
  await expect(sweep({ sql, ...proofTable, gate })).rejects.toMatchObject(closed);
  await expect(eraser({ ...options, gate }).erase(orderOf("agent-1"))).rejects.toMatchObject(closed);
  await expect(eraser({ ...options, gate }).resume()).rejects.toMatchObject(closed);
  await expect(dropExpiredPartitions({ sql, ...proofTable, gate })).rejects.toMatchObject(closed);
  expect(await countOf(sql, "agent-2")).toEqual([1, 1]);
  expect((await ledger.store.read()).filter(({ kind }) => kind === "tombstone")).toEqual([]);
  await afterRestore({ ...options, gate });
  expect(await sweep({ sql, ...proofTable, gate })).toMatchObject({ removed: 1, held: 1 });
  expect(await countOf(sql, "agent-2")).toEqual([1, 1]);
});

it("a gate that closes while a sweep runs ends it before its next batch", async () => {
  const closed = new PrivacyError("DATABASE_RESTORED", "closed");
  let asked = 0;
  const gate = { ready: () => (++asked > 2 ? Promise.reject(closed) : Promise.resolve()) };
  expect(await rejectionCode(sweep({ sql, ...proofTable, batch: 1, duty: 1, gate }))).toBe("DATABASE_RESTORED");
  expect((await sql.query("select 1 from proof")).rowCount).toBe(1);
});

it("a copy of a database is refused even where nobody gave a gate, until one has looked", async () => {
  const options = optionsOf(sql, ledger);
  await eraser(options).erase(orderOf("agent-1"));
  const name = new URL(database.url).pathname.slice(1);
  await pool.end();
  const admin = new pg.Client({ connectionString: database.url.replace(name, "postgres") });
  await admin.connect();
  await admin.query(`create database "${name}_copy" template "${name}"`);
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  sql = fromPg(pool);
  const copied = new pg.Pool({ connectionString: database.url.replace(name, `${name}_copy`), max: 2 });
  const copy = fromPg(copied);
  try {
    const unchecked = { code: "DATABASE_RESTORED", details: { reason: "unchecked" } };
    await expect(sweep({ sql: copy, ...proofTable })).rejects.toMatchObject(unchecked);
    await expect(eraser(optionsOf(copy, ledger)).resume()).rejects.toMatchObject(unchecked);
    await expect(eraser(optionsOf(copy, ledger)).erase(orderOf("agent-2"))).rejects.toMatchObject(unchecked);
    expect(await countOf(copy, "agent-2")).toEqual([1, 1]);
    expect(await sweep({ sql, ...proofTable })).toMatchObject({ removed: 1 }); // The one it is a copy of goes on.
    await (await openAfterStart({ sql: copy, ledger, zone })).ready();
    expect(await sweep({ sql: copy, ...proofTable })).toMatchObject({ removed: 1 });
  } finally {
    await copied.end();
    while ((await admin.query("select 1 from pg_stat_activity where datname = $1", [`${name}_copy`])).rowCount !== 0);
    await admin.query(`drop database "${name}_copy"`);
    await admin.end();
  }
});

/** Longer than any row here is old. */
const floor = definePolicy({ ...proofs, id: "floor", minimum: { period: "P30Y" }, maximum: { period: "P40Y" } });
const approval = { authority: "CCIN", reference: "2022-001", on: calendarDate("2022-01-01") };

/** Somebody waits for the lock that sweeps and orders share. */
const waiting = async (): Promise<void> => {
  for (let tries = 0; tries < 500; tries++) {
    if (
      (
        await sql.query(
          "select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
        )
      ).rowCount !== 0
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody waits");
};

/** Runs something once when a statement that begins so is about to be sent, in whatever transaction. */
const before = (of: Sql, beginning: string, act: () => void, once = { done: false }): Sql => ({
  ...of,
  query: (async (text: string, ...more: []) => {
    if (text.startsWith(beginning) && !once.done) {
      once.done = true;
      act();
      await waiting();
    }
    return of.query(text, ...more);
  }) as Sql["query"],
  transaction: (work, options) => of.transaction((tx) => work(before(tx, beginning, act, once)), options),
});

it("a floor that is attached while a batch or an erasure runs waits for it, and keeps what is left", async () => {
  await attach({ sql, ...proofTable });
  const order: string[] = [];
  let attached: Promise<unknown> = Promise.resolve();
  const act = (): void => {
    order.push("asked");
    attached = attach({ sql, policy: floor, table: proofTable.table, approval }).then(() => order.push("attached"));
  };
  await sweep({ sql: before(sql, "with edge as", act), ...proofTable, batch: 1, duty: 1 }).catch(({ code }) => order.push(code));
  await attached;
  expect([...order].sort()).toEqual(["TABLE_INVALID", "asked", "attached"]); // The second batch notices: call again.
  expect(await sweep({ sql, ...proofTable })).toMatchObject({ removed: 0 });
  expect((await sql.query("select 1 from proof")).rowCount).toBe(1);
  await detach({ sql, policy: floor, table: proofTable.table });

  order.length = 0;
  const erased = await eraser({ ...optionsOf(before(sql, "insert into favorable.erasure ", act), ledger) }).erase(orderOf("agent-2"));
  await attached;
  expect(order).toEqual(["asked", "attached"]);
  expect(erased.kept.filter(({ reason }) => reason === "floor")).toEqual([]); // It was attached when the rows had gone.
  await addPerson(sql, "agent-3", "2020-01-01", "2020-01-01");
  const { kept } = await eraser(optionsOf(sql, ledger)).erase(orderOf("agent-3"));
  expect(kept.filter(({ reason }) => reason === "floor")).toEqual([
    { place: "proof", kept: 1, reason: "floor", until: "2050-01-02" },
    { place: "person", kept: 1, reason: "floor", until: "2050-01-02" },
  ]);
});

it("a hold that is placed while an erasure runs waits for it", async () => {
  let placed: Promise<unknown> = Promise.resolve();
  let done = false;
  const act = (): void => {
    placed = placeHold(sql, { policy: persons, kind: "litigation", reason: "case" }).then(() => {
      expect(done).toBe(true);
    });
  };
  await eraser({ ...optionsOf(before(sql, "insert into favorable.erasure ", act), ledger), onErased: async () => (done = true) }).erase(
    orderOf("agent-1"),
  );
  await placed;
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
});
