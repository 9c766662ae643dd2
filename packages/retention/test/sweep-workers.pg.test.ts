/** Several workers, the throttle, and the plans of the statements at scale. */
import { calendarDate } from "@favorable/core";
import { plan, purgeEvidence, retentionMigrations, type SweepMetrics, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { type BatchRequest, batchStatement } from "../src/postgres/batch.ts";
import { describeTable } from "../src/postgres/table.ts";
import type { SweepMode } from "../src/postgres/window.ts";
import { footage } from "./policies.ts";

const table = { table: "footage" };

describe("workers of a sweep", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const count = async (text: string): Promise<number> => (await sql.query<{ n: number }>(text)).rows[0]?.n ?? -1;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id int primary key, taken_on date)");
    await sql.query("create table large (id int primary key, taken_on date, note text)");
    await sql.query(
      "insert into large select g, case when g % 100 = 0 then date '2021-12-01' else date '2022-01-20' end, md5(g::text) from generate_series(1, 200000) g",
    );
    await sql.query("create index large_start_idx on large (taken_on, id)");
    await sql.query("vacuum analyze large");
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("truncate footage, favorable.purge, favorable.sweep, favorable.hold cascade");
    await sql.query(
      "insert into footage select g, case when g % 5 = 0 then date '2022-01-31' else date '2021-12-01' end from generate_series(1, 3000) g",
    );
    await sql.query("analyze footage");
  });

  it("share the ranges of the keys, take every row once, and wait for nobody", async () => {
    const workers = ["w-1", "w-2", "w-3"].map((worker) => sweep({ sql, policy: footage, table, worker, ranges: 6, batch: 100, duty: 1 }));
    const results = await Promise.all(workers);
    expect(results.reduce((total, { removed }) => total + removed, 0)).toBe(2400);
    expect(results.some(({ done }) => done)).toBe(true);
    expect(results.every(({ done, busy }) => done || busy)).toBe(true);
    expect((await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0)).toBe(2400);
    expect(await count("select count(*)::int as n from favorable.sweep")).toBe(6);
    const sizes = (await sql.query<{ removed: string }>("select removed from favorable.sweep")).rows.map(({ removed }) => Number(removed));
    for (const size of sizes) expect(size).toBeGreaterThan(200); // A sixth is 400.
  });

  it("leave the range of a worker that is silent until its lease has run out, then take it over where it was", async () => {
    await sweep({ sql, policy: footage, table, worker: "w-1", ranges: 1, batch: 100, maxRows: 80, duty: 1 });
    await sql.query("update favorable.sweep set worker = 'w-1', leased_until = now() + interval '1 minute'"); // As if it had died.
    expect(await sweep({ sql, policy: footage, table, worker: "w-2", duty: 1 })).toMatchObject({ removed: 0, busy: true, done: false });
    expect(await sweep({ sql, policy: footage, table, worker: "w-1", batch: 100, maxRows: 80, duty: 1 })).toMatchObject({ removed: 80 });
    await sql.query("update favorable.sweep set worker = 'w-1', leased_until = now() - interval '1 second'");
    expect(await sweep({ sql, policy: footage, table, worker: "w-2", duty: 1 })).toMatchObject({ removed: 2400 - 160, done: true });
  });

  it("rest three quarters of the time unless told otherwise: the default throttle is not zero (cockroach #122698)", async () => {
    const seen: SweepMetrics[] = [];
    const result = await sweep({ sql, policy: footage, table, batch: 300, onProgress: (metrics) => seen.push(metrics) });
    expect(result).toMatchObject({ removed: 2400, done: true });
    expect(result.restedMs / (result.ms + result.restedMs)).toBeGreaterThan(0.5);
    expect(seen.map(({ batches }) => batches)).toEqual(seen.map((_, at) => at + 1));
    expect(seen.every(({ removed }, at) => removed >= (seen[at - 1]?.removed ?? 0))).toBe(true);
    for (const duty of [0, -1, 1.1, Number.NaN])
      expect(await rejectionCode(sweep({ sql, policy: footage, table, duty }))).toBe("DUTY_INVALID");
  });

  it("end in the middle of a rest when they are told to stop", async () => {
    const stop = new AbortController();
    const started = performance.now();
    const result = await sweep({
      sql,
      policy: footage,
      table,
      batch: 10,
      duty: 0.001,
      signal: stop.signal,
      onProgress: () => setTimeout(() => stop.abort(), 20),
    });
    expect(result).toMatchObject({ batches: 1, done: false });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("go by the start index when little is due, and take what the plan counted", async () => {
    const large = { sql, policy: footage, table: { table: "large" } };
    expect(await plan(large)).toMatchObject({ removable: 2000, mode: "order", oldest: "2021-12-01", overdueDays: 31 });
    const first = await sweep({ ...large, batch: 300, maxRows: 700, duty: 1 });
    expect(first).toMatchObject({ removed: 700, batches: 3, done: false, lagDays: 31 });
    expect(await sweep({ ...large, batch: 300, duty: 1 })).toMatchObject({ removed: 1300, done: true });
    expect(await plan(large)).toMatchObject({ removable: 0 });
    expect(await count("select count(*)::int as n from large")).toBe(198_000);
  });

  const explained = async (mode: SweepMode, more: Partial<BatchRequest> = {}): Promise<string> => {
    const described = await describeTable(sql, footage, { table: "large" });
    const position = mode === "order" ? ["2021-12-01", "1000"] : ["1000"];
    const request: BatchRequest = {
      ...{ policy: footage, table: described, dependants: [], name: "large", asOf: calendarDate("2022-01-31"), simulated: true },
      ...{ cutoff: calendarDate("2022-01-04"), window: { mode, lo: null, hi: null, position }, range: 0, size: 1000, most: 1000 },
      ...{ holding: true, worker: undefined, leaseMs: 60_000, ...more },
    };
    const { text, values } = batchStatement(request);
    // As a sweep sets it: then a sequential scan is left only where there is no other way.
    return sql.transaction(async (tx) => {
      await tx.query("select set_config('enable_seqscan', 'off', true)");
      const { rows } = await tx.query<Record<string, string>>(`explain ${text}`, values);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  };

  it("look at a window by an index and remove in one scan or by address, never by a scan of the table", async () => {
    for (const first of [false, true]) {
      const start = first ? { window: { mode: "windows", lo: null, hi: null, position: null } as const } : {};
      const text = await explained("windows", start);
      expect(text).not.toMatch(/Seq Scan on "?large/);
      expect(text).toMatch(/Index (Only )?Scan using large_pkey on large/);
      expect(text).not.toMatch(/Tid Scan/);
      expect(await explained("windows", { ...start, skipping: true })).toMatch(/Tid Scan on large/);
    }
    const order = await explained("order");
    expect(order).not.toMatch(/Seq Scan on "?large/);
    expect(order).toMatch(/Index (Only )?Scan using large_start_idx on large/);
  });
});
