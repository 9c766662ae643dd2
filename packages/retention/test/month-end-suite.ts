/** The month-end table, agreed by the hand-written list, the library and the database, whatever the session's zone. */
import { addDays, calendarDate } from "@favorable/core";
import { definePolicy, isVisible, lastDay, type RetentionPolicy, startOf } from "@favorable/retention";
import { attach, backfill, plan, retentionMigrations } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MonthEnd, monthEnds } from "./month-ends.ts";
import type { Opened } from "./postgres-suite.ts";

const isInstant = ({ start }: MonthEnd): boolean => start.includes("T");
const policyOf = (each: MonthEnd): RetentionPolicy =>
  definePolicy({
    id: `month.end.${monthEnds.indexOf(each)}`,
    version: 1,
    start: { kind: "field", field: isInstant(each) ? "at" : "on_day" },
    maximum: { period: each.period },
    then: "delete",
    zone: each.zone,
  });

export function monthEndSuite(name: string, open: () => Promise<Opened>): void {
  describe(`month ends on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
      await sql.query("create table started (id int primary key, on_day date, at timestamptz, last_day date)");
    });
    afterAll(() => close());

    it("are those of the library", () => {
      for (const each of monthEnds) {
        const policy = policyOf(each);
        const start = startOf(policy, isInstant(each) ? { at: new Date(each.start) } : { on_day: each.start });
        expect([each, lastDay(policy, start)]).toEqual([each, each.last]);
        const last = calendarDate(each.last);
        expect([each, isVisible(policy, { start }, last), isVisible(policy, { start }, addDays(last, 1))]).toEqual([each, true, false]);
      }
    });

    it("are those of the database, in sessions of two zones", { timeout: 120_000 }, async () => {
      const table = { table: "started", lastDay: "last_day" };
      for (const zone of ["Pacific/Kiritimati", "America/Los_Angeles"])
        await sql.transaction(async (outer) => {
          // The session's zone is the transaction's: everything runs inside it, as savepoints.
          const tx: Sql = { query: (text, params) => outer.query(text, params), transaction: (run) => outer.transaction(run) };
          await tx.query("select set_config('TimeZone', $1::text, true)", [zone]);
          for (const each of monthEnds) {
            const policy = policyOf(each);
            for (const kept of ["started", "favorable.attachment"]) await tx.query(`delete from ${kept}`);
            await tx.query("insert into started (id, on_day, at) values (1, $1::date, $2::timestamptz)", [
              isInstant(each) ? null : each.start,
              isInstant(each) ? each.start : null,
            ]);
            await attach({ sql: tx, policy, table });
            await backfill({ sql: tx, policy, table });
            const { rows } = await tx.query("select last_day::text as last from started");
            expect([each, zone, rows]).toEqual([each, zone, [{ last: each.last }]]);
            const last = calendarDate(each.last);
            const days = [addDays(last, -1), last, addDays(last, 1)];
            const seen: unknown[] = [];
            for (const asOf of days) {
              const { removable, overdue } = await plan({ sql: tx, policy, table, asOf });
              seen.push([removable, overdue]);
            }
            expect([each, zone, seen]).toEqual([
              each,
              zone,
              [
                [0, 0],
                [1, 0],
                [1, 1],
              ],
            ]);
          }
        });
    });
  });
}
