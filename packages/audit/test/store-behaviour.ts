/** What every database store of the log must do; run on PGlite and on a PostgreSQL server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatedClock, simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { expect, it } from "vitest";
import { type AuditEvent, holdEvent } from "../src/index.ts";
import { exportLog, verifyFolder } from "../src/node/index.ts";
import { auditMigrations, type DatabaseLog, openAuditLog } from "../src/postgres/index.ts";
import { changingEvent, date, hostileEvents, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer } from "./fixtures.ts";

export interface Store {
  readonly sql: Sql;
  close(): Promise<void>;
}

export interface Opened extends Store {
  readonly log: DatabaseLog;
  readonly clock: SimulatedClock;
}

const subjectKey = new Uint8Array(32).fill(7);

export async function openLog(open: () => Promise<Store>, patience = 20_000): Promise<Opened> {
  const store = await open();
  await migrate(store.sql, auditMigrations);
  const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
  const log = await openAuditLog({ sql: store.sql, origin: ORIGIN, signer, clock, subjectKey, patience });
  return { ...store, log, clock };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The shared tests; `open` gives a database of its own each time. */
export function storeBehaviour(open: () => Promise<Store>): void {
  const withLog = (run: (opened: Opened) => Promise<void>) => async (): Promise<void> => {
    const opened = await openLog(open);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  };

  it(
    "gives entries gapless positions in the order they were appended, and reads them back",
    withLog(async ({ log }) => {
      const first = await log.append(longPolicy);
      await log.appendAll([readEvent("a-1", ["p-1", "p-2"]), { type: "access.refused", clear: { role: "administrator" } }]);
      expect(await log.sequence()).toEqual({ size: 3 });
      expect(await log.sequence()).toEqual({ size: 3 });
      const entries = await all(log.entries());
      expect(entries.map(({ index, type }) => [index, type])).toEqual([
        [0, "retention.policy"],
        [1, "access.read"],
        [2, "access.refused"],
      ]);
      expect(entries[0]?.id).toBe(first.id);
      expect(entries[1]?.parts.map(({ value }) => value)).toEqual([
        "a-1",
        { subject: "p-1", field: "status" },
        { subject: "p-2", field: "status" },
      ]);
      expect(entries[1]?.simulated).toBe(true);
      expect((await all(log.entries({ subject: "p-2" }))).map(({ index }) => index)).toEqual([1]);
      expect(await all(log.entries({ types: ["access.refused"], from: 2 }))).toHaveLength(1);
    }),
  );

  it(
    "keeps an entry in a transaction if and only if that commits, savepoints included",
    withLog(async ({ log, sql }) => {
      await sql.transaction((tx) => log.appendIn(tx, readEvent("kept", [])));
      await expect(
        sql.transaction(async (tx) => {
          await log.appendIn(tx, readEvent("gone", []));
          throw new Error("rolled back");
        }),
      ).rejects.toThrow("rolled back");
      await sql.transaction(async (tx) => {
        await tx.transaction((inner) => log.appendIn(inner, readEvent("inner kept", [])));
        await tx
          .transaction(async (inner) => {
            await log.appendIn(inner, readEvent("inner gone", []));
            throw new Error("undone");
          })
          .catch(() => undefined);
      });
      const actors = (await all(log.entries())).map(({ parts }) => parts[0]?.value);
      expect(actors).toEqual(["kept", "inner kept"]);
    }),
  );

  it(
    "keeps a read that was appended durably although the application rolls back",
    withLog(async ({ log, sql }) => {
      const seen: AuditEvent[] = [];
      await sql
        .transaction(async (tx) => {
          await tx.query("select 1 as one");
          seen.push(readEvent("a-1", ["p-1"]));
          throw new Error("rolled back");
        })
        .catch(() => undefined);
      // Before anything that was read leaves, the entry is on record.
      await log.appendAll(seen);
      expect(await all(log.entries())).toHaveLength(1);
    }),
  );

  it(
    "refuses every update, delete and truncate of what is sequenced or signed",
    withLog(async ({ log, sql }) => {
      await log.append(
        readEvent(
          "a-1",
          Array.from({ length: 70 }, (_, at) => `p-${at}`),
        ),
      );
      await log.checkpoint();
      for (const table of ["audit_leaf", "audit_head", "audit_checkpoint", "audit_descriptors"])
        for (const statement of [
          `delete from favorable.${table}`,
          `truncate favorable.${table} cascade`,
          `update favorable.${table} set ${setOf(table)}`,
        ])
          await expect(sql.query(statement), statement).rejects.toMatchObject({ code: "SQL_FAILED", details: { sqlState: "55000" } });
      expect(await log.sequence()).toEqual({ size: 1 });
    }),
  );

  it(
    "has nothing personal in the outbox or the leaf, only in the bodies",
    withLog(async ({ log, sql }) => {
      const marker = "Zsofia4711";
      await log.append(readEvent(marker, [marker]));
      const search = (table: string) =>
        sql.query<{ found: boolean }>(
          `select coalesce(bool_or(t::text ~ $1 or t::text ~ encode($1::bytea, 'hex')), false) as found from favorable.${table} t`,
          [marker],
        );
      for (const table of ["audit_pending", "audit_unfiled"])
        expect((await search(table)).rows[0]?.found, table).toBe(table === "audit_unfiled");
      await log.checkpoint();
      for (const table of ["audit_leaf", "audit_head", "audit_checkpoint", "audit_descriptors", "audit_pending", "audit_unfiled"])
        expect((await search(table)).rows[0]?.found, table).toBe(false);
      expect((await search("audit_body")).rows[0]?.found).toBe(true);
    }),
  );

  it(
    "erases what is due and not held, in one transaction with the entry that says so; the root stays",
    withLog(async ({ log, clock, sql }) => {
      await log.appendAll([shortPolicy, longPolicy]);
      const held = await log.append(readEvent("a-1", ["p-1"], "alerts"));
      await log.appendAll([readEvent("a-2", ["p-1"], "alerts"), readEvent("a-3", ["p-1"])]);
      await log.append(holdEvent("claim-1", { entry: held.id }));
      const before = await log.checkpoint();
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-11-29") })).toEqual({ erased: 0, byPolicy: {} });
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 0, byPolicy: {} });
      expect((await all(log.entries({ subject: "p-1" }))).map(({ index }) => index)).toEqual([2, 4]);
      expect((await sql.query("select 1 from favorable.audit_body")).rows).toHaveLength(4);

      const folder = mkdtempSync(join(tmpdir(), "audit-store-"));
      try {
        await exportLog(log, folder, { bodies: "plain" });
        const result = await verifyFolder(folder, { vkey: key.vkey, against: before });
        expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", witnessedSize: 6, asOf: "2021-12-01", findings: [] });
        expect(result.parts).toEqual({ ok: 2, held: 2, erased: 2, tampered: 0, lost: 0, expired: 0, overdue: 0 });
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
  );

  it(
    "exports what verifies, of a size with full tiles, and shows a row that was changed behind its back",
    withLog(async ({ log, sql }) => {
      await log.appendAll([longPolicy, ...Array.from({ length: 300 }, (_, at) => readEvent(`a-${at}`, ["p-1"]))]);
      await log.append(
        readEvent(
          "a-1",
          Array.from({ length: 200 }, (_, at) => `p-${at}`),
        ),
      );
      const folder = mkdtempSync(join(tmpdir(), "audit-store-"));
      try {
        const { size, checkpoint } = await exportLog(log, folder, { bodies: "plain" });
        expect(size).toBe(303);
        expect(await verifyFolder(folder, { vkey: key.vkey, against: checkpoint })).toMatchObject({
          verdict: "intact",
          parts: { ok: 801 },
        });
        await expect(sql.query("update favorable.audit_body set payload = ''")).rejects.toMatchObject({ details: { sqlState: "55000" } });
        await expect(sql.query("delete from favorable.audit_body")).rejects.toMatchObject({ details: { sqlState: "55000" } });
        await withoutTriggers(sql, "audit_body");
        await sql.query(
          "update favorable.audit_body set payload = $1::bytea where entry = (select entry from favorable.audit_leaf where seq = 7) and part = 1",
          [new TextEncoder().encode('{"name":"row","value":"other"}')],
        );
        await sql.query(
          "delete from favorable.audit_body where entry = (select entry from favorable.audit_leaf where seq = 9) and part = 0",
        );
        await exportLog(log, folder, { bodies: "plain" });
        const result = await verifyFolder(folder, { vkey: key.vkey, against: checkpoint });
        expect(result.findings).toEqual([
          { verdict: "tampered", code: "body-differs", place: "body/000", entry: 7, part: 1 },
          { verdict: "lost", code: "body-lost", place: "body/000", entry: 9, part: 0 },
        ]);
        await sql.query("alter table favorable.audit_leaf disable trigger all");
        await sql.query("update favorable.audit_leaf set leaf = replace(leaf, 'physician', 'director') where seq = 7");
        await exportLog(log, folder, { bodies: "plain" });
        expect(await verifyFolder(folder, { vkey: key.vkey, against: checkpoint })).toMatchObject({ verdict: "tampered" });
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
  );

  it(
    "goes on after an event that only looked right when it was checked, and refuses that one",
    withLog(async ({ log }) => {
      for (const event of hostileEvents()) await expect(log.append(event)).rejects.toMatchObject({ code: "EVENT_INVALID" });
      await log.append(changingEvent());
      expect((await log.checkpoint()).split("\n")[1]).toBe("1");
      expect((await all(log.entries()))[0]?.clear).toEqual({ role: "physician" });
    }),
  );

  it(
    "erases nothing as of a day that has not come for its clock, and nothing before a minimum",
    withLog(async ({ log, sql, clock }) => {
      await log.appendAll([shortPolicy, longPolicy, readEvent("a-1", ["p-1"], "alerts"), readEvent("a-2", ["p-1"])]);
      const bodies = async (): Promise<number> => (await sql.query("select 1 from favorable.audit_body")).rows.length;
      for (const day of ["2021-10-31", "9999-12-31"])
        await expect(log.eraseExpired({ asOf: date(day) })).rejects.toMatchObject({
          code: "AS_OF_FUTURE",
          details: { asOf: day, today: "2021-10-30" },
        });
      for (const day of ["garbage", "2021-02-30", undefined, null])
        await expect(log.eraseExpired({ asOf: day as never })).rejects.toMatchObject({ code: "DATE_INVALID" });
      await expect(log.eraseExpired(null as never)).rejects.toMatchObject({ code: "DATE_INVALID" });
      await log.sequence();
      expect(await bodies()).toBe(4);
      clock.moveTo(new Date("2023-04-30T23:59:59.999Z"));
      expect(await log.eraseExpired({ asOf: date("2023-04-30") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
      await expect(log.eraseExpired({ asOf: date("2023-05-01") })).rejects.toMatchObject({ code: "AS_OF_FUTURE" });
      expect(await bodies()).toBe(2);
    }),
  );
}

/** As a superuser does it who wants to change what was logged: each partition has triggers of its own. */
export async function withoutTriggers(sql: Sql, table: string): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    "select relid::regclass::text as name from pg_partition_tree($1::regclass) union select $1::regclass::text",
    [`favorable.${table}`],
  );
  for (const { name } of rows) await sql.query(`alter table ${name} disable trigger all`);
}

function setOf(table: string): string {
  return { audit_leaf: "leaf = ''", audit_head: "origin = ''", audit_checkpoint: "note = ''" }[table] ?? "descriptors = ''";
}
