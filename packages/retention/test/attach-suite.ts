/** Attaching a policy to a table with its rows: the same on PGlite and on a real server. */
import { definePolicy } from "@favorable/retention";
import {
  amendments,
  attach,
  backfill,
  detach,
  plan,
  retentionMigrations,
  simulateTime,
  startReport,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { footage } from "./policies.ts";
import type { Opened } from "./postgres-suite.ts";

const table = { table: "visit", start: "kept from", lastDay: "last_day" };
const sources = ["seen_at", "created_on"];

export function attachSuite(name: string, open: () => Promise<Opened>): void {
  describe(`attaching on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    const columns = async (): Promise<string[]> =>
      (
        await sql.query<{ name: string }>(
          `select attname::text as name from pg_attribute where attrelid = 'visit'::regclass and attnum > 0 and not attisdropped order by 1`,
        )
      ).rows.map((row) => row.name);
    const days = async (column = '"kept from"'): Promise<unknown[]> =>
      (await sql.query<{ d: string | null }>(`select ${column} as d from visit order by id`)).rows.map(({ d }) => d);

    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
    });
    afterAll(() => close());
    beforeEach(async () => {
      for (const each of ["attachment", "amendment", "backfill", "clock", "sweep", "event"])
        await sql.query(`truncate favorable.${each} cascade`);
      await sql.query("drop table if exists visit");
      await sql.query("create table visit (id int primary key, created_on date, seen_at timestamptz)");
      await sql.query(
        `insert into visit values (1, '2021-01-01', null), (2, null, '2021-12-31T23:30:00Z'), (3, '2021-01-01', '2022-01-15T12:00:00Z'),
          (4, null, null), (5, null, 'infinity'), (6, '2022-01-31', null)`,
      );
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    });

    it("gives rows of before their start in windows, goes on where it was stopped, and counts those without", async () => {
      const attachment = { sql, policy: footage, table };
      expect(await attach({ ...attachment, sources })).toMatchObject({ policy: "footage", version: 1, table: "visit" });
      expect(await startReport(attachment)).toEqual({ rows: 6, withStart: 0, running: 0, withoutStart: 6 });
      expect(await backfill({ ...attachment, batch: 2, budgetMs: 0 })).toEqual({ done: false, seen: 0, filled: 0, hinted: 0, windows: 0 });
      const stop = new AbortController();
      const first = backfill({ ...attachment, sql: abortedAfter(sql, stop), batch: 2, signal: stop.signal });
      expect(await first).toMatchObject({ done: false, seen: 2, filled: 2, windows: 1 });
      expect(await backfill({ ...attachment, batch: 2 })).toEqual({
        ...{ done: true, seen: 4, filled: 2, hinted: 2, windows: 3 },
        report: { rows: 6, withStart: 4, running: 0, withoutStart: 2 },
      });
      // The instant is 1 January in Paris; infinity is no day.
      expect(await days()).toEqual(["2021-01-01", "2022-01-01", "2022-01-15", null, null, "2022-01-31"]);
      expect(await days("last_day")).toEqual(["2021-01-31", "2022-01-31", "2022-02-14", null, null, "2022-03-02"]);
      expect(await backfill(attachment)).toMatchObject({ done: true, seen: 6, filled: 0, hinted: 0 });
      expect(await plan(attachment)).toMatchObject({ removable: 2, withoutStart: 2 });
    });

    it("fills rows to come by itself, and keeps what the application says", async () => {
      await attach({ sql, policy: footage, table, sources });
      await sql.query("insert into visit (id, created_on) values (7, '2022-01-20')");
      await sql.query(`insert into visit (id, created_on, "kept from") values (8, '2022-01-20', '2022-01-25')`);
      await sql.query("update visit set created_on = '2022-01-01' where id = 7");
      expect((await days()).slice(6)).toEqual(["2022-01-20", "2022-01-25"]);
    });

    it("starts again with each activity", async () => {
      const policy = definePolicy({ ...footage, id: "idle", start: { kind: "last-activity", field: "kept from" } });
      await attach({ sql, policy, table: { table: "visit" }, sources });
      expect(await backfill({ sql, policy, table: { table: "visit" } })).toMatchObject({ filled: 4 });
      await sql.query("update visit set seen_at = '2022-01-30T12:00:00Z' where id in (1, 3)");
      expect(await days()).toEqual(["2022-01-30", "2022-01-01", "2022-01-30", null, null, "2022-01-31"]);
      expect(await sweep({ sql, policy, table: { table: "visit" } })).toMatchObject({ removed: 1 });
    });

    it("tells contracts that run from rows that nobody has dated", async () => {
      const policy = definePolicy({ ...footage, id: "contract", start: { kind: "end-of-contract", field: "created_on" } });
      expect(await startReport({ sql, policy, table: { table: "visit" } })).toEqual({ rows: 6, withStart: 3, running: 3, withoutStart: 0 });
      const waiting = definePolicy({ ...footage, id: "waiting", start: { kind: "event", event: "ended" } });
      expect(await startReport({ sql, policy: waiting, table: { table: "visit" } })).toMatchObject({ running: 6, withoutStart: 0 });
    });

    it("keeps the stored last day a hint: a shorter policy counts at once, and the next fill writes it", async () => {
      const attachment = { sql, policy: footage, table };
      await attach({ ...attachment, sources });
      await backfill(attachment);
      const shorter = { ...attachment, policy: definePolicy({ ...footage, version: 2, maximum: { period: "P1W" } }) };
      await attach({ ...shorter, sources });
      expect(await plan(shorter)).toMatchObject({ removable: 3, overdue: 3 });
      expect((await days("last_day"))[2]).toBe("2022-02-14");
      await sql.query("update visit set last_day = '2099-01-01'");
      expect(await sweep(shorter)).toMatchObject({ removed: 3 });
      expect(await backfill(shorter)).toMatchObject({ filled: 0, hinted: 3 });
      expect(await days("last_day")).toEqual([null, null, "2022-02-07"]);
    });

    it("changes nothing when it is done again, and takes away what it created and nothing else", async () => {
      const attachment = { sql, policy: footage, table };
      const functions = async () =>
        (await sql.query("select proname from pg_proc where proname like 'start!_%' escape '!' order by 1")).rows;
      const others = await functions();
      const before = await columns();
      const first = await attach({ ...attachment, sources, index: true });
      expect(first.created.map(({ kind }) => kind)).toEqual(["column", "function", "trigger", "column", "index"]);
      expect(await attach({ ...attachment, sources, index: true })).toEqual(first);
      expect(await columns()).toEqual([...before, "kept from", "last_day"].sort());
      expect((await detach(attachment)).length).toBe(5);
      expect(await columns()).toEqual(before);
      const left = await sql.query("select 1 from pg_trigger where tgrelid = 'visit'::regclass");
      expect(left.rows).toEqual([]);
      expect(await functions()).toEqual(others);
      expect(await detach(attachment)).toEqual([]);
      expect(await rejectionCode(backfill(attachment))).toBe("ATTACHMENT_UNKNOWN");
    });

    it("leaves columns that were there, and refuses what does not fit before it has changed anything", async () => {
      const before = await columns();
      const own = { table: "visit", start: "created_on" };
      expect((await attach({ sql, policy: footage, table: own })).created).toEqual([]);
      expect(await backfill({ sql, policy: footage, table: own })).toMatchObject({ filled: 0, report: { withStart: 3, withoutStart: 3 } });
      expect(await detach({ sql, policy: footage, table: own })).toEqual([]);
      const other = definePolicy({ ...footage, id: "other" });
      const fails: readonly object[] = [
        { table },
        { table, sources: ["nothing"] },
        { table, sources: ["id"] },
        { table: { ...own, start: "seen_at" }, sources: ["created_on"] },
        { table: { ...own, lastDay: "seen_at" } },
        { table: { table: "nowhere" } },
      ];
      for (const odd of fails)
        expect([odd, await rejectionCode(attach({ sql, policy: other, ...odd } as never))]).toEqual([odd, "TABLE_INVALID"]);
      for (const batch of [0, 10_001, 1.5])
        expect(await rejectionCode(backfill({ sql, policy: footage, table: own, batch }))).toBe("BATCH_INVALID");
      expect(await columns()).toEqual(before);
      expect((await sql.query("select 1 from favorable.attachment where detached_at is null")).rows).toEqual([]);
    });

    it("takes a shorter version as it is, a longer one with an approval, and records both", async () => {
      const own = { table: "visit", start: "created_on" };
      const version = (number: number, period: string) => definePolicy({ ...footage, version: number, maximum: { period } });
      const attached = (policy: ReturnType<typeof version>, more = {}) => attach({ sql, policy, table: own, ...more });
      await attached(footage);
      await attached(version(2, "P1W"));
      expect(await rejectionCode(attached(version(2, "P8D")))).toBe("AMENDMENT_INVALID"); // Evidence names versions.
      expect(await rejectionCode(attached(version(1, "P1D")))).toBe("AMENDMENT_INVALID");
      expect(await rejectionCode(attached(version(3, "P8D")))).toBe("AMENDMENT_UNAPPROVED");
      expect((await attached(version(2, "P1W"))).version).toBe(2);
      const approval = { authority: "CCIN", reference: "2022-001", on: "2022-01-15" };
      expect((await attached(version(3, "P8D"), { approval })).version).toBe(3);
      expect(await amendments(sql, footage)).toMatchObject([
        { was: 1, became: 2, change: "shorter", places: [], table: "visit" },
        { was: 2, became: 3, change: "longer", places: ["maximum.0"], approval },
      ]);
    });

    it("names that need quotes are quoted, in the table and in the trigger", async () => {
      await sql.query(`create table "odd ""visit" ("the id" text primary key, "it's \\ $x$ on" date)`);
      await sql.query(`insert into "odd ""visit" values ('a', '2022-01-01')`);
      const odd = { sql, policy: footage, table: { table: 'odd "visit', start: 'from "x' } };
      await attach({ ...odd, sources: ["it's \\ $x$ on"] });
      await sql.query(`insert into "odd ""visit" values ('b', '2022-01-02')`);
      expect(await backfill(odd)).toMatchObject({ seen: 2, filled: 1, report: { withStart: 2 } });
      await detach(odd);
      await sql.query(`drop table "odd ""visit"`);
    });
  });
}

/** Asks for the stop after the first window. */
function abortedAfter(sql: Sql, stop: AbortController): Sql {
  return {
    query: (text, params) => sql.query(text, params),
    async transaction(run, context) {
      const result = await sql.transaction(run, context);
      stop.abort();
      return result;
    },
  };
}
