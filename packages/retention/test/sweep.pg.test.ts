import { calendarDate, isPrivacyError } from "@favorable/core";
import {
  createExpiryView,
  placeHold,
  purgeEvidence,
  releaseHold,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";
import { retentionSuite } from "./postgres-suite.ts";

const table = { table: "footage" };

retentionSuite("a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
});

describe("on a real server with several connections", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id int primary key, taken_on date not null)");
    await sql.query("do $$ begin create role favorable_test_clerk; exception when duplicate_object or unique_violation then null; end $$");
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it("never takes a row whose hold had been placed before, however holds, releases and sweeps interleave", async () => {
    await sql.query("truncate footage");
    await sql.query("insert into footage select g, date '2021-12-01' from generate_series(1, 400) as g");
    let running = true;
    const taken: string[] = [];
    const holder = async (seed: number): Promise<void> => {
      for (let turn = 0; running; turn++) {
        const key = ((seed * 7919 + turn * 104_729) % 400) + 1;
        const hold = await placeHold(sql, { policy: footage, key, table, kind: "litigation", reason: "case" }).catch((error: unknown) => {
          if (!isPrivacyError(error, "HOLD_INVALID")) throw error;
          return undefined; // The row went before.
        });
        if (hold === undefined) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          continue;
        }
        const { id } = hold;
        const there = (await sql.query("select 1 from footage where id = $1::int", [key])).rowCount;
        await new Promise((resolve) => setTimeout(resolve, 3));
        const still = (await sql.query("select 1 from footage where id = $1::int", [key])).rowCount;
        if (there !== still) taken.push(String(key));
        await releaseHold(sql, { id, reason: "closed" });
      }
    };
    const holders = [1, 2, 3].map(holder);
    while (!(await sweep({ sql, policy: footage, table, batch: 5, maxRows: 20 })).done);
    running = false;
    await Promise.all(holders);
    expect(taken).toEqual([]);
    while ((await sweep({ sql, policy: footage, table })).removed > 0);
    expect((await sql.query("select 1 from footage")).rowCount).toBe(0);
    expect((await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0)).toBe(400);
  });

  it("makes a hold wait for the batch that is running, and tells that its row has gone", async () => {
    await sql.query("insert into footage values (500, '2021-12-01')");
    let placed = false;
    let hold: Promise<unknown> = Promise.resolve();
    const onEvidence = async (): Promise<void> => {
      hold = rejectionCode(placeHold(sql, { policy: footage, key: 500, table, kind: "litigation", reason: "case" })).then((code) => {
        placed = true;
        return code;
      });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(placed).toBe(false);
    };
    expect(await sweep({ sql, policy: footage, table, onEvidence })).toMatchObject({ removed: 1 });
    expect(await hold).toBe("HOLD_INVALID"); // The row went with the batch: a hold that keeps nothing is not placed.
    expect(placed).toBe(true);
    await sql.query("truncate favorable.purge");
  });

  it("leaves a row that somebody is changing, judges it anew in the next sweep, and waits for nobody", async () => {
    await sql.query("insert into footage values (1, '2021-12-01'), (2, '2021-12-01')");
    await sql.transaction(async (tx) => {
      await tx.query("update footage set taken_on = '2022-01-31' where id = 1"); // The period starts again.
      expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 1, passed: 1, done: false });
    });
    expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 0, passed: 0, done: true });
    expect((await sql.query("select id from footage")).rows).toEqual([{ id: 1 }]);
  });

  it("loses nothing and counts everything when the connection is killed in the middle", async () => {
    await sql.query("truncate footage");
    await sql.query("insert into footage select g, date '2021-12-01' from generate_series(1, 300) as g");
    const before = (await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0);
    let batches = 0;
    const killed = sweep({
      sql,
      policy: footage,
      table,
      batch: 50,
      onEvidence: async (tx) => {
        if (++batches === 3) await tx.query("select pg_terminate_backend(pg_backend_pid())");
      },
    });
    await expect(killed).rejects.toThrow();
    const left = (await sql.query("select 1 from footage")).rowCount ?? 0;
    const evidenced = (await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0) - before;
    expect([left, evidenced]).toEqual([200, 100]);
    expect(await sweep({ sql, policy: footage, table, batch: 50 })).toMatchObject({ removed: 200, batches: 5, done: true });
  });

  it("gives the application the view and not the table, and a clock it cannot turn", async () => {
    await sql.query("truncate footage");
    await sql.query("insert into footage values (1, '2021-12-31'), (2, '2022-01-30')");
    await createExpiryView({ sql, policy: footage, table, view: "footage_now" });
    await sql.query("grant usage on schema favorable to favorable_test_clerk");
    await sql.query("grant select on footage_now to favorable_test_clerk");
    const asClerk = (text: string) => sql.transaction(async (tx) => (await tx.query(text)).rows, { role: "favorable_test_clerk" });
    expect(await asClerk("select id from footage_now")).toEqual([{ id: 2 }]);
    for (const text of [
      "select * from footage",
      "update favorable.clock set at = '2021-01-01'",
      "delete from favorable.clock",
      "select * from favorable.hold",
      "insert into favorable.event values ('x', '2021-01-01')",
      "delete from favorable.purge",
    ])
      await expect(asClerk(text)).rejects.toSatisfy((error) => sqlState(error) === "42501");
    await sql.transaction(
      async (tx) => {
        await tx.query("create temporary table clock (at timestamptz)"); // A table of the same name in the session's own schema changes nothing.
        await tx.query("insert into clock values ('2021-01-01Z')");
        expect((await tx.query("select favorable.today('UTC') as today")).rows).toEqual([{ today: calendarDate("2022-01-31") }]);
      },
      { role: "favorable_test_clerk" },
    );
  });
});
