/** Dumps that come back: what was erased stays erased, what is held stays, and nothing is served before. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import { defineCopy, type ErasureLedger, type ErasureStore, memoryErasureStore } from "@favorable/retention";
import { fileErasureStore } from "@favorable/retention/node";
import { afterRestore, eraser, type LogHead, openAfterStart, placeHold, simulateTime, subjectHolds } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { addPerson, countOf, ledgerOf, optionsOf, personTable, prepare, proofTable, today } from "./erasure-tables.ts";
import { dumpTables, RESTORED, restoreTables } from "./restored-tables.ts";

const zone = "Europe/Monaco";
const folder = mkdtempSync(join(tmpdir(), "fav-restore-"));
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
let admin: pg.Client;
let name = "";
let store: ErasureStore;
let ledger: ErasureLedger;

/** A copy of the whole database as files have it: what a dump of that moment would bring back. */
const copy = async (from: string, to: string): Promise<void> => {
  await pool.end();
  await admin.query(`drop database if exists "${to}" with (force)`);
  await admin.query(`create database "${to}" template "${from}"`);
  connect();
};
/** A copy ends the connections that are left: their pool has ended already. */
const connect = (): void => {
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  sql = fromPg(pool);
};
const dump = (): Promise<void> => copy(name, `${name}_dump`);
const restore = (): Promise<void> => copy(`${name}_dump`, name);

beforeAll(async () => {
  database = await freshDatabase();
  name = new URL(database.url).pathname.slice(1);
  const server = new URL(database.url);
  server.pathname = "/postgres";
  admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  connect();
  await prepare(sql);
});
afterAll(async () => {
  await pool.end();
  await admin.query(`drop database if exists "${name}_dump" with (force)`);
  await admin.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await sql.query(`truncate favorable.clock, favorable.origin, favorable.ledger_position, ${RESTORED.join(", ")}`);
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  store = memoryErasureStore();
  ledger = ledgerOf(store);
});

const options = () => optionsOf(sql, ledger);
const order = (subject: string, asOf: CalendarDate = today) => ({ subject, reference: `r-${subject}`, ground: "request", asOf }) as const;
const holdsNow = () => subjectHolds({ sql, ledger, tables: [proofTable, personTable], zone });

it("an old dump brings nobody back: nothing is served before the ledger is replayed, and afterwards the erased are gone", async () => {
  store = fileErasureStore(join(folder, "ledger"), new Uint8Array(32).fill(9), { create: true });
  ledger = ledgerOf(store);
  for (const id of ["agent-1", "agent-2", "agent-3"]) await addPerson(sql, id, "2021-12-01", "2021-12-01");
  await dump();
  await eraser(options()).erase(order("agent-1"));
  await eraser(options()).erase(order("agent-2"));
  await restore();
  expect(await countOf(sql, "agent-1")).toEqual([1, 1]); // The dump knows nothing of the erasure.

  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  const serve = async (): Promise<number> => {
    await gate.ready();
    return (await countOf(sql, "agent-1"))[0];
  };
  expect(await rejectionCode(serve())).toBe("DATABASE_RESTORED");
  expect(await gate.reason()).toBe("unreplayed");
  expect(await afterRestore(options())).toEqual({ replayed: 2, absent: 0, removed: 4, holds: 0, waiting: 0, mended: 0 });
  expect(await serve()).toBe(0);
  expect(await countOf(sql, "agent-2")).toEqual([0, 0]);
  expect(await countOf(sql, "agent-3")).toEqual([1, 1]);
  expect(await afterRestore(options())).toEqual({ replayed: 0, absent: 0, removed: 0, holds: 0, waiting: 0, mended: 0 });
});

it("a log that is older than its checkpoint outside, or another one, closes the database until the replay says where it goes on", async () => {
  const roots = new Map([[0, "00".repeat(32)]]);
  let size = 0;
  let origin = "log.example";
  const grow = (to: number, mark: string): void => {
    size = to;
    for (let at = 1; at <= to; at++) if (!roots.has(at)) roots.set(at, mark.repeat(32).slice(0, 60) + String(at).padStart(4, "0"));
  };
  const head: LogHead = async (at) => ({ origin, size, root: at <= size ? roots.get(at) : undefined });
  const open = () => openAfterStart({ sql, ledger, zone, head, lookAfterMs: 0 });
  grow(10, "ab");
  await ledger.recordCheckpoint({ origin, size: 10, root: Buffer.from(roots.get(10) ?? "", "hex") });
  const gate = await open();
  await gate.ready();
  size = 8; // Restored under a running process.
  expect(await gate.reason()).toBe("log-older");
  expect(await rejectionCode(gate.ready())).toBe("DATABASE_RESTORED");
  for (const at of [9, 10]) roots.delete(at);
  grow(12, "cd"); // It went on without anybody looking.
  expect(await (await open()).reason()).toBe("log-forked");
  expect(await rejectionCode(openAfterStart({ sql, ledger, zone }))).toBe("LEDGER_INVALID");
  await afterRestore({ ...options(), head });
  await gate.ready();
  expect((await store.read()).at(-1)).toMatchObject({ kind: "restored", from: { size: 10 }, to: { size: 12 } });
  origin = "other.example";
  expect(await gate.reason()).toBe("log-forked");
});

it("somebody who came back after an erasure is not erased again by a dump that knows of it", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  await eraser(options()).erase(order("agent-1"));
  await addPerson(sql, "agent-1", "2022-01-15");
  await dump();
  await restore();
  await (await openAfterStart({ sql, ledger, zone })).ready();
  expect(await afterRestore(options())).toMatchObject({ replayed: 0 });
  expect(await countOf(sql, "agent-1")).toEqual([1, 0]);
  // A restore of single tables is not seen by the ledger's tables: the day is told.
  expect(await afterRestore({ ...options(), since: today })).toMatchObject({ replayed: 1 });
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
});

it("holds placed after the dump are placed again before anything is erased; those released since are released", async () => {
  for (const id of ["agent-1", "agent-2"]) await addPerson(sql, id, "2021-12-01");
  const former = await holdsNow().place({ subject: "agent-2", kind: "request", reason: "access" });
  await dump();
  await holdsNow().release({ id: former.id, reason: "answered" });
  await holdsNow().place({ subject: "agent-1", kind: "litigation", reason: "case 1" });
  for (const id of ["agent-1", "agent-2"]) await eraser(options()).erase(order(id));
  await restore();
  let before = false;
  const account = await afterRestore({
    ...options(),
    before: async () => {
      before = (await countOf(sql, "agent-2"))[0] === 1;
    },
  });
  expect([before, account]).toEqual([true, { replayed: 2, absent: 0, removed: 1, holds: 1, waiting: 1, mended: 0 }]);
  expect([await countOf(sql, "agent-1"), await countOf(sql, "agent-2")]).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(await eraser(options()).resume()).toEqual({ completed: 0, waiting: 1 });
});

it("a crash between the tombstone and the deletion is found at the start, and the erasure is finished", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  const onErased = async (): Promise<never> => {
    throw new PrivacyError("CRASHED", "the process ends here");
  };
  expect(await rejectionCode(eraser({ ...options(), onErased }).erase(order("agent-1")))).toBe("CRASHED");
  expect(await countOf(sql, "agent-1")).toEqual([1, 0]);
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  expect(await gate.reason()).toBe("unreplayed");
  expect(await afterRestore(options())).toMatchObject({ replayed: 1, removed: 1 });
  await gate.ready();
});

it("an erasure under way does not close a gate that is open", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  await eraser({ ...options(), onErased: () => gate.ready() }).erase(order("agent-1"));
  await gate.ready();
});

it("a ledger that lost lines closes the database, and is mended from it", async () => {
  await eraser(options()).erase(order("agent-1"));
  store = memoryErasureStore();
  ledger = ledgerOf(store);
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  expect(await gate.reason()).toBe("ledger-behind");
  expect(await afterRestore(options())).toMatchObject({ mended: 1 });
  await gate.ready();
});

it("tombstones end with the last backup that can hold the person", async () => {
  await eraser(options()).erase(order("agent-1"));
  await simulateTime(sql, new Date("2022-05-02T11:00:00Z")); // Ninety days later, and one.
  // The order, and that it was carried out.
  expect(await ledger.prune(addDays(today, 91))).toBe(2);
  await (await openAfterStart({ sql, ledger, zone })).ready();
});

it("an order that a hold had stopped counts from the day it was carried out, for the gate, the tombstone and the copies", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  const copies = [
    defineCopy({ name: "dumps", system: "database-backup", maximumAge: "P31D", rotation: "P30D", start: "primary-gone", zone }),
  ];
  const holds = subjectHolds({ sql, ledger, tables: options().tables, zone });
  const { id } = await holds.place({ subject: "agent-1", kind: "request", reason: "evidence of a request" });
  await eraser({ ...options(), copies }).erase(order("agent-1"));
  await dumpTables(sql);
  await simulateTime(sql, new Date("2022-08-31T11:00:00Z"));
  await holds.release({ id, reason: "answered" });
  expect(await eraser({ ...options(), copies }).resume()).toEqual({ completed: 1, waiting: 0 });
  const { rows } = await sql.query<{ on: string }>('select started_on::text as "on" from favorable.copy_task');
  expect(rows.map((row) => row.on)).toEqual(["2022-08-31"]);
  // The order itself is older than any backup; what it removed is not.
  const stones = async () => (await store.read()).filter(({ kind }) => kind === "tombstone");
  await ledger.prune(calendarDate("2022-11-29"));
  expect(await stones()).toEqual([expect.objectContaining({ goneOn: "2022-08-31", expiresOn: "2022-11-29" })]);
  await restoreTables(sql);
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  expect(await gate.reason()).toBe("unreplayed");
  expect(await countOf(sql, "agent-1")).toEqual([1, 0]);
  expect(await afterRestore(options())).toMatchObject({ removed: 1 });
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
  await gate.ready();
});

it("an order that waits keeps its tombstone, however old it is", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  await placeHold(sql, { subject: "agent-1", kind: "litigation", reason: "case" });
  await eraser(options()).erase(order("agent-1"));
  expect(await ledger.prune(calendarDate("2032-01-01"))).toBe(0);
});

it("a hold that was released stands again in a dump: closed until it is released again", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  const holds = subjectHolds({ sql, ledger, tables: options().tables, zone });
  const { id } = await holds.place({ subject: "agent-1", kind: "request", reason: "evidence of a request" });
  await dumpTables(sql);
  await holds.release({ id, reason: "answered" });
  await (await openAfterStart({ sql, ledger, zone })).ready();
  await restoreTables(sql);
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0 });
  expect(await gate.reason()).toBe("unreplayed");
  await afterRestore(options());
  await gate.ready();
});

it("what has been under way for too long was not under way: an open gate closes", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  await dumpTables(sql);
  const gate = await openAfterStart({ sql, ledger, zone, lookAfterMs: 0, underWayMs: 20 });
  await eraser(options()).erase(order("agent-1"));
  await restoreTables(sql);
  await gate.ready(); // Not seen before: it may be an erasure that commits in a moment.
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(await gate.reason()).toBe("unreplayed");
});

it("a hold on a row that the application places itself is its own to place again", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  await dump();
  await eraser(options()).erase(order("agent-1"));
  await restore();
  const { policy, table } = personTable;
  const before = async (): Promise<void> => {
    await placeHold(sql, { policy, table, key: "agent-1", kind: "litigation", reason: "case 1" });
  };
  expect(await afterRestore({ ...options(), before })).toMatchObject({ replayed: 1, removed: 0, waiting: 1 });
  expect(await countOf(sql, "agent-1")).toEqual([1, 0]);
});
