import { calendarDate } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import {
  attach,
  dropExpiredPartitions,
  placeHold,
  plan,
  purgeEvidence,
  releaseHold,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const table = { table: "footage" };

describe("partitions that are over", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const outcomes = async (): Promise<string[]> =>
    (await dropExpiredPartitions({ sql, policy: footage, table })).map(
      ({ partition, outcome }) => `${partition.replace("public.", "")} ${outcome}`,
    );
  const left = async (): Promise<unknown> =>
    (await sql.query("select relname::text as name from pg_class where relname like 'footage\\_%' and relkind = 'r' order by 1")).rows.map(
      ({ name }) => name,
    );

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("drop table if exists mask, footage");
    await sql.query("truncate favorable.purge, favorable.sweep, favorable.hold cascade");
    await sql.query("create table footage (id int, taken_on date, primary key (id, taken_on)) partition by range (taken_on)");
    const months = [
      ["10", "2021-10-01", "2021-11-01"],
      ["11", "2021-11-01", "2021-12-01"],
      ["12", "2021-12-01", "2022-01-01"],
      ["01", "2022-01-01", "2022-02-01"],
    ];
    for (const [name, from, to] of months)
      await sql.query(`create table footage_${name} partition of footage for values from ('${from}') to ('${to}')`);
    await sql.query("create table footage_rest partition of footage default");
    await sql.query("insert into footage select g, date '2021-11-01' + g from generate_series(1, 91) g");
  });

  it("are dropped with their evidence when every row of them is due; the default one and empty ones stay", async () => {
    const { removable } = await plan({ sql, policy: footage, table });
    expect(await outcomes()).toEqual([
      "footage_01 not-due",
      "footage_10 empty",
      "footage_11 dropped",
      "footage_12 dropped",
      "footage_rest default",
    ]);
    const evidence = await purgeEvidence(sql, footage);
    expect(evidence.map(({ removed, level }) => [removed, level])).toEqual([
      [29, "row gone"],
      [31, "row gone"],
    ]);
    const rest = await sweep({ sql, policy: footage, table, duty: 1 });
    expect(rest.removed + 60).toBe(removable);
    expect(await left()).toEqual(["footage_01", "footage_10", "footage_rest"]);
  });

  it("are judged by their rows, not by their bounds: one that began as the whole table stays (pg_partman #776)", async () => {
    await sql.query("alter table footage detach partition footage_11");
    await sql.query("alter table footage detach partition footage_10");
    await sql.query("alter table footage detach partition footage_12");
    await sql.query("drop table footage_10, footage_11, footage_12");
    await sql.query("alter table footage detach partition footage_01");
    await sql.query("drop table footage_01");
    // The former table, attached with wide bounds; an age by its bounds' beginning would drop rows of January.
    await sql.query("create table footage_all partition of footage for values from ('2000-01-01') to ('2022-02-01')");
    await sql.query("insert into footage values (1, '2001-01-01'), (2, '2022-01-20')");
    expect(await outcomes()).toEqual(["footage_all not-due", "footage_rest default"]);
    expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 1, done: true });
    expect((await sql.query("select id from footage")).rows).toEqual([{ id: 2 }]);
  });

  it("stay while any hold is in force, and go when it is released", async () => {
    const { id } = await placeHold(sql, { policy: footage, table, key: '[5, "2021-11-06"]', kind: "litigation", reason: "case" });
    expect((await outcomes()).filter((one) => one.endsWith("dropped"))).toEqual([]);
    expect(await left()).toHaveLength(5);
    expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 60, held: 1 }); // 1 January, due on the 31st, too.
    await releaseHold(sql, { id, reason: "closed" });
    expect(await outcomes()).toContain("footage_11 dropped");
  });

  it("stay while everything under another policy of the table is on hold", async () => {
    const other = definePolicy({ ...footage, id: "other" });
    for (const policy of [footage, other]) await attach({ sql, policy, table });
    const { id } = await placeHold(sql, { policy: other, kind: "litigation", reason: "case 1" });
    expect((await outcomes()).filter((one) => one.endsWith("dropped"))).toEqual([]);
    await releaseHold(sql, { id, reason: "closed" });
    expect((await outcomes()).filter((one) => one.endsWith("dropped"))).toHaveLength(2);
    await sql.query("truncate favorable.attachment");
  });

  it("stay while somebody uses the table, without making everybody wait", async () => {
    await sql.transaction(async (tx) => {
      await tx.query("select count(*) from footage");
      const error: unknown = await dropExpiredPartitions({ sql, policy: footage, table, lockMs: 50 }).catch((thrown: unknown) => thrown);
      expect(sqlState(error)).toBe("55P03");
    });
    expect([await left(), await purgeEvidence(sql, footage)]).toEqual([
      ["footage_01", "footage_10", "footage_11", "footage_12", "footage_rest"],
      [],
    ]);
  });

  it("are refused for other actions, days to come, tables without partitions, and rows that others refer to", async () => {
    const of = (change: object): Promise<string> => rejectionCode(dropExpiredPartitions({ sql, policy: footage, table, ...change }));
    expect(await of({ policy: definePolicy({ ...footage, then: "shred" }) })).toBe("ACTION_UNSUPPORTED");
    expect(await of({ asOf: calendarDate("2022-02-01") })).toBe("AS_OF_FUTURE");
    expect(await of({ lockMs: 0 })).toBe("BATCH_INVALID");
    await sql.query("create table plain (id int primary key, taken_on date)");
    expect(await of({ table: { table: "plain" } })).toBe("TABLE_INVALID");
    await sql.query(
      "create table mask (id int primary key, footage int, taken_on date, foreign key (footage, taken_on) references footage)",
    );
    expect(await of({})).toBe("DEPENDANT_UNDECLARED");
    expect(await of({ table: { table: "footage", dependants: [{ table: "mask", then: "detach" }] } })).toBe("PARTITION_REFERENCED");
  });
});
