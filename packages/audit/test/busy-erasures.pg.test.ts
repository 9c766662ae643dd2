/** Erasures beside readers, beside sequencers under another isolation, and when somebody ends them. */
import { period, type SimulatedClock, simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase } from "../../../testing/database.ts";
import { policyEvent } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { auditMigrations, type DatabaseLog, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { LOCK } from "../src/postgres/log-lock.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

let clock: SimulatedClock;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let sql: Sql;
const open = (given = sql): Promise<DatabaseLog> => openAuditLog({ sql: given, origin: ORIGIN, signer, clock });

beforeEach(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on("error", () => undefined);
  sql = fromPg(pool);
  clock = simulatedClock(new Date("2020-12-15T08:00:00Z"));
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

async function until(query: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await pool.query(query)).rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never so: ${query}`);
}
const waiting = (count: number): Promise<void> =>
  until(
    `select from (select count(*) as n from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())) w where n = ${count}`,
  );

describe("a database whose sessions are repeatable read by default", () => {
  beforeEach(async () => {
    const name = new URL(database.url).pathname.slice(1);
    await sql.query(`alter database "${name}" set default_transaction_isolation = 'repeatable read'`);
    await pool.end();
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
    pool.on("error", () => undefined);
    sql = fromPg(pool);
    await migrate(sql, auditMigrations);
  });

  it("keeps what is filed while an erasure waits for the lock", async () => {
    clock.moveTo(new Date("2021-11-10T08:00:00Z"));
    const [log, other, eraser] = [await open(), await open(), await open()];
    await log.append(policyEvent({ policy: "a", version: 1, maximum: period("P30D") }));
    await log.append(readEvent("old", ["p-1"], "a", "2021-11-05"));
    const kept = await log.checkpoint();
    clock.moveTo(new Date("2021-12-10T08:00:00Z"));
    const holder = await pool.connect();
    await holder.query("begin");
    await holder.query(`select pg_advisory_xact_lock(${LOCK})`);
    await other.append(readEvent("new", ["p-2"], "a", "2021-11-28"));
    const sequenced = other.sequence();
    await waiting(1);
    const { eraseDue } = await import("../src/postgres/erasure.ts");
    const rows = { rule: { key: undefined, required: false }, subjectIndex: undefined, seals: undefined };
    const erased = eraseDue(sql, { origin: ORIGIN, clock, rows }, date("2021-12-10"));
    await waiting(2);
    await holder.query("commit");
    holder.release();
    expect(await sequenced).toEqual({ size: 3 });
    expect(await erased).toEqual({ erased: 2, byPolicy: { a: 2 } });
    await eraser.checkpoint();
    const result = await verifyStore(sql, { verifier: createVerifier(key.vkey), against: kept, asOf: date("2021-12-10") });
    expect([result.verdict, result.findings, result.parts.erased, result.parts.ok]).toEqual(["intact", [], 2, 2]);
  });

  it("lets several processes sign at once, and append batches", async () => {
    const logs = [await open(), await open(), await open()];
    await logs[0]?.append(policyEvent({ policy: "a", version: 1, maximum: period("P30D") }));
    await Promise.all(
      logs.map(async (log, at) => {
        for (let n = 0; n < 4; n++) {
          await log.append(readEvent(`one-${at}-${n}`, [], "a", "2020-12-14"));
          await log.appendAll(Array.from({ length: 250 }, (_, i) => readEvent(`c-${at}-${n}-${i}`, [], "a", "2020-12-14")));
          await log.checkpoint();
        }
      }),
    );
    expect(await logs[0]?.sequence()).toEqual({ size: 1 + 3 * 4 * 251 });
    // A drop heeds no snapshot: the database refuses one where there is any.
    const drop = sql.transaction((tx) => tx.query("select favorable.audit_drop_month('2021-01-01')"));
    await expect(drop).rejects.toMatchObject({ details: { sqlState: "25000" } });
  });
});

describe("months that somebody reads", () => {
  const MONTHS = 4;
  let log: DatabaseLog;
  let kept: string;
  let reader: pg.PoolClient;
  let transactions = 0;
  const counting = (): Sql => ({
    query: (text, params) => sql.query(text, params),
    transaction: (run, context) => {
      transactions++;
      return sql.transaction(run, context);
    },
  });

  beforeEach(async () => {
    await migrate(sql, auditMigrations);
    log = await open(counting());
    await log.append(policyEvent({ policy: "a", version: 1, maximum: period("P1D") }));
    await log.sequence();
    for (let month = 1; month <= MONTHS; month++) await log.append(readEvent("x", ["p-1"], "a", `2021-0${month}-05`));
    kept = await log.checkpoint();
    clock.moveTo(new Date("2022-12-01T08:00:00Z"));
    reader = await pool.connect();
    await reader.query("begin isolation level repeatable read read only");
    await reader.query("select 1 from favorable.audit_body limit 1");
    transactions = 0;
  });
  afterEach(() => reader.release());

  it("are emptied row by row after one wait, however many they are, and announced as what goes", async () => {
    await sql.query("alter table favorable.audit_month disable trigger all");
    await sql.query("insert into favorable.audit_month values ('2021-01-01', 'a', 1, '2021-01-05', '', -1)");
    const started = performance.now();
    expect(await log.eraseExpired({ asOf: date("2022-12-01") })).toEqual({ erased: 2 * MONTHS, byPolicy: { a: 2 * MONTHS } });
    // One that meets the reader after half a second, one that goes row by row.
    expect(transactions).toBe(2);
    expect(performance.now() - started).toBeLessThan(MONTHS * 500);
    await reader.query("rollback");
    expect((await sql.query("select from favorable.audit_body")).rows).toEqual([]);
    const told = await all(log.entries({ types: ["audit.erased", "audit.discrepancy"] }));
    expect(told.map(({ type, clear }) => [type, clear?.["count"]])).toEqual([
      ["audit.erased", 2 * MONTHS],
      ["audit.discrepancy", 1],
    ]);
    const result = await verifyStore(sql, { verifier: createVerifier(key.vkey), against: kept, asOf: date("2022-12-01") });
    expect(result.verdict).toBe("intact");
    // What was left of the tables goes with the next.
    expect(await log.eraseExpired({ asOf: date("2022-12-01") })).toEqual({ erased: 0, byPolicy: {} });
  });

  it("are left as they are when the erasure is cancelled", async () => {
    const erased = rejectionCode(log.eraseExpired({ asOf: date("2022-12-01") }));
    const drops = "pid <> pg_backend_pid() and state = 'active' and query like 'select favorable.audit_drop_month%'";
    await until(`select from pg_stat_activity where ${drops}`);
    await pool.query(`select pg_cancel_backend(pid) from pg_stat_activity where ${drops}`);
    expect(await erased).toBe("AUDIT_UNAVAILABLE");
    await reader.query("rollback");
    expect((await sql.query("select from favorable.audit_body")).rows).toHaveLength(2 * MONTHS);
    expect(await log.eraseExpired({ asOf: date("2022-12-01") })).toEqual({ erased: 2 * MONTHS, byPolicy: { a: 2 * MONTHS } });
  });
});
