/** Expiry at read, by role: the same on PGlite and on a real server. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { definePolicy, type RetentionPolicy, visible } from "@favorable/retention";
import {
  createExpiryPolicy,
  createExpiryView,
  dropExpiryPolicy,
  placeHold,
  plan,
  recordEvent,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { anyDay, anyPolicy, EVENTS, footage } from "./policies.ts";
import type { Opened } from "./postgres-suite.ts";

const day = calendarDate;
const table = { table: "file" };

const archived = definePolicy({
  ...footage,
  id: "file",
  then: "archive",
  archive: { start: { kind: "end-of-active" }, maximum: { period: "P1Y" }, roles: ["archivist"], then: "delete" },
});

/** Roles belong to the server: their names are the suite's own. */
const CLERK = "favorable_test_file_clerk";
const ARCHIVIST = "favorable_test_file_archivist";
const DESK = "favorable_test_file_desk";
const readers = { desk: DESK, archivists: { archivist: ARCHIVIST } };

export function readingSuite(name: string, open: () => Promise<Opened>): void {
  describe(`expiry at read on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    const seen = (role: string, from: string): Promise<number> =>
      sql.transaction(async (tx) => (await tx.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? -1, { role });
    const all = async (from: string): Promise<number[]> => {
      const counts: number[] = [];
      for (const role of [CLERK, ARCHIVIST, DESK]) counts.push(await seen(role, from));
      return counts;
    };

    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
      for (const role of [CLERK, ARCHIVIST, DESK]) {
        await sql.query(`do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`);
        await sql.query(`grant usage on schema public, favorable to ${role}`);
      }
      await sql.query("create table file (id int primary key, taken_on date, note text)");
      await sql.query(`grant select, insert, update, delete on file to ${CLERK}, ${ARCHIVIST}, ${DESK}`);
    });
    afterAll(() => close());
    beforeEach(async () => {
      for (const each of ["file", "favorable.hold", "favorable.event", "favorable.purge", "favorable.clock"])
        await sql.query(`truncate ${each} cascade`);
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    });

    /** One row that is active, one in the archive, one that has ended and is on hold, one that has ended. */
    const fill = async (): Promise<void> => {
      await sql.query("insert into file (id, taken_on) values (1, '2022-01-01'), (2, '2021-12-31'), (3, '2020-01-01'), (4, '2020-01-02')");
      await placeHold(sql, { policy: archived, table, key: 3, kind: "litigation", reason: "case 1" });
    };

    it("shows the archive to its roles only, and what has ended to the rights desk only, through a view", async () => {
      await fill();
      await createExpiryView({ sql, policy: archived, table, view: "file_now", ...readers });
      await sql.query(`grant select on file_now to ${CLERK}, ${ARCHIVIST}, ${DESK}`);
      expect(await all("file_now")).toEqual([1, 2, 4]);
      expect(await plan({ sql, policy: archived, table })).toMatchObject({ removable: 1, held: 1, overdue: 2 });
      expect(await sweep({ sql, policy: archived, table })).toMatchObject({ removed: 1, held: 1 });
      expect(await all("file_now")).toEqual([1, 2, 3]);
      await createExpiryView({ sql, policy: archived, table, view: "file_now", archivists: { archivist: [] } });
      expect(await all("file_now")).toEqual([1, 1, 1]); // Nobody but the owner of the table.
      await sql.query("drop view file_now");
    });

    it("shows the same through row security, and gives back what it changed", async () => {
      await fill();
      await createExpiryPolicy({ sql, policy: archived, table, ...readers });
      await createExpiryPolicy({ sql, policy: archived, table, ...readers });
      expect(await all("file")).toEqual([1, 2, 4]);
      const clerk = { role: CLERK };
      const changed = await sql.transaction((tx) => tx.query("update file set note = 'x'"), clerk);
      expect(changed.rowCount).toBe(1);
      expect((await sql.transaction((tx) => tx.query("delete from file where id = 4"), clerk)).rowCount).toBe(0);
      await sql.transaction((tx) => tx.query("insert into file (id, taken_on) values (5, '2020-05-05')"), clerk);
      expect(await all("file")).toEqual([1, 2, 5]);
      expect(await sweep({ sql, policy: archived, table })).toMatchObject({ removed: 2, held: 1 }); // The owner.
      await dropExpiryPolicy(sql, table);
      expect(await all("file")).toEqual([3, 3, 3]);
      const { rows } = await sql.query("select 1 from pg_policy where polrelid = 'file'::regclass");
      expect(rows).toEqual([]);
    });

    it("keeps the row security that the table had, and narrows it", async () => {
      await fill();
      await sql.query("alter table file enable row level security");
      await sql.query("create policy own on file using (id in (1, 3))");
      await createExpiryPolicy({ sql, policy: archived, table, ...readers });
      expect(await all("file")).toEqual([1, 1, 2]);
      await dropExpiryPolicy(sql, table);
      expect(await all("file")).toEqual([2, 2, 2]);
      await sql.query("drop policy own on file");
      await sql.query("alter table file disable row level security");
    });

    it("reads the day of an event and the clock without a right on their tables, and cannot move either", async () => {
      const until = definePolicy({ ...footage, id: "until", maximum: { event: "obligation.ended" } });
      await sql.query("insert into file (id) values (1)");
      await createExpiryPolicy({ sql, policy: until, table });
      expect(await seen(CLERK, "file")).toBe(1);
      await recordEvent(sql, "obligation.ended", day("2022-01-30"));
      expect(await seen(CLERK, "file")).toBe(0);
      const own = (text: string): Promise<string> => rejectionCode(sql.transaction((tx) => tx.query(text), { role: CLERK }));
      expect(await own("update favorable.clock set at = '2000-01-01'")).toBe("SQL_FAILED");
      expect(await own("delete from favorable.event")).toBe("SQL_FAILED");
      expect(await own("create or replace function favorable.today(zone text) returns date language sql as 'select null::date'")).toBe(
        "SQL_FAILED",
      );
      await dropExpiryPolicy(sql, table);
    });

    it("shortens what is read as soon as the policy is shorter, without touching a row", async () => {
      await sql.query("insert into file (id, taken_on) values (1, '2022-01-10')");
      const written = async () => (await sql.query<{ x: string }>("select xmin::text as x from file")).rows;
      const before = await written();
      await createExpiryView({ sql, policy: footage, table, view: "file_now" });
      await sql.query(`grant select on file_now to ${CLERK}`);
      expect(await seen(CLERK, "file_now")).toBe(1);
      const shorter = definePolicy({ ...footage, version: 2, maximum: { period: "P2W" } });
      await createExpiryView({ sql, policy: shorter, table, view: "file_now" });
      expect(await seen(CLERK, "file_now")).toBe(0);
      expect(await written()).toEqual(before);
      expect(await plan({ sql, policy: shorter, table })).toMatchObject({ overdue: 1, removable: 1 });
      await sql.query("drop view file_now");
    });

    it("refuses roles that are not there", async () => {
      const odd = { sql, policy: archived, table, view: "file_now" };
      expect(await rejectionCode(createExpiryView(odd))).toBe("ROLE_UNKNOWN"); // The archive's own name is no database role.
      expect(await rejectionCode(createExpiryView({ ...odd, ...readers, desk: "no'body" }))).toBe("ROLE_UNKNOWN");
      expect(await rejectionCode(createExpiryPolicy({ ...odd, ...readers, exempt: ["nobody"] }))).toBe("ROLE_UNKNOWN");
      const { rows } = await sql.query<{ secured: boolean }>("select relrowsecurity as secured from pg_class where oid = 'file'::regclass");
      expect(rows).toEqual([{ secured: false }]);
    });

    it("agrees with the filter of the library on any policy, row, day and reader", async () => {
      const start = fc.option(anyDay, { nil: null });
      const on = fc.option(anyDay, { nil: undefined });
      const today = fc.integer({ min: 0, max: 500 }).map((days) => new Date(Date.UTC(2021, 7, 15 + days, 12)));
      const run = async (policy: RetentionPolicy, starts: readonly (CalendarDate | null)[], events: object, at: Date): Promise<void> => {
        for (const each of ["file", "favorable.event", "favorable.purge", "favorable.clock"]) await sql.query(`truncate ${each}`);
        for (const [event, date] of Object.entries(events)) await recordEvent(sql, event, date as CalendarDate);
        for (const [id, taken] of starts.entries())
          await sql.query("insert into file (id, taken_on) values ($1::int, $2::date)", [id, taken]);
        await simulateTime(sql, at);
        const asOf = day(at.toISOString().slice(0, 10));
        await createExpiryView({ sql, policy, table, view: "file_any", ...readers });
        await sql.query(`grant select on file_any to ${CLERK}, ${ARCHIVIST}, ${DESK}`);
        await createExpiryPolicy({ sql, policy, table, ...readers });
        const rows = starts.map((taken_on) => ({ taken_on }));
        const expected = [["clerk"], ["archivist"], ["desk"]].map(
          (roles) => visible(policy, rows, { asOf, roles, desk: "desk", events: { ...events } }).length,
        );
        expect(await all("file_any")).toEqual(expected);
        expect(await all("file")).toEqual(expected);
      };
      const days = fc.record({ [EVENTS[0]]: on, [EVENTS[1]]: on }).map((record) => JSON.parse(JSON.stringify(record)) as object);
      await fc.assert(fc.asyncProperty(anyPolicy, fc.array(start, { minLength: 1, maxLength: 6 }), days, today, run), {
        numRuns: 30,
        interruptAfterTimeLimit: 15_000,
      });
      await dropExpiryPolicy(sql, table);
      await sql.query("drop view file_any");
    });
  });
}
