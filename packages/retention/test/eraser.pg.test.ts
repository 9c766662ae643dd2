/** Orders of erasure on a real server. */
import { calendarDate, type ErasureOrder } from "@favorable/core";
import { type ErasureStore, memoryErasureStore } from "@favorable/retention";
import {
  copyTasks,
  eraser,
  placeHold,
  purgeEvidence,
  releaseHold,
  settleCopy,
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
import { addPerson, countOf, dumps, ledgerOf, optionsOf, persons, personTable, prepare, proofTable, today } from "./erasure-tables.ts";

let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
let store: ErasureStore;
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
    "truncate person, proof, favorable.hold, favorable.purge, favorable.erasure, favorable.erasure_part, favorable.ledger_hold, favorable.copy_task, favorable.clock",
  );
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  store = memoryErasureStore();
});

const order = (subject: string, more: Partial<ErasureOrder> = {}): ErasureOrder => ({
  subject,
  reference: "request-1",
  ground: "request",
  asOf: today,
  ...more,
});
const make = (more: Partial<Parameters<typeof eraser>[0]> = {}) => eraser({ ...optionsOf(sql, ledgerOf(store)), ...more });

it("an order removes what no hold and no floor keeps, long before the cap, table by table, with the sweep's evidence", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01", "2021-12-15");
  await addPerson(sql, "agent-2", "2021-12-01", "2021-12-01");
  const account = await make().erase(order("agent-1"));
  expect(account.erased).toEqual([
    { place: "person", removed: 1, level: "row gone" },
    { place: "proof", removed: 2, level: "row gone" },
  ]);
  // The application's dumps still hold the rows: the erasure is not complete before they have rotated.
  expect(account.kept).toEqual([{ place: "dumps", kept: 1, reason: "copy-pending", until: "2022-03-03" }]);
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
  expect(await countOf(sql, "agent-2")).toEqual([1, 1]);
  expect((await purgeEvidence(sql, persons)).map(({ removed, held }) => [removed, held])).toEqual([[1, 0]]);
  const [task] = await copyTasks(sql);
  await simulateTime(sql, new Date("2022-03-03T11:00:00Z"));
  await settleCopy(sql, { copy: dumps, id: task?.id ?? "", evidence: { kind: "rotation", oldestOn: calendarDate("2022-02-01") } });
  expect((await make().erase(order("agent-1"))).kept).toEqual([]);
});

it("a refusal names the date on which deletion becomes possible, for each floor", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2022-01-10", "2022-01-31", "2021-12-01");
  const { erased, kept } = await make().erase(order("agent-1"));
  expect(erased).toEqual([{ place: "proof", removed: 1, level: "row gone" }]);
  expect(kept).toEqual([
    { place: "proof", kept: 1, reason: "floor", until: "2022-02-11" },
    { place: "proof", kept: 1, reason: "floor", until: "2022-03-01" },
    { place: "person", kept: 1, reason: "floor", until: "2022-03-01" }, // A proof still refers to the person.
    { place: "dumps", kept: 1, reason: "copy-pending", until: "2022-03-03" },
  ]);
  // On that day, and not the day before, the order goes on by itself.
  await simulateTime(sql, new Date("2022-02-28T11:00:00Z"));
  expect(await make().resume()).toEqual({ completed: 0, waiting: 1 });
  await simulateTime(sql, new Date("2022-03-01T11:00:00Z"));
  expect(await make().resume()).toEqual({ completed: 1, waiting: 0 });
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
  expect((await sql.query("select 1 from favorable.erasure where subject is not null")).rowCount).toBe(0);
});

it("a hold keeps its row and nothing else, and its release runs the deferred erasure", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01", "2021-12-02");
  const { rows } = await sql.query<{ id: number }>("select id from proof order by id");
  const { policy, table } = proofTable;
  const hold = await placeHold(sql, { policy, table, key: rows[0]?.id ?? 0, kind: "litigation", reason: "case 1" });
  const { kept } = await make().erase(order("agent-1"));
  expect(kept.slice(0, 2)).toEqual([
    { place: "proof", kept: 1, reason: "held", kinds: ["litigation"] },
    { place: "person", kept: 1, reason: "held", kinds: ["litigation"] },
  ]);
  expect(await countOf(sql, "agent-1")).toEqual([1, 1]);
  await releaseHold(sql, { id: hold.id, reason: "closed" });
  expect(await make().resume()).toEqual({ completed: 1, waiting: 0 });
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
});

it("an open request holds its evidence against sweep and erasure, rows added later included, until it is released", async () => {
  await addPerson(sql, "agent-1", "2020-01-01", "2020-01-01");
  const ledger = ledgerOf(store);
  const holds = subjectHolds({ sql, ledger, tables: [proofTable, personTable], zone: "Europe/Monaco" });
  const { id } = await holds.place({ subject: "agent-1", kind: "request", reason: "access request" });
  expect(await sweep({ sql, ...proofTable })).toMatchObject({ removed: 0, held: 1 });
  await sql.query("insert into proof (person, since) values ('agent-1', '2021-12-01')");
  expect((await make().erase(order("agent-1"))).kept).toEqual([
    { place: "proof", kept: 2, reason: "held", kinds: ["request"] },
    { place: "person", kept: 1, reason: "held", kinds: ["request"] },
  ]);
  expect(await countOf(sql, "agent-1")).toEqual([1, 2]);
  await holds.release({ id, reason: "answered" });
  expect(await rejectionCode(holds.release({ id, reason: "answered" }))).toBe("HOLD_UNKNOWN");
  expect(await sweep({ sql, ...proofTable })).toMatchObject({ removed: 1 });
  expect(await make().resume()).toEqual({ completed: 1, waiting: 0 });
});

it("running an order again is harmless, and two at once do the work once", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01");
  const [first, second] = await Promise.all([make().erase(order("agent-1")), make().erase(order("agent-1"))]);
  expect(first.erased).toEqual(second.erased);
  expect(await make().erase(order("agent-1"))).toEqual(first);
  expect((await purgeEvidence(sql, persons)).reduce((sum, { removed }) => sum + removed, 0)).toBe(1);
  // The order, and that it is done: whoever did it, and however often it was asked for.
  const lines = (await store.read()).filter((entry) => entry.kind === "tombstone");
  expect(new Set(lines.map(({ subject, reference }) => `${subject} ${reference}`)).size).toBe(1);
  expect([...new Set(lines.map(({ waiting, goneOn }) => `${waiting === true} ${goneOn ?? "-"}`))]).toEqual(["true -", `false ${today}`]);
});

it("the tombstone is outside before anything goes; when it cannot be written, nothing does", async () => {
  await addPerson(sql, "agent-1", "2021-12-01");
  const full: ErasureStore = { ...store, append: () => Promise.reject(new Error("disk full")) };
  await expect(eraser(optionsOf(sql, ledgerOf(full))).erase(order("agent-1"))).rejects.toThrow("disk full");
  expect(await countOf(sql, "agent-1")).toEqual([1, 0]);
  let written = -1;
  await make({
    onErased: async () => {
      written = (await store.read()).length;
      expect(await countOf(sql, "agent-1")).toEqual([1, 0]); // Another connection still sees the row.
    },
  }).erase(order("agent-1"));
  expect(written).toBe(1);
});

it("keys are destroyed in the same transaction, and only when nothing of the subject is kept", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2022-01-31");
  await addPerson(sql, "agent-2", "2021-12-01");
  const destroyed: string[] = [];
  const shred = { place: "keys", destroy: async (_tx: Sql, subject: string) => destroyed.push(subject) };
  await make({ shred }).erase(order("agent-1"));
  expect(destroyed).toEqual([]);
  expect((await make({ shred }).erase(order("agent-2"))).erased).toContainEqual({ place: "keys", removed: 1, level: "key destroyed" });
  expect(destroyed).toEqual(["agent-2"]);
});

it("rows that no declared table accounts for stop an order whole, and the constraint is named", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01");
  const blocked = eraser({ ...optionsOf(sql, ledgerOf(store)), tables: [personTable] }).erase(order("agent-1"));
  await expect(blocked).rejects.toMatchObject({ code: "ERASURE_BLOCKED", details: { constraint: "proof_person_fkey" } });
  expect(await countOf(sql, "agent-1")).toEqual([1, 1]);
});

it("orders that make no sense are refused, and no error or ledger line holds the subject", async () => {
  const failures: unknown[] = [];
  for (const [wrong, path] of [
    [order(""), "subject"],
    [order("a\0b"), "subject"],
    [order("personal-marker-1", { reference: "no blanks here" }), "reference"],
    [order("personal-marker-1", { ground: "mood" as never }), "ground"],
    [order("personal-marker-1", { asOf: "soon" as never }), "asOf"],
  ] as const) {
    const failure = await make()
      .erase(wrong)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "ERASURE_INVALID", details: { path } });
    failures.push(failure);
  }
  expect(await rejectionCode(make().erase(order("a", { asOf: calendarDate("2022-02-01") })))).toBe("AS_OF_FUTURE");
  await make().erase(order("personal-marker-1"));
  expect(JSON.stringify([failures, await store.read()])).not.toContain("personal-marker-1");
});

it("a subject is known in whatever way it is written, where the tables agree how they write it", async () => {
  await sql.query("create table visit (id int primary key, agent uuid not null, since date not null)");
  const subject = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
  await sql.query("insert into visit values (1, $1::uuid, '2021-12-01')", [subject]);
  const tables = [{ policy: persons, table: { table: "visit", subject: "agent" } }] as const;
  const { erased } = await make({ tables, copies: [] }).erase(order(subject.toUpperCase()));
  expect(erased).toEqual([{ place: "visit", removed: 1, level: "row gone" }]);
  expect((await store.read())[0]).toMatchObject({ subject: ledgerOf(store).codeOf(subject) });
  expect(await rejectionCode(make({ tables }).erase(order("not a uuid")))).toBe("ERASURE_INVALID");
  await sql.query("drop table visit");
});

it("a backend that is killed in the middle leaves everything or nothing, and the order can be run again", async () => {
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01");
  const onErased = (tx: Sql): Promise<unknown> => tx.query("select pg_terminate_backend(pg_backend_pid())");
  await expect(make({ onErased }).erase(order("agent-1"))).rejects.toThrow();
  expect(await countOf(sql, "agent-1")).toEqual([1, 1]);
  expect(await purgeEvidence(sql, persons)).toEqual([]);
  expect((await make().erase(order("agent-1"))).erased).toHaveLength(2);
  expect(await countOf(sql, "agent-1")).toEqual([0, 0]);
});
