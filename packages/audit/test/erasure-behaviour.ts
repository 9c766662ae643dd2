/** Erasure by row, partition, key and authority, and pruning; run on PGlite and on a PostgreSQL server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { type AuditLog, holdEvent, type LogVerification, releaseEvent, type SealingOptions } from "../src/index.ts";
import { exportLog, nodeSealer, verifyFolder } from "../src/node/index.ts";
import { auditMigrations, openAuditLog } from "../src/postgres/index.ts";
import { date, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer } from "./fixtures.ts";
import { all, type Opened, openLog, type Store, withoutTriggers } from "./store-behaviour.ts";

const authority = { basis: "gdpr:17.1.d", requestedBy: "controller", approvedBy: "dpo" };
const subjectKey = new Uint8Array(32).fill(7);

async function verified(log: AuditLog, against: string): Promise<LogVerification> {
  const folder = mkdtempSync(join(tmpdir(), "audit-erasure-"));
  try {
    await exportLog(log, folder, { bodies: "plain" });
    return await verifyFolder(folder, { vkey: key.vkey, against });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Months that have a partition of their own. */
async function monthsOf(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    "select relid::regclass::text as name from pg_partition_tree('favorable.audit_body') where isleaf order by 1",
  );
  return rows.flatMap(({ name }) => /audit_body_(\d{6})$/.exec(name)?.[1] ?? []);
}

/** The shared tests; `open` gives a database of its own each time. */
export function erasureBehaviour(open: () => Promise<Store>): void {
  const withLog = (run: (opened: Opened) => Promise<void>) => async (): Promise<void> => {
    const opened = await openLog(open);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  };
  const bodies = async (sql: Sql): Promise<number> => (await sql.query("select from favorable.audit_body")).rows.length;

  it(
    "files bodies by the month they end in, and drops a month as a whole when all in it is due",
    withLog(async ({ log, sql, clock }) => {
      await log.appendAll([shortPolicy, longPolicy]);
      await log.sequence();
      await log.appendAll([readEvent("a-1", ["p-1"], "alerts"), readEvent("a-2", ["p-1"]), readEvent("a-3", [], "unknown")]);
      await log.append(readEvent("a-4", [], "alerts", "2021-10-01"));
      const before = await log.checkpoint();
      expect(await monthsOf(sql)).toEqual(["202110", "202111", "202310"]);
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-11-20") })).toEqual({ erased: 1, byPolicy: { alerts: 1 } });
      expect(await monthsOf(sql)).toEqual(["202111", "202310"]);
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
      expect(await monthsOf(sql)).toEqual(["202310"]);
      expect(await bodies(sql)).toBe(3);
      const result = await verified(log, before);
      expect(result).toMatchObject({ verdict: "intact", parts: { ok: 3, erased: 3 } });
    }),
  );

  it(
    "erases row by row what cannot go as a whole: held entries stay, so do undated ones and other policies of the month",
    withLog(async ({ log, sql, clock }) => {
      await log.appendAll([shortPolicy, longPolicy]);
      await log.sequence();
      const held = await log.append(readEvent("a-1", ["p-1"], "alerts"));
      await log.appendAll([readEvent("a-2", ["p-1"], "alerts"), holdEvent("claim-1", { entry: held.id })]);
      await log.sequence();
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
      expect(await monthsOf(sql)).toEqual(["202111"]);
      await log.append(releaseEvent("claim-1"));
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
      expect(await monthsOf(sql)).toEqual([]);
    }),
  );

  it(
    "refuses to erase before the floor without two roles and a basis, or what is held; with them it says so in the log",
    withLog(async ({ log, sql, clock }) => {
      await log.appendAll([longPolicy, readEvent("a-1", ["p-1", "p-2"]), readEvent("a-2", ["p-1"])]);
      const third = await log.append(readEvent("a-3", ["p-2"]));
      const before = await log.checkpoint();
      expect(await log.eraseExpired({ asOf: date("2021-10-30") })).toEqual({ erased: 0, byPolicy: {} });
      const scope = { subject: "p-1" };
      for (const request of [
        { scope, ...authority, approvedBy: "controller" },
        { scope, ...authority, basis: "" },
        { scope, ...authority, basis: "because I say so" },
        { scope: { subject: "" }, ...authority },
        { scope: null, ...authority },
        null,
      ])
        expect(await rejectionCode(log.eraseEarly(request as never))).toBe("ERASURE_UNAUTHORISED");
      await log.append(holdEvent("claim-1", { policy: "access-log" }));
      expect(await rejectionCode(log.eraseEarly({ scope, ...authority }))).toBe("ERASURE_HELD");
      await log.append(releaseEvent("claim-1"));
      expect(await bodies(sql)).toBe(7);
      clock.moveTo(new Date("2021-11-02T08:00:00Z"));
      expect(await log.eraseEarly({ scope, ...authority })).toEqual({ erased: 2, byPolicy: { "access-log": 2 } });
      expect(await log.eraseEarly({ scope: { entry: third.id, part: 1 }, ...authority })).toMatchObject({ erased: 1 });
      expect(await log.eraseEarly({ scope, ...authority })).toEqual({ erased: 0, byPolicy: {} });
      expect(await all(log.entries({ subject: "p-1" }))).toEqual([]);
      const told = await all(log.entries({ types: ["audit.erased-early"] }));
      expect(told.map(({ clear }) => clear)).toMatchObject([
        { part: 1, ...authority },
        { part: 1, ...authority },
        { entry: third.id, part: 1 },
      ]);
      const result = await verified(log, before);
      expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", parts: { ok: 4, erased: 3, lost: 0 } });
      expect(await log.eraseEarly({ scope: { policy: "access-log" }, ...authority })).toMatchObject({ erased: 4 });
      expect(await verified(log, before)).toMatchObject({ verdict: "intact", parts: { ok: 0, erased: 7 } });
    }),
  );

  it(
    "refuses every deletion of bodies that no entry of the same transaction announces",
    withLog(async ({ log, sql, clock }) => {
      await log.appendAll([shortPolicy, readEvent("a-1", ["p-1"], "alerts")]);
      await log.sequence();
      const refused = { code: "SQL_FAILED", details: { sqlState: "55000" } };
      await expect(sql.query("delete from favorable.audit_body")).rejects.toMatchObject(refused);
      await expect(sql.query("select favorable.audit_drop_month('2021-11-01')")).rejects.toMatchObject(refused);
      await expect(sql.query("update favorable.audit_leaf set leaf = null")).rejects.toMatchObject(refused);
      await log.append(readEvent("a-2", [])); // An entry about something else announces nothing.
      await expect(sql.query("delete from favorable.audit_body")).rejects.toMatchObject(refused);
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toMatchObject({ erased: 2 });
      await expect(sql.query("delete from favorable.audit_body")).rejects.toMatchObject(refused);
    }),
  );

  it(
    "erases what is due although some of it was taken away before, and tells that it was",
    withLog(async ({ log, sql }) => {
      await log.appendAll([
        shortPolicy,
        readEvent("a-1", ["p-1"], "alerts", "2021-08-01"),
        readEvent("a-2", ["p-1"], "alerts", "2021-08-01"),
      ]);
      await log.sequence();
      await withoutTriggers(sql, "audit_body");
      await sql.query("delete from favorable.audit_body where part = 0 and seq = 1");
      expect(await log.eraseExpired({ asOf: date("2021-10-30") })).toEqual({ erased: 3, byPolicy: { alerts: 3 } });
      expect(await bodies(sql)).toBe(0);
      expect((await all(log.entries({ types: ["audit.discrepancy"] }))).map(({ clear }) => clear)).toEqual([{ kind: "removed", count: 1 }]);
      expect(await log.eraseExpired({ asOf: date("2021-10-30") })).toEqual({ erased: 0, byPolicy: {} });
    }),
  );

  it(
    "prunes entries whose parts are over and erased: 32 bytes stay, and every earlier checkpoint holds",
    withLog(async ({ log, sql, clock }) => {
      const people = Array.from({ length: 70 }, (_, at) => `p-${at}`);
      await log.appendAll([shortPolicy, longPolicy, readEvent("a-1", people, "alerts"), readEvent("a-2", ["p-1"])]);
      await log.append({ type: "access.refused", clear: { role: "administrator" } });
      const before = await log.checkpoint();
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.prune({ asOf: date("2021-12-01") })).toEqual({ pruned: 0 });
      await log.eraseExpired({ asOf: date("2021-12-01") });
      expect(await log.prune({ asOf: date("2021-12-01") })).toEqual({ pruned: 1 });
      expect(await log.prune({ asOf: date("2021-12-01") })).toEqual({ pruned: 0 });
      const { rows } = await sql.query<{ leaf: string | null; bytes: number }>(
        "select leaf, octet_length(hash) as bytes from favorable.audit_leaf where seq = 2",
      );
      expect(rows).toEqual([{ leaf: null, bytes: 32 }]);
      expect((await sql.query("select from favorable.audit_descriptors")).rows).toHaveLength(0);
      expect((await all(log.entries({ below: 5 }))).map(({ index }) => index)).toEqual([0, 1, 3, 4]);
      expect(await verified(log, before)).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
    }),
  );

  const sealed = (by: SealingOptions["by"], run: (opened: Opened) => Promise<void>) => async (): Promise<void> => {
    const store = await open();
    try {
      await migrate(store.sql, auditMigrations);
      const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
      const sealing = { sealer: nodeSealer(new Uint8Array(32).fill(3)), by };
      const log = await openAuditLog({ sql: store.sql, origin: ORIGIN, signer, clock, subjectKey, sealing });
      await run({ ...store, log, clock });
    } finally {
      await store.close();
    }
  };

  it(
    "erases by destroying a key: what it sealed is bytes that nothing opens, in the database and in any copy of them",
    sealed("policy-month", async ({ log, sql, clock }) => {
      await log.appendAll([shortPolicy, longPolicy, readEvent("Zsofia4711", ["p-1", "p-2"], "alerts"), readEvent("a-2", ["p-1"])]);
      await sql.transaction((tx) => log.appendIn(tx, readEvent("a-3", ["p-3"], "alerts")));
      const copies = async (): Promise<string> =>
        JSON.stringify((await sql.query<{ t: string }>("select t::text as t from favorable.audit_body t")).rows);
      const before = await log.checkpoint();
      const copy = await copies();
      expect(copy).not.toContain(Buffer.from("Zsofia4711").toString("hex"));
      expect((await all(log.entries({ subject: "p-2" })))[0]?.parts[0]?.value).toBe("Zsofia4711");
      expect((await sql.query("select from favorable.audit_key")).rows).toHaveLength(2);
      // A month that readers keep busy cannot be dropped; its keys can.
      await log.append(readEvent("a-9", [], "alerts", "2021-11-02"));
      clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 5, byPolicy: { alerts: 5 } });
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 0, byPolicy: {} });
      expect((await all(log.entries({ types: ["access.read"] }))).map(({ parts }) => parts[0]?.present)).toEqual([
        false,
        true,
        false,
        true,
      ]);
      expect(await verified(log, before)).toMatchObject({ verdict: "intact", parts: { erased: 5, ok: 3 } });
    }),
  );

  it(
    "erases a person by destroying one key, and seals what comes later under a fresh one",
    sealed("subject", async ({ log, sql }) => {
      await log.append(longPolicy);
      for (let at = 0; at < 5; at++) await log.append(readEvent(`a-${at}`, ["p-1", "p-2"]));
      const before = await log.checkpoint();
      expect(await log.eraseEarly({ scope: { subject: "p-1" }, ...authority })).toMatchObject({ erased: 5 });
      expect(await all(log.entries({ subject: "p-1" }))).toEqual([]);
      await log.append(readEvent("a-9", ["p-1"]));
      await sql.transaction((tx) => log.appendIn(tx, readEvent("a-10", ["p-1"])));
      expect(await all(log.entries({ subject: "p-1" }))).toHaveLength(2);
      expect(await all(log.entries({ subject: "p-2" }))).toHaveLength(5);
      expect(await verified(log, before)).toMatchObject({ verdict: "intact", parts: { erased: 5, ok: 14, lost: 0 } });
    }),
  );

  it(
    "does not read sealed bodies without their sealer, and shows one that was changed",
    sealed("policy-month", async ({ log, sql, clock }) => {
      await log.appendAll([longPolicy, readEvent("a-1", ["p-1"])]);
      const before = await log.checkpoint();
      const plain = await openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey });
      expect(await rejectionCode(all(plain.entries()))).toBe("SEALER_MISSING");
      const other = { sealer: nodeSealer(new Uint8Array(32).fill(4)), by: "policy-month" } as const;
      const stranger = await openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey, sealing: other });
      expect(await rejectionCode(all(stranger.entries()))).toBe("SEALER_MISMATCH");
      await withoutTriggers(sql, "audit_body");
      await sql.query("update favorable.audit_body set payload = payload || '\\x00'::bytea where part = 0");
      expect(await verified(log, before)).toMatchObject({ verdict: "tampered", parts: { tampered: 1 } });
    }),
  );
}
