import { isPrivacyError } from "@favorable/core";
import { sqlState } from "@favorable/sql";
import { fromPg, openPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { conformance } from "./conformance.ts";

/** Double quotes, a backslash and an accent: a role name is taken as it is. */
const role = 'favorable "odd" \\ é';
const createRole = `do $$ begin create role "${role.replaceAll('"', '""')}"; exception when duplicate_object or unique_violation then null; end $$`;

conformance("pg on a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const sql = fromPg(pool);
  await sql.query(createRole);
  return {
    sql,
    role,
    async close() {
      await pool.end();
      await database.drop();
    },
  };
});

describe("openPg", () => {
  it("opens a pool of its own, and tells a wrong address by a code without it", async () => {
    const database = await freshDatabase();
    const { sql, close } = await openPg(database.url);
    expect((await sql.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await close();
    await database.drop();
    const wrong = await openPg("postgres://nobody:marker-secret@127.0.0.1:9/none");
    const failure: unknown = await wrong.sql.query("select 1 as one").catch((error: unknown) => error);
    await wrong.close();
    expect(isPrivacyError(failure)).toBe(true);
    expect(String(failure) + JSON.stringify(failure)).not.toContain("marker-secret");
  });
});

describe("fromPg", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on("error", () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it("gives the connection back clean after a failure, to a pool of one", async () => {
    const sql = fromPg(pool);
    for (let round = 0; round < 3; round++) await sql.transaction((tx) => tx.query("select 1 / 0")).catch(() => undefined);
    expect((await sql.query("select pg_current_xact_id_if_assigned() is null as clean")).rows).toEqual([{ clean: true }]);
    expect(pool.totalCount).toBe(1);
  });

  it("throws away a connection that died in a transaction, and goes on with another", async () => {
    const sql = fromPg(pool);
    const run = sql.transaction(async (tx) => {
      await tx.query("select pg_terminate_backend(pg_backend_pid())");
    });
    await expect(run).rejects.toSatisfy((error) => isPrivacyError(error));
    expect((await sql.query("select 1 as v")).rows).toEqual([{ v: 1 }]);
  });

  it("runs one statement on its own in one round trip, and nothing at all when it is told too late", async () => {
    const sql = fromPg(pool);
    await sql.query("create table if not exists alone (v integer)");
    let begun = 0;
    const done = await sql.autocommit?.("insert into alone values ($1::integer) returning v", [7], () => begun++);
    expect(done?.rows).toEqual([{ v: 7 }]);
    const late = sql.autocommit?.("insert into alone values (8)", [], () => {
      throw new Error("too late");
    });
    await expect(late).rejects.toThrow("too late");
    await expect(sql.autocommit?.("commit", [], () => begun++)).rejects.toMatchObject({ code: "TRANSACTION_CONTROL" });
    expect((await sql.query("select v from alone")).rows).toEqual([{ v: 7 }]);
    expect(begun).toBe(1);
  });

  it("does not say whether a commit took place when the server's process was ended in it", async () => {
    const ended = Object.assign(new Error("terminating connection"), { code: "57P01", severity: "FATAL" });
    const sql = fromPg({
      query: (query) => pool.query(query),
      async connect() {
        const client = await pool.connect();
        const query: typeof client.query = (async (asked: { text: string }) => {
          const answer = await client.query(asked);
          if (asked.text === "commit") throw ended;
          return answer;
        }) as never;
        return { query, release: (destroy) => client.release(destroy), on: () => client, removeListener: () => client };
      },
    });
    await expect(sql.transaction((tx) => tx.query("select 1"))).rejects.toMatchObject({ code: "COMMIT_UNKNOWN" });
  });

  it("does not say whether a commit took place when the connection was lost in it", async () => {
    const sql = fromPg({
      query: (query) => pool.query(query),
      async connect() {
        const client = await pool.connect();
        return {
          query: (query) => (query.text === "commit" ? Promise.reject(new Error("read ECONNRESET")) : client.query(query)),
          release: (destroy?: boolean) => client.release(destroy),
          on: (event, listener) => client.on(event, listener),
          removeListener: (event, listener) => client.removeListener(event, listener),
        };
      },
    });
    await expect(sql.transaction((tx) => tx.query("select 1"))).rejects.toSatisfy((error) => isPrivacyError(error, "COMMIT_UNKNOWN"));
  });

  it("names a server that does not answer without naming its address", async () => {
    const gone = new pg.Pool({ connectionString: "postgres://nobody:secret@127.0.0.1:1/none" });
    for (const run of [fromPg(gone).query("select 1"), fromPg(gone).transaction(async () => 1)]) {
      const error: unknown = await run.catch((thrown: unknown) => thrown);
      expect(isPrivacyError(error, "SQL_UNAVAILABLE")).toBe(true);
      expect(JSON.stringify(error)).not.toMatch(/127|secret/);
    }
    await gone.end();
  });

  it("keeps a role's refusals", async () => {
    const sql = fromPg(pool);
    await sql.query("create table payroll (a int)");
    await sql.query(createRole);
    await expect(sql.transaction((tx) => tx.query("select * from payroll"), { role })).rejects.toSatisfy(
      (error) => sqlState(error) === "42501",
    );
  });

  it("refuses a lone client by its type", () => {
    // @ts-expect-error a client cannot be taken out of itself
    const sql = (): unknown => fromPg(new pg.Client());
    expect(sql).toBeTypeOf("function");
  });
});
