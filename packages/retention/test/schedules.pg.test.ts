/** The schedules of docs/retention-schedules.md, each with one job that really runs. */
import { retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import { Logger, makeWorkerUtils, runOnce } from "graphile-worker";
import pg from "pg";
import PgBoss from "pg-boss";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const table = { table: "footage" };

describe("a sweep as a job", { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const left = async (): Promise<number> => (await sql.query("select 1 from footage")).rowCount ?? -1;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id int primary key, taken_on date)");
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("truncate footage, favorable.sweep");
    await sql.query(
      "insert into footage select g, case when g <= 30 then date '2021-12-01' else date '2022-01-31' end from generate_series(1, 40) g",
    );
  });

  it("runs under pg-boss: one at a time, and asks for another while something is left", async () => {
    const boss = new PgBoss({ connectionString: database.url, max: 2 });
    const errors: unknown[] = [];
    boss.on("error", (error) => errors.push(error));
    await boss.start();
    await boss.createQueue("retention", { name: "retention", policy: "short", retryLimit: 3, expireInSeconds: 900 });
    const results: boolean[] = [];
    let finished: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      finished = resolve;
    });
    await boss.work("retention", { pollingIntervalSeconds: 0.5 }, async () => {
      const { done } = await sweep({ sql, policy: footage, table, maxRows: 20, duty: 1 });
      results.push(done);
      if (done) finished();
      else await boss.send("retention", {});
    });
    await boss.send("retention", {});
    await ended;
    await boss.stop({ graceful: true, wait: true });
    expect(results).toEqual([false, true]);
    expect([await left(), errors]).toEqual([10, []]);
  });

  it("runs under graphile-worker: the key keeps a second job away, and a job that leaves something comes again", async () => {
    const quiet = new Logger(() => () => undefined);
    const utils = await makeWorkerUtils({ connectionString: database.url, logger: quiet });
    await utils.migrate();
    const add = () => utils.addJob("retention", {}, { jobKey: "sweep:footage", maxAttempts: 5 });
    await add();
    await add();
    expect((await pool.query("select 1 from graphile_worker.jobs")).rowCount).toBe(1);
    const results: boolean[] = [];
    const taskList = {
      retention: async (_: unknown, helpers: { addJob(task: string, payload: object, spec: object): Promise<unknown> }) => {
        const { done } = await sweep({ sql, policy: footage, table, maxRows: 20, duty: 1 });
        results.push(done);
        if (!done) await helpers.addJob("retention", {}, { jobKey: "sweep:footage", maxAttempts: 5 });
      },
    };
    await runOnce({ connectionString: database.url, taskList, logger: quiet, noHandleSignals: true });
    await utils.release();
    expect(results).toEqual([false, true]);
    expect(await left()).toBe(10);
  });

  it("is harmless when two schedules run it at the same time", async () => {
    const both = await Promise.all([1, 2].map(() => sweep({ sql, policy: footage, table, batch: 7, duty: 1 })));
    expect(both.reduce((total, { removed }) => total + removed, 0)).toBe(30);
    expect(await left()).toBe(10);
  });
});
