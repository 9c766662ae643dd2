/** Retention over a table of the application: the same on PGlite and on a real server. */
import { addDays, type CalendarDate, calendarDate, isCalendarDate } from "@favorable/core";
import { activeUntil, boundsOf, judge, startOf } from "@favorable/retention";
import {
  createExpiryView,
  databaseDay,
  placeHold,
  plan,
  purgeEvidence,
  recordEvent,
  recordedEvents,
  releaseHold,
  retentionMigrations,
  simulateTime,
  sweep,
  visibleCondition,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { anyDay, anyPolicy, EVENTS, footage } from "./policies.ts";
import { sweepSuite } from "./sweep-suite.ts";

export interface Opened {
  readonly sql: Sql;
  close(): Promise<void>;
}

const day = calendarDate;
const table = { table: "footage" };

export function retentionSuite(name: string, open: () => Promise<Opened>): void {
  describe(`retention on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    const count = async (from = "footage"): Promise<number> =>
      (await sql.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? -1;

    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
      await sql.query("create table footage (id bigint primary key, taken_on date, agent text, emptied_on date)");
    });
    afterAll(() => close());
    beforeEach(async () => {
      for (const each of ["footage", "favorable.hold", "favorable.purge", "favorable.sweep", "favorable.event", "favorable.clock"])
        await sql.query(`truncate ${each} cascade`);
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    });

    /** `due` rows that expired on 2022-01-30, then `kept` rows of the day itself. */
    const fill = async (due: number, kept: number): Promise<void> => {
      await sql.query(
        "insert into footage (id, taken_on, agent) select g, case when g <= $1::int then date '2021-12-31' else date '2022-01-31' end, 'a-' || g from generate_series(1, $2::int) as g",
        [due, due + kept],
      );
    };

    it("judges every row as the pure rule does, on any policy and day", async () => {
      const rows = fc.array(fc.record({ start: fc.option(anyDay, { nil: undefined }), held: fc.boolean() }), {
        minLength: 1,
        maxLength: 6,
      });
      const ended = fc.option(anyDay, { nil: undefined });
      await fc.assert(
        fc.asyncProperty(anyPolicy, rows, ended, ended, anyDay, fc.nat(), async (policy, facts, first, second, anyAsOf, pick) => {
          for (const each of ["footage", "favorable.hold", "favorable.event"]) await sql.query(`delete from ${each}`);
          const events: Record<string, CalendarDate> = {};
          for (const [at, on] of [first, second].entries()) {
            const event = EVENTS[at];
            if (event === undefined || on === undefined) continue;
            events[event] = on;
            await recordEvent(sql, event, on);
          }
          expect(await recordedEvents(sql)).toEqual(events);
          for (const [id, { start, held }] of facts.entries()) {
            await sql.query("insert into footage (id, taken_on) values ($1::bigint, $2::date)", [id, start ?? null]);
            if (held) await placeHold(sql, { policy, key: id, table, kind: "inspection", reason: "case 1" });
          }
          const startFor = (start: CalendarDate | undefined) => startOf(policy, { taken_on: start ?? null }, events);
          const bounds = ({ start }: { start: CalendarDate | undefined }) => [
            ...Object.values(boundsOf(policy, startFor(start), events, start)),
            activeUntil(policy, startFor(start), events),
          ];
          // The days around every boundary, and one at random.
          const lastDays = facts.flatMap(bounds).filter(isCalendarDate);
          const days = [anyAsOf, ...lastDays.flatMap((last) => [addDays(last, -1), last, addDays(last, 1)])];
          const asOf = days[pick % days.length] ?? anyAsOf;
          const verdicts = facts.map(({ start, held }) =>
            judge(policy, { start: startFor(start), archiveStart: start, held, events }, asOf),
          );
          const of = (chosen: (verdict: (typeof verdicts)[0]) => boolean): number => verdicts.filter(chosen).length;
          expect(await plan({ sql, policy, table, asOf })).toMatchObject({
            asOf,
            removable: of(({ deletable }) => deletable),
            held: of(({ kept }) => kept === "held"),
            floor: of(({ kept }) => kept === "floor"),
            overdue: of(({ overdue }) => overdue),
            conflicts: of(({ conflict }) => conflict),
            withoutStart: facts.filter(({ start }) => startFor(start) === undefined).length,
            rows: facts.length,
          });
          const condition = (await visibleCondition({ sql, policy, table })).replaceAll(
            /\(select favorable\.today\('[^']*'\)\)/g,
            "$1::date",
          );
          const seen = await sql.query(`select id from footage t where ${condition} and $1::date is not null`, [asOf]);
          expect(seen.rowCount).toBe(of(({ visible }) => visible));
        }),
        { numRuns: 40, interruptAfterTimeLimit: 25_000 },
      );
    });

    describe("expiry at read", () => {
      it("hides a row after its last day, before any sweep, by the database's clock", async () => {
        await createExpiryView({ sql, policy: footage, table, view: "footage_now" });
        await sql.query("insert into footage (id, taken_on) values (1, '2022-01-01'), (2, '2022-01-02'), (3, null)");
        expect(await count("footage_now")).toBe(3); // 31 January 2022 is the last day of row 1.
        await simulateTime(sql, new Date("2022-01-31T22:59:59Z"));
        expect(await count("footage_now")).toBe(3);
        await simulateTime(sql, new Date("2022-01-31T23:00:00Z")); // Midnight in Paris.
        expect(await count("footage_now")).toBe(2);
        await placeHold(sql, { policy: footage, key: 2, table, kind: "litigation", reason: "case 1" });
        await simulateTime(sql, new Date("2022-02-02T12:00:00Z"));
        expect(await count("footage_now")).toBe(1);
        expect(await count()).toBe(3);
        await sql.query("drop view footage_now");
      });

      it("takes an instant as the date of the policy's zone", async () => {
        await sql.query("create table shot (id uuid primary key default gen_random_uuid(), at timestamptz not null, wall timestamp)");
        await sql.query("insert into shot (at, wall) values ('2021-12-31T23:30:00Z', '2021-12-31 23:30'), ('2021-12-31T22:30:00Z', null)");
        const asOf = day("2022-01-31");
        expect(await plan({ sql, policy: footage, table: { table: "public.shot", start: "at" }, asOf })).toMatchObject({
          overdue: 1,
          removable: 2,
        });
        expect(await plan({ sql, policy: footage, table: { table: "shot", start: "wall" }, asOf })).toMatchObject({
          overdue: 1,
          removable: 1,
        });
        expect(await sweep({ sql, policy: footage, table: { table: "shot", start: "at" }, batch: 1 })).toMatchObject({
          removed: 2,
          done: true,
        });
        await sql.query("drop table shot");
      });

      it("refuses the table's own name for the view", async () => {
        expect(await rejectionCode(createExpiryView({ sql, policy: footage, table, view: "footage" }))).toBe("TABLE_INVALID");
      });
    });

    describe("the clock", () => {
      it("is simulated forward only, and says that it is", async () => {
        expect(await databaseDay(sql, "Europe/Monaco")).toEqual({ today: "2022-01-31", simulated: true });
        expect(await databaseDay(sql, "Pacific/Kiritimati")).toEqual({ today: "2022-02-01", simulated: true });
        expect(await rejectionCode(simulateTime(sql, new Date("2022-01-31T10:59:59Z")))).toBe("CLOCK_BACKWARDS");
        expect(await rejectionCode(simulateTime(sql, new Date("never")))).toBe("INSTANT_INVALID");
        await sql.query("delete from favorable.clock");
        const real = await databaseDay(sql, "UTC");
        expect(real.simulated).toBe(false);
        expect(Math.abs(Date.parse(real.today) - Date.now())).toBeLessThan(2 * 86_400_000);
      });

      it("keeps the day of an event once it is recorded", async () => {
        await recordEvent(sql, "ended", day("2022-01-01"));
        await recordEvent(sql, "ended", day("2022-01-01"));
        expect(await rejectionCode(recordEvent(sql, "ended", day("2022-01-02")))).toBe("EVENT_RECORDED");
        expect(await recordedEvents(sql)).toEqual({ ended: "2022-01-01" });
      });
    });

    describe("a sweep", () => {
      it("takes what the plan counted, in batches, and leaves one piece of evidence for each", async () => {
        await fill(25, 10);
        await placeHold(sql, { policy: footage, key: 7, table, kind: "litigation", reason: "case 1" });
        const before = await plan({ sql, policy: footage, table });
        expect(before).toMatchObject({ removable: 24, held: 1, overdue: 25, rows: 35 });
        expect(await count()).toBe(35);
        const result = await sweep({ sql, policy: footage, table, batch: 10 });
        expect(result).toMatchObject({ done: true, asOf: "2022-01-31", simulated: true, removed: 24, held: 1, batches: 4, lagDays: 1 });
        const evidence = await purgeEvidence(sql, footage);
        expect(evidence.map(({ removed, held }) => [removed, held])).toEqual([
          [9, 1],
          [10, 0],
          [5, 0],
        ]);
        expect(evidence[0]).toMatchObject({
          action: "delete",
          level: "row gone",
          version: 1,
          relation: "footage",
          asOf: "2022-01-31",
          simulated: true,
        });
        expect(await count()).toBe(11);
        expect(await plan({ sql, policy: footage, table })).toMatchObject({ removable: 0, held: 1 });
        expect(await sweep({ sql, policy: footage, table, batch: 10 })).toMatchObject({ done: true, removed: 0 });
      });

      it("takes what a hold kept once the hold is released", async () => {
        await fill(3, 1);
        const all = await placeHold(sql, { policy: footage, kind: "inspection", reason: "case 2", reviewOn: day("2022-06-01") });
        const one = await placeHold(sql, { policy: footage, key: 2, table, kind: "litigation", reason: "case 1" });
        expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 0, held: 3 });
        await releaseHold(sql, { id: all.id, reason: "closed" });
        expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 2, held: 1 });
        await releaseHold(sql, { id: one.id, reason: "closed" });
        expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 1, held: 0 });
        expect(await rejectionCode(releaseHold(sql, { id: one.id, reason: "again" }))).toBe("HOLD_UNKNOWN");
        expect(await rejectionCode(releaseHold(sql, { id: "9999", reason: "none" }))).toBe("HOLD_UNKNOWN");
        expect(await rejectionCode(releaseHold(sql, { id: one.id, reason: " " }))).toBe("HOLD_INVALID");
        expect(await rejectionCode(placeHold(sql, { policy: footage, kind: "", reason: "x" }))).toBe("HOLD_INVALID");
      });

      it("never takes a held row, however its key is written", async () => {
        const uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        const cases: readonly (readonly [string, string | number | bigint, readonly (string | number | bigint)[]])[] = [
          ["uuid", uuid, [uuid.toUpperCase(), `{${uuid}}`, uuid.replaceAll("-", ""), ` ${uuid}`.trim()]],
          ["char(6)", "AB", ["AB    ", "AB"]],
          ["varchar(6)", "AB", ["AB"]],
          ["bigint", "9007199254740993", ["9007199254740993", 9007199254740993n, "+9007199254740993", " 9007199254740993 "]],
          ["bigint", "-9223372036854775808", ["-9223372036854775808"]],
          ["bigint", "9223372036854775807", ["9223372036854775807"]],
          ["int", 7, [7, "007", 7n]],
          ["numeric(10,2)", "7.5", ["7.50", "7.5", "75e-1"]],
          ["date", "2021-10-30", ["2021-10-30", "30 October 2021"]],
          ["timestamptz", "2021-10-30T08:00:00Z", ["2021-10-30T10:00:00+02:00"]],
          ["bytea", "\\xab", ["\\xAB"]],
        ];
        for (const [type, key, writings] of cases) {
          await sql.query(`create table keyed (id ${type} primary key, taken_on date)`);
          await sql.query(`insert into keyed values ($1::text::${type}, '2021-01-01')`, [String(key)]);
          const attached = { sql, policy: footage, table: { table: "keyed" } };
          for (const written of writings) {
            const { id } = await placeHold(sql, { ...attached, key: written, kind: "litigation", reason: "case 1" });
            expect([type, written, await plan(attached)]).toMatchObject([type, written, { removable: 0, held: 1 }]);
            expect([type, written, await sweep(attached)]).toMatchObject([type, written, { removed: 0, held: 1 }]);
            await releaseHold(sql, { id, reason: "closed" });
          }
          expect(await sweep(attached)).toMatchObject({ removed: 1 });
          await sql.query("drop table keyed");
        }
      });

      it("refuses a hold that would keep nothing, and what is no hold, without repeating it", async () => {
        await fill(3, 0);
        await sql.query("create table coded (id char(3) primary key, taken_on date)");
        await sql.query("insert into coded values ('ABC', null)");
        const good = { policy: footage, table, key: 1, kind: "litigation", reason: "case 1" };
        const odd: readonly (readonly [object, string])[] = [
          ...[2 ** 53, Number.NaN, 1.5, Number.POSITIVE_INFINITY, null, {}, true, "a\0b", "\ud800"].map((key) => [{ key }, "key"] as const),
          ...["nope", "", "1.5", "99999999999999999999"].map((key) => [{ key }, "key"] as const),
          [{ key: 4711 }, "no-row"],
          [{ key: "ABCD", table: { table: "coded" } }, "no-row"],
          [{ table: undefined }, "table"],
          [{ table: null }, "table"],
          ...[null, "", " ", 5].map((kind) => [{ kind }, "kind"] as const),
          ...[null, undefined, "\n"].map((reason) => [{ reason }, "reason"] as const),
          [{ reviewOn: "soon" }, "reviewOn"],
          [{ policy: null }, "policy"],
        ];
        for (const [change, reason] of odd) {
          const error: unknown = await placeHold(sql, { ...good, ...change } as never).catch((thrown: unknown) => thrown);
          expect([change, error]).toMatchObject([change, { code: "HOLD_INVALID", details: { reason } }]);
          expect(JSON.stringify(error)).not.toContain("nope");
        }
        for (const none of [null, undefined, 5]) expect(await rejectionCode(placeHold(sql, none as never))).toBe("HOLD_INVALID");
        expect(await rejectionCode(releaseHold(sql, null as never))).toBe("HOLD_INVALID");
        expect(await rejectionCode(releaseHold(sql, { id: "x", reason: "y" }))).toBe("HOLD_UNKNOWN");
        expect(await rejectionCode(placeHold(sql, { ...good, table: { table: "none" } }))).toBe("TABLE_INVALID");
        expect(await count("favorable.hold")).toBe(0);
        await sql.query("drop table coded");
      });
    });

    sweepSuite({ sql: () => sql, fill, count });
  });
}
