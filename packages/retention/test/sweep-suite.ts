/** Sweeps of a table: where they stop and go on, what they refuse. A part of the suite of `postgres-suite.ts`. */
import { addDays, calendarDate } from "@favorable/core";
import { definePolicy, type RetentionPolicy } from "@favorable/retention";
import {
  type PurgeEvidence,
  placeHold,
  plan,
  purgeEvidence,
  recordEvent,
  releaseHold,
  simulateTime,
  sweep,
  visibleCondition,
} from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { footage, logs } from "./policies.ts";

/** What the suite gives. */
export interface SweepFixture {
  sql(): Sql;
  /** `due` rows that expired on 2022-01-30, then `kept` rows of the day itself. */
  fill(due: number, kept: number): Promise<void>;
  count(from?: string): Promise<number>;
}

const day = calendarDate;
const table = { table: "footage" };

export function sweepSuite({ sql: opened, fill, count }: SweepFixture): void {
  describe("a sweep that stops, goes on, or refuses", () => {
    let sql: Sql;
    beforeEach(() => {
      sql = opened();
    });

    it("stops at a hold that was never checked and cannot be read, until it is released", async () => {
      await fill(2, 0);
      const put = "insert into favorable.hold (policy, key, kind, reason) values ($1, $2, 'litigation', 'case') returning id::text as id";
      await sql.query(put, [footage.id, "002"]); // By hand, but a key of the table.
      const { rows } = await sql.query<{ id: string }>(put, [footage.id, "nope"]);
      expect(await rejectionCode(plan({ sql, policy: footage, table }))).toBe("HOLD_INVALID");
      expect(await rejectionCode(sweep({ sql, policy: footage, table }))).toBe("HOLD_INVALID");
      expect(await count()).toBe(2);
      await releaseHold(sql, { id: rows[0]?.id ?? "", reason: "mistaken" });
      expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 1, held: 1 });
    });

    it("takes a hold of another table under the policy for one, whose keys may be of another type", async () => {
      await fill(1, 0);
      await sql.query("create table named (id text primary key, taken_on date)");
      await sql.query("insert into named values ('one', '2021-01-01'), ('1', '2021-01-01')");
      await placeHold(sql, { policy: footage, table: { table: "named" }, key: "one", kind: "litigation", reason: "case" });
      expect(await sweep({ sql, policy: footage, table })).toMatchObject({ removed: 1, held: 0 });
      expect(await sweep({ sql, policy: footage, table: { table: "named" } })).toMatchObject({ removed: 1, held: 1 });
      await sql.query("drop table named");
    });

    it("counts rows without a start, and is not stopped by a date beyond the calendar", async () => {
      const dates = ["infinity", "-infinity", "4713-01-01 BC", "5874897-12-31", "10000-01-01", "2021-01-01", "9999-12-31", "0001-01-01"];
      await sql.query("create table odd (id int primary key, taken_on date, at timestamptz, wall timestamp)");
      await sql.query("insert into odd (id) values (0)");
      const fits = (date: string): string => (date.startsWith("5874897") ? "294276-12-31" : date);
      for (const [at, date] of dates.entries())
        await sql.query("insert into odd values ($1::int, $2::date, $3::timestamptz, $3::timestamp)", [at + 1, date, fits(date)]);
      const long = definePolicy({ ...footage, id: "long", maximum: [{ period: "P9999Y11M" }, { period: "P30D" }] });
      for (const start of ["taken_on", "wall", "at"]) {
        const attached = { sql, policy: long, table: { table: "odd", start } };
        const counted = { withoutStart: 6, removable: 2, rows: 9 };
        expect([start, await plan(attached)]).toMatchObject([start, counted]);
        const visible = await sql.query(`select id from odd t where ${await visibleCondition(attached)}`);
        expect(visible.rowCount).toBe(7);
      }
      expect(await sweep({ sql, policy: long, table: { table: "odd" } })).toMatchObject({ removed: 2, done: true });
      await sql.query("drop table odd");
    });

    it("waits for an event that ends later, and for the floor after it", async () => {
      await fill(2, 0);
      await simulateTime(sql, new Date("2024-01-01T00:00:00Z"));
      expect(await sweep({ sql, policy: logs, table })).toMatchObject({ removed: 0, held: 0, done: true });
      await recordEvent(sql, "obligation.ended", day("2024-01-01"));
      expect(await sweep({ sql, policy: logs, table })).toMatchObject({ removed: 0 });
      await simulateTime(sql, new Date("2024-01-02T00:00:00Z"));
      expect(await sweep({ sql, policy: logs, table })).toMatchObject({ removed: 2 });
    });

    it("stops within its maximum, its budget or on abort, and goes on where it stopped", async () => {
      await fill(30, 0);
      const first = await sweep({ sql, policy: footage, table, batch: 8, maxRows: 12 });
      expect(first).toMatchObject({ done: false, removed: 12, batches: 2 });
      expect(await sweep({ sql, policy: footage, table, budgetMs: 0 })).toMatchObject({ done: false, removed: 0, batches: 0 });
      expect(await sweep({ sql, policy: footage, table, signal: AbortSignal.abort() })).toMatchObject({ done: false, batches: 0 });
      await sql.query("insert into footage (id, taken_on) values (-1, '2021-01-01')"); // Before the stored position: for the next sweep.
      expect(await sweep({ sql, policy: footage, table, batch: 8 })).toMatchObject({ done: true, removed: 18 });
      expect(await sweep({ sql, policy: footage, table })).toMatchObject({ done: true, removed: 1 });
    });

    it("begins anew for another day or another version", async () => {
      await fill(5, 0);
      await sweep({ sql, policy: footage, table, batch: 2, maxRows: 2, asOf: day("2022-01-30") });
      expect(await sweep({ sql, policy: footage, table, batch: 2, asOf: day("2022-01-31") })).toMatchObject({ removed: 3, done: true });
      const shorter = definePolicy({ ...footage, version: 2, maximum: { period: "P1D" } });
      await sql.query("insert into footage (id, taken_on) values (1, '2022-01-29')");
      expect(await sweep({ sql, policy: shorter, table })).toMatchObject({ removed: 1 });
      expect((await purgeEvidence(sql, footage)).map(({ version }) => version)).toEqual([1, 1, 1, 2]);
    });

    it("is shared by workers that run at once, every row once", async () => {
      await fill(60, 5);
      const workers = await Promise.all([1, 2, 3].map(() => sweep({ sql, policy: footage, table, batch: 7 })));
      expect(workers.reduce((total, { removed }) => total + removed, 0)).toBe(60);
      expect((await purgeEvidence(sql, footage)).reduce((total, { removed }) => total + removed, 0)).toBe(60);
      expect(await count()).toBe(5);
    });

    it("hands its evidence on in the same transaction, and undoes the batch when that fails", async () => {
      await fill(4, 0);
      const told: PurgeEvidence[] = [];
      const onEvidence = async (tx: Sql, evidence: PurgeEvidence): Promise<void> => {
        expect((await tx.query("select 1 from favorable.purge where id = $1::bigint", [evidence.id])).rowCount).toBe(1);
        if (told.push(evidence) === 2) throw new Error("the log is closed");
      };
      await expect(sweep({ sql, policy: footage, table, batch: 2, onEvidence })).rejects.toThrow("the log is closed");
      expect(await count()).toBe(2);
      expect(await purgeEvidence(sql, footage)).toEqual([told[0]]);
      expect(await sweep({ sql, policy: footage, table, batch: 2, onEvidence })).toMatchObject({ removed: 2, done: true });
      expect(await purgeEvidence(sql, footage)).toEqual([told[0], told[2]]);
    });

    it("empties columns instead of rows when the policy says so, once", async () => {
      await fill(3, 1);
      const policy = definePolicy({ ...footage, id: "footage.agent", then: "anonymise" });
      const attached = { ...table, anonymise: { columns: ["agent"], mark: "emptied_on" } };
      expect(await sweep({ sql, policy, table: attached, batch: 2 })).toMatchObject({ removed: 3, done: true });
      expect(await sweep({ sql, policy, table: attached })).toMatchObject({ removed: 0 });
      const { rows } = await sql.query("select id, agent, emptied_on from footage order by id");
      expect(rows).toEqual([
        ...["1", "2", "3"].map((id) => ({ id, agent: null, emptied_on: "2022-01-31" })),
        { id: "4", agent: "a-4", emptied_on: null },
      ]);
      expect((await purgeEvidence(sql, policy)).map(({ level, action }) => [level, action])).toEqual([
        ["columns emptied", "anonymise"],
        ["columns emptied", "anonymise"],
      ]);
    });

    it("follows a key of several columns, in their order, and a hold that names them as a JSON array", async () => {
      await sql.query("create table pair (a int, taken_on date, b text, primary key (b, a))");
      await sql.query("insert into pair select g % 4, '2021-12-31', chr(97 + g / 4) from generate_series(0, 19) as g");
      await sql.query("update pair set taken_on = '2022-01-31' where a = 3 and b = 'a'");
      const pair = { table: "pair" };
      const { id } = await placeHold(sql, { policy: footage, table: pair, key: '["c",  1]', kind: "litigation", reason: "case" });
      expect(await rejectionCode(placeHold(sql, { policy: footage, table: pair, key: "c", kind: "x", reason: "y" }))).toBe("HOLD_INVALID");
      expect(await plan({ sql, policy: footage, table: pair })).toMatchObject({ removable: 18, held: 1, heldByKind: { litigation: 1 } });
      expect(await sweep({ sql, policy: footage, table: pair, batch: 3, maxRows: 4 })).toMatchObject({ done: false, removed: 4 });
      expect(await sweep({ sql, policy: footage, table: pair, batch: 3 })).toMatchObject({ done: true, removed: 14, held: 1 });
      await releaseHold(sql, { id, reason: "closed" });
      expect(await sweep({ sql, policy: footage, table: pair })).toMatchObject({ done: true, removed: 1 });
      expect((await sql.query("select a, b from pair")).rows).toEqual([{ a: 3, b: "a" }]);
      await sql.query("drop table pair");
    });

    it("works on keys that are texts with quotes, in the order of their column", async () => {
      await sql.query(`create table "odd ""name" ("the id" text primary key, "taken on" date)`);
      await sql.query(
        `insert into "odd ""name" values ('a''b', '2021-01-01'), ('Z', '2021-01-01'), ('é"', '2021-01-01'), ('', '2022-01-31')`,
      );
      const odd = { table: 'odd "name', start: "taken on" };
      await placeHold(sql, { policy: footage, key: "a'b", table: odd, kind: "litigation", reason: "case" });
      expect(await sweep({ sql, policy: footage, table: odd, batch: 1 })).toMatchObject({ removed: 2, held: 1, done: true });
      await sql.query(`drop table "odd ""name"`);
    });

    it("refuses a day that has not come, and sizes that are none", async () => {
      await fill(1, 0);
      expect(await rejectionCode(sweep({ sql, policy: footage, table, asOf: addDays(day("2022-01-31"), 1) }))).toBe("AS_OF_FUTURE");
      expect(await plan({ sql, policy: footage, table, asOf: day("2030-01-01") })).toMatchObject({ removable: 1 });
      for (const size of [{ batch: 0 }, { batch: 100_001 }, { batch: 1.5 }, { maxRows: 0 }])
        expect(await rejectionCode(sweep({ sql, policy: footage, table, ...size }))).toBe("BATCH_INVALID");
    });

    it("refuses to begin while nobody has said what becomes of the rows that refer to what goes, naming the constraint", async () => {
      await fill(4, 0);
      await sql.query("create table mask (footage bigint constraint mask_of_footage references footage)");
      await sql.query("insert into mask values (3)");
      const error: unknown = await sweep({ sql, policy: footage, table, batch: 2 }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "DEPENDANT_UNDECLARED",
        details: { tables: ["public.mask"], constraints: ["mask_of_footage"] },
      });
      expect([await count(), (await purgeEvidence(sql, footage)).length]).toEqual([4, 0]);
      await sql.query("drop table mask");
      expect(await sweep({ sql, policy: footage, table, batch: 2 })).toMatchObject({ removed: 4 });
    });

    it("refuses a table it cannot sweep safely", async () => {
      await sql.query("create table bare (taken_on date)");
      await sql.query("create table loose (id int primary key, taken_on text)");
      const of = (name: string, policy: RetentionPolicy = footage, more = {}) =>
        rejectionCode(plan({ sql, policy, table: { table: name, ...more } }));
      for (const name of ["bare", "loose", "none", "a.b.c", "", "x".repeat(64)])
        expect([name, await of(name)]).toEqual([name, "TABLE_INVALID"]);
      expect(await of("footage", footage, { start: "agent" })).toBe("TABLE_INVALID");
      expect(await of("footage", footage, { start: "no_such" })).toBe("TABLE_INVALID");
      const anonymise = definePolicy({ ...footage, then: "anonymise" });
      for (const mark of [
        undefined,
        { columns: ["agent"], mark: "agent" },
        { columns: ["id"], mark: "emptied_on" },
        { columns: [], mark: "emptied_on" },
      ])
        expect(await of("footage", anonymise, mark === undefined ? {} : { anonymise: mark })).toBe("TABLE_INVALID");
      const shred = definePolicy({ ...footage, then: "shred" });
      expect(await of("footage", shred)).toBe("TABLE_INVALID"); // Whose keys would be destroyed is not said.
      expect(await rejectionCode(sweep({ sql, policy: shred, table: { ...table, subject: "agent" } }))).toBe("ACTION_UNSUPPORTED");
      for (const each of ["bare", "loose"]) await sql.query(`drop table ${each}`);
    });
  });
}
