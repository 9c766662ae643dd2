import { definePasswordPolicy, restrictAttempts } from "@favorable/access/credentials";
import { attemptMigrations, postgresAttempts } from "@favorable/access/postgres";
import { simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../../testing/database.ts";

const policy = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y" });
const key = new Uint8Array(32).fill(5);
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 12 });
  sql = fromPg(pool);
  await migrate(sql, attemptMigrations);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it("counts attempts that run side by side, in several processes, as if one came after the other", async () => {
  const clock = simulatedClock(new Date("2026-03-01T08:00:00.123Z"));
  const [one, other] = [0, 1].map(() => restrictAttempts(policy, postgresAttempts(sql, key), clock));
  const many = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other)?.attempt("a-17")));
  expect(many.filter((decision) => decision?.allowed)).toHaveLength(5);
  expect(await one?.attempt("a-17")).toEqual({ allowed: false, code: "WAIT", retryAt: new Date("2026-03-01T08:01:30.123Z") });
  await other?.succeeded("A-17");
  expect((await one?.attempt("a-17"))?.allowed).toBe(true);
});

it("keeps no text that was typed for a name, and takes another key for another account", async () => {
  const typed = "MARKER-a-password-typed-for-a-name";
  const store = postgresAttempts(sql, key);
  await restrictAttempts(policy, store).attempt(typed);
  const { rows } = await sql.query<{ all: string }>("select coalesce(string_agg(t::text, ' '), '') as all from favorable.access_attempt t");
  expect(rows[0]?.all).not.toContain(typed.toLowerCase());
  expect(rows[0]?.all).not.toContain(Buffer.from(typed.toLowerCase()).toString("hex"));
  const elsewhere = restrictAttempts(
    definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y", throttle: { lockAfter: 1 } }),
    postgresAttempts(sql, new Uint8Array(32).fill(6)),
  );
  expect((await elsewhere.attempt(typed)).allowed).toBe(true);
  expect((await elsewhere.attempt(typed)).allowed).toBe(false);
  expect(codeOf(() => postgresAttempts(sql, new Uint8Array(31)))).toBe("ATTEMPT_KEY_INVALID");
});

it("forgets what no longer counts, keeps what may be locked, and is closed to everybody who was not let in", async () => {
  const store = postgresAttempts(sql, key);
  const attempts = restrictAttempts(definePasswordPolicy({ case: "held-device", administratorsRenewEvery: "P1Y" }), store);
  for (let at = 0; at < 3; at++) await attempts.attempt("locked");
  await attempts.attempt("free");
  await sql.query("update favorable.access_attempt set changed_at = now() - interval '25 hours'");
  expect(await store.tidy(3)).toBeGreaterThan(0);
  expect(await attempts.attempt("locked")).toEqual({ allowed: false, code: "LOCKED" });
  const { rows } = await sql.query<{ n: number }>("select count(*)::int as n from favorable.access_attempt");
  expect(rows[0]?.n).toBeGreaterThanOrEqual(1);
  await attempts.unlock("locked");
  const { rows: grants } = await sql.query<{ n: number }>(
    "select count(*)::int as n from information_schema.role_table_grants where table_name = 'access_attempt' and grantee = 'PUBLIC'",
  );
  expect(grants[0]?.n).toBe(0);
});

it("allows nothing when the database is gone", async () => {
  const lost = new pg.Pool({ connectionString: "postgres://nobody@127.0.0.1:1/none", connectionTimeoutMillis: 500 });
  const attempts = restrictAttempts(policy, postgresAttempts(fromPg(lost), key));
  await expect(attempts.attempt("a-17")).rejects.toMatchObject({ code: "ATTEMPTS_UNRECORDED" });
  await lost.end();
});
