/** Ways past the expiry at read. */
import { definePolicy } from "@favorable/retention";
import {
  attach,
  createExpiryPolicy,
  createExpiryView,
  dropExpiryPolicy,
  readingFindings,
  retentionMigrations,
  simulateTime,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const CLERK = "favorable_test_finding_clerk";
const policy = definePolicy({ ...footage, id: "visit" });
const table = { table: "visit" };
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
const seen = (from: string): Promise<number> =>
  sql.transaction(async (tx) => (await tx.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? -1, {
    role: CLERK,
  });
const find = () => readingFindings({ sql, policy, table, roles: [CLERK] });

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  sql = fromPg(pool);
  await migrate(sql, retentionMigrations);
  await simulateTime(sql, new Date("2022-03-31T11:00:00Z"));
  await sql.query(`do $$ begin create role ${CLERK}; exception when duplicate_object or unique_violation then null; end $$`);
  await sql.query(`grant usage on schema public, favorable to ${CLERK}`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  for (const text of [
    "drop table if exists visit cascade",
    "create table visit (id int, taken_on date, note text, primary key (id, taken_on)) partition by range (taken_on)",
    "create table visit_old partition of visit for values from ('2020-01-01') to ('2022-01-01')",
    "create table visit_new partition of visit for values from ('2022-01-01') to ('2023-01-01')",
    "insert into visit values (1, '2021-06-01', 'a'), (2, '2022-03-30', 'b')",
    `grant select, update (note) on visit, visit_old to ${CLERK}`,
  ])
    await sql.query(text);
});

it("a partition that is read by its own name hides what has ended, and so does one added later once it is covered", async () => {
  await createExpiryPolicy({ sql, policy, table });
  expect([await seen("visit"), await seen("visit_old")]).toEqual([1, 0]);
  expect(await find()).toEqual([]);
  await sql.query("create table visit_next partition of visit for values from ('2019-01-01') to ('2020-01-01')");
  await sql.query("insert into visit values (3, '2019-06-01', 'c')");
  await sql.query(`grant select on visit_next to ${CLERK}`);
  expect(await find()).toEqual([
    { kind: "uncovered", relation: "public.visit_next" },
    { kind: "readable", relation: "public.visit_next", role: CLERK },
  ]);
  await createExpiryPolicy({ sql, policy, table });
  expect(await seen("visit_next")).toBe(0);
  expect(await find()).toEqual([]);
  await dropExpiryPolicy(sql, table);
  expect([await seen("visit"), await seen("visit_old"), await seen("visit_next")]).toEqual([3, 1, 1]);
});

it("a role that has the table beside the view is named, and none once it has the view alone", async () => {
  await createExpiryView({ sql, policy, table, view: "visit_now" });
  expect(await find()).toEqual([
    { kind: "readable", relation: "public.visit", role: CLERK },
    { kind: "readable", relation: "public.visit_old", role: CLERK },
  ]);
  await sql.query(`revoke all on visit, visit_old from ${CLERK}`);
  await sql.query(`revoke all (note) on visit, visit_old from ${CLERK}`);
  await sql.query(`grant select on visit_now to ${CLERK}`);
  expect(await seen("visit_now")).toBe(1);
  expect(await find()).toEqual([]);
  expect((await readingFindings({ sql, policy, table, roles: ["postgres"] })).map(({ kind }) => kind)).toEqual([
    "bypass",
    "bypass",
    "bypass",
  ]);
});

it("a role that may set back or put forward the start of a row is named, by attaching already", async () => {
  await createExpiryPolicy({ sql, policy, table });
  expect(await attach({ sql, policy, table })).not.toHaveProperty("startWritableBy");
  await sql.query(`grant update on visit to ${CLERK}`);
  expect(await find()).toEqual([{ kind: "start-writable", relation: "public.visit", role: CLERK, column: "taken_on" }]);
  expect(await attach({ sql, policy, table })).toMatchObject({ startWritableBy: [CLERK] });
});
