/** Rows that change, or that the database keeps, while a batch takes them. */
import { placeHold, purgeEvidence, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const table = { table: "footage", subject: null };

describe("a batch that waits for a change", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const left = async (): Promise<string[]> =>
    (await sql.query<{ id: string }>("select id from footage order by id")).rows.map(({ id }) => id);
  const evidenced = async (): Promise<number> => (await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0);

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id bigint primary key, taken_on date, note text)");
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("truncate footage, favorable.purge, favorable.sweep, favorable.hold cascade");
    await sql.query("insert into footage select g, date '2021-12-01' from generate_series(1, 20) g");
  });

  /** Sweeps while the change is open, and commits it as soon as the batch waits for it. */
  async function during(change: string): Promise<Awaited<ReturnType<typeof sweep>>> {
    const other = await pool.connect();
    try {
      await other.query("begin");
      await other.query(change);
      const swept = sweep({ sql, policy: footage, table, duty: 1 });
      const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      const until = performance.now() + 40;
      while ((await sql.query(waits)).rowCount === 0 && performance.now() < until);
      await other.query("commit");
      return await swept;
    } finally {
      other.release();
    }
  }

  it("judges the rows again as they are then", async () => {
    await placeHold(sql, { policy: footage, table, key: 3, kind: "litigation", reason: "case" });
    await during(`update footage set note = 'seen', id = case id when 6 then 106 when 7 then -7 else id end,
      taken_on = case when id = 5 then date '2022-01-31' else taken_on end where id between 3 and 8`);
    for (let again = 0; !(await sweep({ sql, policy: footage, table })).done; again++) expect(again).toBeLessThan(3);
    await sweep({ sql, policy: footage, table }); // What was given a key before the position is for the next sweep.
    expect(await left()).toEqual(["3", "5"]);
    expect(await evidenced()).toBe(18);
  });

  it("counts no row that somebody else has removed", async () => {
    await during("delete from footage where id in (2, 9)");
    while (!(await sweep({ sql, policy: footage, table })).done);
    expect(await left()).toEqual([]);
    expect(await evidenced()).toBe(18);
  });

  it("tells what a trigger kept: it is neither gone, nor evidenced, nor is the sweep done", async () => {
    await sql.query(`create function kept() returns trigger language plpgsql as $$ begin
      if old.id = 4 then return null; end if; return old; end $$`);
    await sql.query("create trigger kept before delete on footage for each row execute function kept()");
    expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 19, passed: 1, done: false });
    await sql.query("drop trigger kept on footage");
    await sql.query("drop function kept");
    expect(await left()).toEqual(["4"]);
    expect(await evidenced()).toBe(19);
    expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 1, passed: 0, done: true });
  });
});
