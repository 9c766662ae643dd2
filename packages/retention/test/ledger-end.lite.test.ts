/** A ledger whose last lines are missing: the database knows what they said. */
import { fromHex } from "@favorable/core";
import { type LedgerEntry, memoryErasureStore } from "@favorable/retention";
import { afterRestore, eraser, type LogHead, openAfterStart, subjectHolds } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { addPerson, ledgerOf, optionsOf, orderOf, prepare } from "./erasure-tables.ts";

const zone = "Europe/Monaco";
const root = "ab".repeat(32);
const head: LogHead = async () => ({ origin: "log.example", size: 20, root });
let sql: Sql;
let close: () => Promise<void>;
let lines: LedgerEntry[] = [];
/** The lines of `lines`, which a test may cut. */
const store = { ...memoryErasureStore(), append: async (entry: LedgerEntry) => void lines.push(entry), read: async () => [...lines] };
const ledger = ledgerOf(store);
const gateReason = async () => (await openAfterStart({ sql, ledger, zone, head, lookAfterMs: 0 })).reason();

beforeAll(async () => {
  const db = await freshPglite();
  sql = fromPglite(db);
  close = () => db.close();
  await prepare(sql);
});
afterAll(() => close());
beforeEach(async () => {
  lines = [];
  await sql.query(
    "truncate person, proof, favorable.hold, favorable.erasure, favorable.erasure_part, favorable.ledger_hold, favorable.ledger_position",
  );
  await addPerson(sql, "agent-1", "2021-12-01", "2021-12-01");
});

it("without the line of a hold that stands is behind, and is mended", async () => {
  const holds = subjectHolds({ sql, ledger, tables: optionsOf(sql, ledger).tables, zone });
  await holds.place({ subject: "agent-1", kind: "litigation", reason: "case" });
  expect(await gateReason()).toBeUndefined();
  const all = lines;
  lines = [];
  expect(await gateReason()).toBe("ledger-behind");
  expect(await afterRestore({ ...optionsOf(sql, ledger), head })).toMatchObject({ mended: 1, holds: 0 });
  expect(lines).toEqual(all);
  expect(await gateReason()).toBeUndefined();
});

it("without the last checkpoint is behind, and is mended", async () => {
  await ledger.recordCheckpoint({ origin: "log.example", size: 10, root: fromHex(root) });
  await ledger.recordCheckpoint({ origin: "log.example", size: 12, root: fromHex(root) });
  expect(await gateReason()).toBeUndefined();
  for (const left of [1, 0]) {
    lines = lines.slice(0, left);
    expect(await gateReason()).toBe("ledger-behind");
  }
  await afterRestore({ ...optionsOf(sql, ledger), head });
  expect(lines).toEqual([{ kind: "checkpoint", origin: "log.example", size: 12, root }]);
  expect(await gateReason()).toBeUndefined();
});

it("a log that was dealt with after a restore is not behind what was there before", async () => {
  await ledger.recordCheckpoint({ origin: "log.example", size: 12, root: fromHex(root) });
  await gateReason();
  const older: LogHead = async (at) => ({ origin: "log.example", size: 5, root: at > 5 ? undefined : root });
  expect(await (await openAfterStart({ sql, ledger, zone, head: older })).reason()).toBe("log-older");
  await afterRestore({ ...optionsOf(sql, ledger), head: older });
  expect(await (await openAfterStart({ sql, ledger, zone, head: older })).reason()).toBeUndefined();
});

it("a gate reads a ledger again when it has changed, and not at each look", async () => {
  let version = "1";
  let reads = 0;
  const read = async () => {
    reads += 1;
    return [...lines];
  };
  const counting = { ...store, version: async () => version, read };
  const gate = await openAfterStart({ sql, ledger: ledgerOf(counting), zone, head, lookAfterMs: 0 });
  for (let look = 0; look < 3; look++) await gate.ready();
  expect(reads).toBe(1);
  lines.push({ kind: "hold", id: "a", subject: "0".repeat(64), because: "litigation" });
  version = "2";
  expect(await gate.reason()).toBeUndefined(); // A hold under way.
  expect(reads).toBe(2);
});

it("an order that is limited to purposes takes what serves no other one, and is not replayed as more", async () => {
  const { tables } = optionsOf(sql, ledger);
  const [proof, person] = [
    { ...tables[0], purposes: ["vaccination"] },
    { ...tables[1], purposes: ["vaccination", "staff"] },
  ] as [(typeof tables)[0], (typeof tables)[0]];
  const order = { ...orderOf("agent-1"), ground: "withdrawal", purposes: ["vaccination"] } as const;
  const made = eraser({ ...optionsOf(sql, ledger), copies: [], tables: [proof, person] });
  const account = {
    erased: [{ place: "proof", removed: 1, level: "row gone" }],
    kept: [{ place: "person", kept: 1, reason: "other-purpose", purposes: ["staff"] }],
  };
  expect(await made.erase(order)).toEqual(account);
  expect(await made.resume()).toEqual({ completed: 0, waiting: 0 }); // What is held for another purpose is not waited for.
  expect(lines.at(-1)).toMatchObject({ kind: "tombstone", purposes: ["vaccination"] });
  await sql.query("truncate favorable.erasure, favorable.erasure_part");
  await sql.query("insert into proof (person, since) values ('agent-1', '2021-12-01')");
  await afterRestore({ ...optionsOf(sql, ledger), copies: [], tables: [proof, person], head });
  expect((await sql.query("select 1 from person")).rowCount).toBe(1);
  expect((await sql.query("select 1 from proof")).rowCount).toBe(0);
  // Without purposes an eraser cannot tell, and keeps.
  const silent = eraser({ ...optionsOf(sql, ledger), copies: [] });
  await sql.query("insert into proof (person, since) values ('agent-1', '2021-12-01')");
  expect((await silent.erase({ ...order, reference: "r-2" })).kept).toEqual([
    { place: "proof", kept: 1, reason: "other-purpose" },
    { place: "person", kept: 1, reason: "other-purpose" },
  ]);
  const swapped = eraser({
    ...optionsOf(sql, ledger),
    copies: [],
    tables: [
      { ...proof, purposes: ["staff"] },
      { ...person, purposes: ["vaccination"] },
    ],
  });
  expect((await swapped.erase({ ...order, reference: "r-3" })).kept).toEqual([
    { place: "proof", kept: 1, reason: "other-purpose", purposes: ["staff"] },
    { place: "person", kept: 1, reason: "other-purpose", purposes: ["staff"] },
  ]);
  for (const purposes of [[], [""], "vaccination"])
    await expect(silent.erase({ ...order, reference: "r-4", purposes: purposes as never })).rejects.toMatchObject({
      code: "ERASURE_INVALID",
      details: { path: "purposes" },
    });
});
