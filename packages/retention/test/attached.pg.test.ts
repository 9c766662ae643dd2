/** What is attached to a table is the truth: no other policy plans, sweeps or shows its rows. */
import { isPrivacyError } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import {
  amendments,
  attach,
  createExpiryPolicy,
  createExpiryView,
  detach,
  dropExpiryPolicy,
  plan,
  retentionMigrations,
  simulateTime,
  sweep,
  visibleCondition,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const table = { table: "file" };
const policy = footage;
const version = (number: number, period: string) => definePolicy({ ...footage, version: number, maximum: { period } });

describe("an attachment", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const reasonOf = async (run: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await run.catch((thrown: unknown) => thrown);
    return isPrivacyError(error, "POLICY_NOT_ATTACHED") ? error.details["reason"] : error;
  };
  const seen = async (from: string): Promise<number> => (await sql.query(`select 1 from ${from}`)).rows.length;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create role favorable_test_reader").catch(() => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    for (const text of [
      "drop table if exists file, file_old cascade",
      "truncate favorable.attachment, favorable.amendment, favorable.reading, favorable.sweep",
      "create table file (id int primary key, taken_on date, later date)",
      "insert into file values (1, '2022-01-05', '2022-01-30'), (2, '2022-01-30', '2022-01-30')",
    ])
      await sql.query(text);
  });

  it("is the table's, whatever it is called: by its schema, after a renaming, not where another took its name", async () => {
    await attach({ sql, policy: version(2, "P1W"), table });
    const longer = version(3, "P1Y");
    for (const name of ["file", "public.file"])
      expect([name, await rejectionCode(attach({ sql, policy: longer, table: { table: name } }))]).toEqual([name, "AMENDMENT_UNAPPROVED"]);
    await sql.query("alter table file rename to file_old");
    expect(await rejectionCode(attach({ sql, policy: longer, table: { table: "file_old" } }))).toBe("AMENDMENT_UNAPPROVED");
    expect(await plan({ sql, policy: version(2, "P1W"), table: { table: "file_old" } })).toMatchObject({ removable: 1 });
    await sql.query("create table file (like file_old including all)");
    expect(await reasonOf(plan({ sql, policy, table }))).toBe("moved");
  });

  it("keeps its history when it is taken off, and a start from another column is an amendment", async () => {
    await attach({ sql, policy: version(2, "P1W"), table });
    await detach({ sql, policy, table });
    const longer = version(3, "P1Y");
    expect(await rejectionCode(attach({ sql, policy: longer, table }))).toBe("AMENDMENT_UNAPPROVED");
    await attach({ sql, policy: version(2, "P1W"), table });
    const later = { table: "file", start: "later" };
    expect(await rejectionCode(attach({ sql, policy: version(2, "P1W"), table: later }))).toBe("AMENDMENT_INVALID");
    expect(await rejectionCode(attach({ sql, policy: version(3, "P6D"), table: later }))).toBe("AMENDMENT_UNAPPROVED");
    const approval = { authority: "CCIN", reference: "2022-001", on: "2022-01-15" };
    await attach({ sql, policy: version(3, "P6D"), table: later, approval });
    expect(await amendments(sql, policy)).toMatchObject([{ was: 2, became: 3, change: "longer", places: ["start"] }]);
    expect(await reasonOf(plan({ sql, policy: version(3, "P6D"), table }))).toBe("start");
  });

  it("is the only policy that plans, sweeps and shows the table; without one any does", async () => {
    expect(await plan({ sql, policy: version(9, "P1Y"), table })).toMatchObject({ removable: 0 });
    await attach({ sql, policy, table });
    const other = { ...footage, id: "other" };
    const odd = [
      [version(2, "P1Y"), "version"],
      [version(1, "P1Y"), "content"],
      [definePolicy(other), "policy"],
    ] as const;
    for (const [wrong, reason] of odd) {
      const given = { sql, policy: wrong, table };
      for (const run of [
        plan,
        sweep,
        visibleCondition,
        createExpiryPolicy,
        (all: typeof given) => createExpiryView({ ...all, view: "file_now" }),
      ])
        expect([reason, await reasonOf(run(given))]).toEqual([reason, reason]);
    }
    expect(await seen("file")).toBe(2);
  });

  it("of a shorter version hides at once what it ends, in views and row security made before", async () => {
    await attach({ sql, policy, table });
    await createExpiryView({ sql, policy, table, view: "file_now" });
    await createExpiryPolicy({ sql, policy, table });
    await sql.query("grant select on file, file_now to favorable_test_reader");
    await sql.query("grant usage on schema favorable to favorable_test_reader");
    const asReader = (from: string) =>
      sql.transaction(async (tx) => (await tx.query(`select 1 from ${from}`)).rows.length, { role: "favorable_test_reader" });
    expect([await seen("file_now"), await asReader("file_now"), await asReader("file")]).toEqual([2, 2, 2]);
    await attach({ sql, policy: version(2, "P1W"), table });
    expect([await seen("file_now"), await asReader("file_now"), await asReader("file")]).toEqual([1, 1, 1]);
    await sql.query("drop view file_now"); // Dropped by hand: it stays away.
    await attach({ sql, policy: version(3, "P1D"), table });
    expect((await sql.query("select to_regclass('file_now') as there")).rows).toEqual([{ there: null }]);
    expect(await asReader("file")).toBe(1);
  });

  it("has row security of its own beside that of other policies: a row that one hides is hidden", async () => {
    const short = definePolicy({ ...footage, id: "short", start: { kind: "field", field: "later" }, maximum: { period: "P0D" } });
    await sql.query("grant select on file to favorable_test_reader");
    await sql.query("grant usage on schema favorable to favorable_test_reader");
    const asReader = () =>
      sql.transaction(async (tx) => (await tx.query("select 1 from file")).rows.length, { role: "favorable_test_reader" });
    await createExpiryPolicy({ sql, policy, table });
    expect(await asReader()).toBe(2);
    await createExpiryPolicy({ sql, policy: short, table });
    expect(await asReader()).toBe(0);
    await createExpiryPolicy({ sql, policy, table });
    expect(await asReader()).toBe(0);
    await dropExpiryPolicy(sql, { ...table, policy: short });
    expect(await asReader()).toBe(2);
    await dropExpiryPolicy(sql, table);
    expect((await sql.query("select relrowsecurity as on from pg_class where oid = 'file'::regclass")).rows).toEqual([{ on: false }]);
  });
});
