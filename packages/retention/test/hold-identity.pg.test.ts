/** What a hold keeps does not depend on who asks, nor on what the table is called: else nothing is removed. */
import { isPrivacyError } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import { attach, holds, placeHold, plan, releaseHold, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const why = { kind: "litigation", reason: "case 1" };
const table = { table: "file" };
const policy = footage;

describe("the identity of what is held", () => {
  let database: TestDatabase;
  const pools: pg.Pool[] = [];
  let sql: Sql;
  const open = (options = ""): Sql => {
    const pool = new pg.Pool({ connectionString: database.url, max: 2, options });
    pools.push(pool);
    return fromPg(pool);
  };
  const script = async (text: string): Promise<void> => {
    for (const one of text.split(";")) await sql.query(one);
  };
  const reasonOf = async (run: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await run.then(
      () => "none",
      (thrown: unknown) => thrown,
    );
    return isPrivacyError(error, "HOLD_INVALID") ? error.details["reason"] : error;
  };
  const left = async (name = "file"): Promise<number> => (await sql.query(`select 1 from ${name}`)).rows.length;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = open();
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-03-31T11:00:00Z"));
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });
  beforeEach(async () => {
    await script(
      "drop table if exists file, file_old, file_2021, own cascade; truncate favorable.hold, favorable.sweep, favorable.attachment",
    );
    await script(
      "create table file (id int primary key, region int not null default 1, taken_on date); insert into file values (1, 1, '2022-01-01')",
    );
  });

  it("is the same in sessions of another zone and date style, for every key that is written otherwise there", async () => {
    const monaco = open(
      "-c timezone=Europe/Monaco -c datestyle=SQL,DMY -c bytea_output=escape -c extra_float_digits=0 -c intervalstyle=iso_8601",
    );
    const keys = [
      ["id int, at timestamptz, primary key (id, at)", "1, '2022-01-01T10:00Z'", '[1,"2022-01-01T11:00:00+01:00"]'],
      ["at timestamptz primary key, id int", "'2022-01-01T10:00Z', 1", "2022-01-01 11:00:00+01"],
      ["id date primary key", "'2022-01-13'", "13/01/2022"],
      ["id bytea primary key", "'\\xab00'", "\\253\\000"],
      ["id float8 primary key", "0.1::float8 + 0.2::float8", "0.30000000000000004"],
      ["id interval primary key", "'1 day 2 hours'", "P1DT2H"],
    ] as const;
    for (const [columns, values, key] of keys) {
      await script(
        `create table own (${columns}); alter table own add taken_on date; insert into own values (${values}); update own set taken_on = '2022-01-01'`,
      );
      const own = { policy, table: { table: "own" } };
      const { id } = await placeHold(monaco, { ...own, key, ...why });
      for (const session of [sql, monaco])
        expect([columns, await plan({ sql: session, ...own })]).toMatchObject([columns, { removable: 0, held: 1 }]);
      expect([columns, await sweep({ sql, ...own })]).toMatchObject([columns, { removed: 0, held: 1 }]);
      await releaseHold(sql, { id, reason: "closed" });
      expect(await sweep({ sql, ...own })).toMatchObject({ removed: 1 });
      await sql.query("drop table own");
    }
  });

  it("leaves the session of whoever places a hold as it was", async () => {
    await sql.transaction(async (tx) => {
      await tx.query("select set_config('timezone', 'Asia/Tokyo', true)");
      await placeHold(tx, { policy, table, key: 1, ...why });
      expect((await tx.query("select current_setting('timezone') as zone")).rows).toEqual([{ zone: "Asia/Tokyo" }]);
    });
  });

  it("stops the sweep when the table was exchanged, dropped, or its key has other columns", async () => {
    const changes = [
      [
        "create table n (like file including all); insert into n select * from file; alter table file rename to file_old; alter table n rename to file",
        "table",
      ],
      [
        "create table n (like file including all); insert into n select * from file; drop table file; alter table n rename to file",
        "table",
      ],
      ["alter table file drop constraint file_pkey, add primary key (id, region)", "keys"],
      ["alter table file rename column id to ident", "keys"],
      ["delete from file; insert into file values (2, 1, '2022-01-01')", "no-row"],
    ] as const;
    for (const [change, reason] of changes) {
      await script("drop table if exists file, file_old; truncate favorable.hold, favorable.sweep");
      await script(
        "create table file (id int primary key, region int not null default 1, taken_on date); insert into file values (1, 1, '2022-01-01')",
      );
      const { id } = await placeHold(sql, { policy, table, key: 1, ...why });
      await script(change);
      for (const run of [plan, sweep]) expect([change, await reasonOf(run({ sql, policy, table }))]).toEqual([change, reason]);
      expect(await left()).toBe(1);
      await releaseHold(sql, { id, reason: "placed anew" });
      expect(await sweep({ sql, policy, table })).toMatchObject({ removed: 1 });
    }
  });

  it("follows a table that is renamed, and stops where a partition was taken off with the row", async () => {
    await placeHold(sql, { policy, table, key: 1, ...why });
    await sql.query("alter table file rename to file_old");
    expect(await sweep({ sql, policy, table: { table: "file_old" } })).toMatchObject({ removed: 0, held: 1 });
    await script(`drop table file_old; truncate favorable.hold;
      create table file (id int, taken_on date, primary key (id, taken_on)) partition by range (taken_on);
      create table file_2021 partition of file for values from ('2021-01-01') to ('2022-01-01');
      insert into file values (1, '2021-05-05')`);
    await placeHold(sql, { policy, table, key: '[1, "2021-05-05"]', ...why });
    await sql.query("alter table file detach partition file_2021");
    expect(await reasonOf(sweep({ sql, policy, table: { table: "file_2021" } }))).toBe("no-row");
    expect(await left("file_2021")).toBe(1);
  });

  it("counts for every policy on the table: holds on a row, on a subject and on a policy, and floors", async () => {
    const whose = { table: "file", subject: "region" };
    const fiscal = definePolicy({ ...footage, id: "fiscal", minimum: { period: "P10Y" }, maximum: { period: "P20Y" } });
    const row = await placeHold(sql, { policy: fiscal, table, key: 1, ...why });
    expect(await plan({ sql, policy, table: whose })).toMatchObject({ removable: 0, held: 1 });
    expect(await sweep({ sql, policy, table: whose })).toMatchObject({ removed: 0, held: 1 });
    await releaseHold(sql, { id: row.id, reason: "closed" });
    expect(await plan({ sql, policy, table: whose })).toMatchObject({ removable: 1 });
    await attach({ sql, policy, table: whose });
    await attach({ sql, policy: fiscal, table: whose, approval: { authority: "CCIN", reference: "2022-001", on: "2022-01-01" } });
    expect(await plan({ sql, policy, table: whose })).toMatchObject({ removable: 0, held: 0, floor: 1 });
    expect(await sweep({ sql, policy, table: whose })).toMatchObject({ removed: 0 });
    await script("truncate favorable.attachment");
    const short = definePolicy({ ...footage, id: "short", maximum: { period: "P1W" } });
    for (const each of [policy, short]) await attach({ sql, policy: each, table: whose });
    for (const scope of [{ subject: "1" }, {}]) {
      const { id } = await placeHold(sql, { policy: short, ...scope, ...why });
      expect([scope, await plan({ sql, policy, table: whose })]).toMatchObject([scope, { removable: 0, held: 1 }]);
      expect([scope, await sweep({ sql, policy, table: whose })]).toMatchObject([scope, { removed: 0 }]);
      await releaseHold(sql, { id, reason: "closed" });
    }
    expect(await sweep({ sql, policy, table: whose })).toMatchObject({ removed: 1 });
  });

  it("is forgotten with the release, and the list still says what was held", async () => {
    const { id } = await placeHold(sql, { policy, table, key: 1, ...why });
    await releaseHold(sql, { id, reason: "closed" });
    const [one] = await holds(sql, { released: true });
    expect(one).toMatchObject({ scope: "record", table: "file" });
    expect(one).not.toHaveProperty("key");
    expect((await sql.query("select key, parts, subject from favorable.hold")).rows).toEqual([{ key: null, parts: null, subject: null }]);
  });
});
