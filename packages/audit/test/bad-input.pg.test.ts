import type { Clock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg, type PgPool } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { auditMigrations, type DatabaseLog, openAuditLog } from "../src/postgres/index.ts";
import { date, longPolicy, MARKER, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
let now = new Date("2021-10-30T08:00:00Z");
const clock: Clock = { now: () => now, simulated: true };
const open = (on: Sql = sql, patience = 5000): Promise<DatabaseLog> =>
  openAuditLog({ sql: on, origin: ORIGIN, signer, clock, subjectKey, patience });

beforeAll(async () => {
  database = await freshDatabase();
  // As a server has it by default: then an append is one round trip.
  pool = new pg.Pool({ connectionString: database.url, max: 6, options: "-c synchronous_commit=on" });
  pool.on("error", () => undefined);
  sql = fromPg(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await sql.query("drop schema if exists favorable cascade");
  await migrate(sql, auditMigrations);
  now = new Date("2021-10-30T08:00:00Z");
});

const retention = { policy: "access-log", version: 1, start: date("2021-10-30") };
const withValue = (value: unknown) => ({ type: "access.read", parts: [{ name: "row", value: value as never, retention }] });
const actors = async (log: DatabaseLog): Promise<unknown[]> => (await all(log.entries())).map(({ parts }) => parts[0]?.value);

describe("an event that cannot be logged", () => {
  it.each([
    ["a value beyond a megabyte", withValue("x".repeat(1_048_577)), "EVENT_TOO_LARGE"],
    ["more parts than an entry holds", { type: "access.read", parts: new Array(65_537).fill(withValue(1).parts[0]) }, "EVENT_INVALID"],
    ["a number that is none", withValue(Number.NaN), "NOT_CANONICAL"],
    ["a number that loses digits", withValue(2 ** 53), "NOT_CANONICAL"],
    ["half a character", withValue(`${MARKER}\ud800`), "NOT_CANONICAL"],
    ["a date", withValue(new Date(Number.NaN)), "NOT_CANONICAL"],
  ])("is refused with a code, alone and in a batch, and nothing is written: %s", async (_, event, code) => {
    const log = await open();
    for (const attempt of [
      () => log.append(event),
      () => log.appendAll([longPolicy, event]),
      () => sql.transaction((tx) => log.appendIn(tx, event)),
    ]) {
      const error = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      expect(String(error) + JSON.stringify(error)).not.toContain(MARKER);
    }
    expect(await log.sequence()).toEqual({ size: 0 });
  });
});

describe("a clock", () => {
  it("that goes backwards keeps no entry out and changes no position", async () => {
    const log = await open();
    await log.append(readEvent("a-1", []));
    now = new Date("2021-10-29T08:00:00Z");
    await log.append(readEvent("a-2", []));
    now = new Date("2021-10-30T09:00:00Z");
    await log.append(readEvent("a-3", []));
    expect(await actors(log)).toEqual(["a-1", "a-2", "a-3"]);
    now = new Date("2021-10-29T08:00:00Z");
    expect(await rejectionCode(log.eraseExpired({ asOf: date("2021-10-30") }))).toBe("AS_OF_FUTURE");
  });

  it("that gives no time lets nothing be logged", async () => {
    const log = await open();
    now = new Date(Number.NaN);
    expect(await rejectionCode(log.append(longPolicy))).toBe("INSTANT_INVALID");
    now = new Date("2021-10-30T08:00:00Z");
    expect(await log.sequence()).toEqual({ size: 0 });
  });
});

describe("a database without room", () => {
  it("acknowledges nothing, tells so with a code, and goes on when there is room", async () => {
    const log = await open();
    await log.append(longPolicy);
    await sql.query(`create function favorable.full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await sql.query("create trigger full_disk before insert on favorable.audit_unfiled for each row execute function favorable.full()");
    for (const attempt of [() => log.append(readEvent("a-1", [])), () => sql.transaction((tx) => log.appendIn(tx, readEvent("a-1", [])))])
      await expect(attempt()).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE", details: { sqlState: "53100" } });
    await sql.query("drop trigger full_disk on favorable.audit_unfiled");
    await sql.query("create trigger full_disk before insert on favorable.audit_leaf for each row execute function favorable.full()");
    await expect(log.checkpoint()).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE", details: { sqlState: "53100" } });
    await expect(log.appendAll(Array.from({ length: 300 }, () => readEvent("a-2", [])))).rejects.toMatchObject({
      code: "AUDIT_UNAVAILABLE",
    });
    await sql.query("drop trigger full_disk on favorable.audit_leaf");
    await log.append(readEvent("a-3", []));
    expect(await actors(log)).toEqual([undefined, "a-3"]);
  });
});

/** A pool whose connections lose an answer: `how` says for each statement whether it is lost before or after the server did it. */
function losing(how: (text: string) => "before" | "after" | undefined): Sql {
  const lost = (): Error => Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
  const wrapped: PgPool = {
    query: (query) => pool.query(query),
    async connect() {
      const client = await pool.connect();
      return {
        async query(asked) {
          const when = how(asked.text);
          if (when === "before") throw lost();
          const answer = await client.query(asked);
          if (when === "after") throw lost();
          return answer;
        },
        release: () => client.release(true),
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      };
    },
  };
  return fromPg(wrapped);
}

describe("an answer that is lost", () => {
  it.each(["before", "after"] as const)("%s the server did it is settled by the entry's identifier: it is there once", async (when) => {
    let left = 1;
    const log = await open(losing((text) => (text.includes("audit_append") && left-- > 0 ? when : undefined)));
    const { id } = await log.append(readEvent("a-1", ["p-1"]));
    expect((await log.held([id, "f".repeat(32)])).size).toBe(1);
    expect(await actors(log)).toEqual(["a-1"]);
  });

  it.each([
    ["before", 0],
    ["after", 0],
    ["before", 1],
    ["after", 1],
  ] as const)("%s the commit of a batch is settled the same way, with %i entries waiting before it", async (when, waiting) => {
    let left = 0;
    const commits = (text: string): boolean => (waiting === 0 ? text.includes("audit_append_batch") : text === "commit");
    const log = await open(losing((text) => (commits(text) && left-- > 0 ? when : undefined)));
    for (let at = 0; at < waiting; at++) await log.append(readEvent("a-w", []));
    left = 1;
    await log.appendAll(Array.from({ length: 300 }, (_, at) => readEvent(`a-${at}`, [])));
    expect(left).toBeLessThanOrEqual(0);
    expect(await actors(log)).toHaveLength(300 + waiting);
    expect(await all(log.entries({ types: ["audit.discrepancy"] }))).toEqual([]);
  });

  it("and cannot be settled is said to be unknown, with the identifiers by which it can be later", async () => {
    let down = false;
    const unsteady = losing((text) => {
      if (text.includes("audit_append")) down = true;
      return text.includes("audit_append") ? "after" : undefined;
    });
    const log = await open({ ...unsteady, query: (text, params) => (down ? Promise.reject(gone()) : unsteady.query(text, params)) }, 300);
    const error = await log.append(readEvent("a-1", [])).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "AUDIT_UNKNOWN", details: { entries: [expect.stringMatching(/^[0-9a-f]{32}$/)] } });
    const [id] = (error as { details: { entries: string[] } }).details.entries;
    expect(await (await open()).held([id ?? ""])).toEqual(new Set([id]));
  });

  it("because the server's process was ended in the commit is settled: there once, nothing acknowledged that is not there", async () => {
    const log = await open();
    await sql.query(
      `create function favorable.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.4); return null; end $$`,
    );
    await sql.query(`create constraint trigger slow_commit after insert on favorable.audit_unfiled deferrable initially deferred
      for each row execute function favorable.slow()`);
    const appended = Promise.all([log.append(readEvent("a-1", [])), log.append(readEvent("a-2", []))]);
    let ended = 0;
    for (let attempt = 0; attempt < 100 && ended === 0; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const { rows } = await sql.query<{ ended: number }>(
        `select count(pg_terminate_backend(pid))::integer as ended from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%audit_append%'`,
      );
      ended = rows[0]?.ended ?? 0;
    }
    expect(ended).toBe(1);
    await sql.query("drop trigger slow_commit on favorable.audit_unfiled");
    const ids = (await appended).map(({ id }) => id);
    expect((await all(log.entries())).map(({ id }) => id)).toEqual(ids);
  });
});

function gone(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}
