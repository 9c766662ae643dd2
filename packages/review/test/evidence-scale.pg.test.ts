/** Evidence reads what it needs and no more: no plan scans the large table, and the time does not follow its rows. */
import { retentionAge } from "@favorable/retention/postgres";
import { mayChangeLog } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { largeSystem, listening, ROWS, shapes } from "./evidence-scale.ts";

describe("evidence of a large table", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    sql = fromPg(pool);
    await largeSystem(sql, ROWS);
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  for (const [name, { policy, table, expected }] of Object.entries(shapes))
    it(`reads by the index: ${name}`, async () => {
      const { heard, port } = listening(sql);
      expect(await retentionAge({ sql: port, policy, table })).toMatchObject(expected);
      const touching = heard.filter(({ text }) => text.includes('"visit"') && text.startsWith("select"));
      expect(touching.length).toBeGreaterThan(0);
      for (const { text, params } of touching) {
        const { rows } = await sql.query(`explain (analyze, format json, timing off) ${text}`, params);
        const plan = JSON.stringify(rows);
        expect(plan, text).not.toMatch(/"Node Type": ?"Seq Scan"[^{}]*"Relation Name": ?"visit"/);
        const read = [...plan.matchAll(/"Relation Name": ?"visit"[^{}]*"Actual Rows": ?([\d.]+)/g)].map(([, n]) => Number(n));
        expect(Math.max(0, ...read), text).toBeLessThanOrEqual(Math.max(1, expected.overdue));
      }
    });

  it("names the logins that could delete entries, by rights of their own or of roles they could take", async () => {
    const suffix = new URL(database.url).pathname.slice(1).replaceAll(/[^a-z0-9_]/g, "");
    const roles = { login: `l_${suffix}`, group: `g_${suffix}`, other: `o_${suffix}` };
    await sql.query(`create role ${roles.group}`);
    await sql.query(`create role ${roles.login} login noinherit in role ${roles.group}`);
    await sql.query(`create role ${roles.other} login`);
    try {
      await sql.query(`grant select, insert on favorable.audit_leaf to ${roles.group}, ${roles.other}`);
      await sql.query(`grant update (leaf) on favorable.audit_leaf to ${roles.other}`);
      expect(await mayChangeLog(sql)).toEqual([]);
      await sql.query(`grant delete on favorable.audit_leaf to ${roles.group}`);
      expect(await mayChangeLog(sql)).toEqual([roles.login]);
      expect(await mayChangeLog(sql, [roles.other])).toEqual([]);
      await sql.query(`grant update (note) on favorable.audit_checkpoint to ${roles.other}`);
      expect(await mayChangeLog(sql, [roles.other])).toEqual([roles.other]);
      const me = (await sql.query<{ me: string }>("select current_user::text as me")).rows[0]?.me ?? "";
      expect(await mayChangeLog(sql, [me])).toEqual([me]);
    } finally {
      for (const role of Object.values(roles)) {
        await sql.query(`drop owned by ${role}`);
        await sql.query(`drop role ${role}`);
      }
    }
  });
});
