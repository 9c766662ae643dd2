/** Where windows begin and end: what is on hold there, and keys that are counted instead of rows. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { placeHold, purgeEvidence, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { hasFewGaps } from "../src/postgres/stride.ts";
import { describeTable } from "../src/postgres/table.ts";
import { footage } from "./policies.ts";

const due: CalendarDate = calendarDate("2021-12-01");

describe("windows of whole numbers", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const left = async (): Promise<string[]> =>
    (await sql.query<{ id: string }>("select id::text as id from footage order by footage.id")).rows.map(({ id }) => id);
  const fill = async (keys: string): Promise<void> => {
    await sql.query(`insert into footage select g, $1::date from ${keys}`, [due]);
    await sql.query("analyze footage");
  };
  const fewGaps = async (): Promise<boolean> => hasFewGaps(sql, await describeTable(sql, footage, { table: "footage" }));

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table other (id bigint primary key, taken_on date)");
    await sql.query("insert into other select g, date '2021-12-01' from generate_series(-12, 12) g");
    await sql.query("create table footage (id bigint primary key, taken_on date, subject int)");
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("truncate footage, favorable.purge, favorable.sweep, favorable.hold cascade");
  });

  it.each([null, "subject"])(
    "keep what is on hold, at their ends too, and no row whose key is held elsewhere (subject: %s)",
    async (subject) => {
      await fill("generate_series(-12, 12) g");
      const table = { table: "footage", subject };
      for (const key of [-12, -8, -7, 0, 3, 12]) await placeHold(sql, { policy: footage, table, key, kind: "litigation", reason: "case" });
      await placeHold(sql, { policy: footage, table: { table: "other" }, key: 5, kind: "litigation", reason: "case" });
      await sql.query("insert into favorable.hold (policy, key, kind, reason) values ($1, '007', 'litigation', 'by hand')", [footage.id]);
      const result = await sweep({ sql, policy: footage, table, batch: 5, duty: 1 });
      expect(result).toMatchObject({ removed: 18, held: 7, batches: 6, done: true });
      expect(await left()).toEqual(["-12", "-8", "-7", "0", "3", "7", "12"]);
      expect((await purgeEvidence(sql, footage)).map(({ held }) => held)).toEqual([2, 1, 1, 2, 1]);
      await placeHold(sql, { policy: footage, kind: "litigation", reason: "everything" });
      await sql.query("insert into footage values (13, $1::date)", [due]);
      expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 0, held: 8 });
    },
  );

  it("are counted by keys where those have few gaps, pass a gap at once, and look at no more keys than rows were asked for", async () => {
    await fill("generate_series(-3000, 9000) g where g not between 1000 and 2999");
    expect(await fewGaps()).toBe(true);
    const table = { table: "footage", subject: null };
    const sizes: number[] = [];
    const options = {
      sql,
      policy: footage,
      table,
      batch: 1500,
      duty: 1,
      onProgress: ({ removed }: { removed: number }) => sizes.push(removed),
    };
    expect(await sweep({ ...options, maxRows: 4000 })).toMatchObject({ done: false, removed: 4000 });
    expect(await sweep(options)).toMatchObject({ done: true, removed: 6001, passed: 0 });
    expect(sizes).toEqual([1500, 3000, 4000, 1500, 3000, 4500, 6000, 6001]);
    expect(await left()).toEqual([]);
  });

  it("are counted by rows where keys lie far apart, at the end of the type, or where nobody knows", async () => {
    const table = { table: "footage", subject: null };
    await sql.query("insert into footage select g, $1::date from generate_series(1, 12000) g", [due]);
    await sql.query("analyze footage");
    await sql.query("update footage set id = 9223372036854775807 where id = 12000");
    expect(await fewGaps()).toBe(false);
    expect(await sweep({ sql, policy: footage, table, batch: 5000, duty: 1 })).toMatchObject({ removed: 12_000, batches: 3, done: true });
    await fill("generate_series(9223372036854755807, 9223372036854775807) g");
    expect(await fewGaps()).toBe(true);
    expect(await sweep({ sql, policy: footage, table, batch: 15_000, duty: 1 })).toMatchObject({ removed: 20_001, batches: 2, done: true });
    expect(await left()).toEqual([]);
  });

  it("of several workers take every row once", async () => {
    await fill("generate_series(1, 20000) g");
    const table = { table: "footage", subject: null };
    const workers = ["w-1", "w-2"].map((worker) => sweep({ sql, policy: footage, table, worker, ranges: 4, batch: 2000, duty: 1 }));
    expect((await Promise.all(workers)).reduce((total, { removed }) => total + removed, 0)).toBe(20_000);
    expect((await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0)).toBe(20_000);
    expect(await left()).toEqual([]);
  });
});
