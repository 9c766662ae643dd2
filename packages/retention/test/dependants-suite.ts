/** Rows of other tables that refer to what goes: the same on PGlite and on a real server. */
import { definePolicy } from "@favorable/retention";
import {
  type Dependant,
  placeHold,
  plan,
  purgeEvidence,
  type RetainedTable,
  releaseHold,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { footage } from "./policies.ts";
import type { Opened } from "./postgres-suite.ts";

const TABLES = `create table footage (id int primary key, taken_on date, copy_of int references footage);
create table mask (id int primary key, footage int not null references footage on delete restrict);
create table stroke (id int primary key, mask int references mask on delete cascade);
create table note (id int primary key, footage int references footage, author text, text text);
create table count (id int primary key, footage int references footage, agent text, n int)`;
const all: readonly Dependant[] = [
  { table: "stroke", then: "cascade" },
  { table: "mask", then: "cascade" },
  { table: "note", then: "detach" },
  { table: "count", then: "keep-anonymous", columns: ["agent"] },
  { table: "footage", then: "detach" },
];
const table: RetainedTable = { table: "footage", dependants: all };

export function dependantsSuite(name: string, open: () => Promise<Opened>): void {
  describe(`dependants on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    const rows = async (text: string): Promise<unknown[]> => (await sql.query(text)).rows;
    const without = (gone: string): RetainedTable => ({ table: "footage", dependants: all.filter((one) => one.table !== gone) });

    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
      for (const text of TABLES.split(";")) await sql.query(text);
    });
    afterAll(() => close());
    beforeEach(async () => {
      await sql.query("truncate footage, mask, stroke, note, count, favorable.hold, favorable.purge, favorable.sweep cascade");
      await sql.query(
        "insert into footage select g, case when g <= 6 then date '2021-12-01' else date '2022-01-31' end, case when g > 1 then g - 1 end from generate_series(1, 8) g",
      );
      await sql.query("insert into mask select g, 1 + g % 8 from generate_series(1, 16) g");
      await sql.query("insert into stroke select g, 1 + g % 16 from generate_series(1, 48) g");
      await sql.query("insert into note select g, g, 'agent', 'text' from generate_series(1, 8) g");
      await sql.query("insert into count select g, g, 'agent', 5 from generate_series(1, 8) g");
    });

    it("go, are detached, or stay without a name, as declared, counted in plan, batch and evidence", async () => {
      const expected = { stroke: 36, mask: 12, note: 6, count: 6, footage: 1 };
      const planned = await plan({ sql, policy: footage, table });
      expect(planned).toMatchObject({ removable: 6, dependants: expected });
      expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 6, dependants: expected, done: true });
      expect((await purgeEvidence(sql, footage))[0]).toMatchObject({ removed: 6, dependants: expected });
      expect(await rows("select id, copy_of from footage order by id")).toEqual([
        { id: 7, copy_of: null },
        { id: 8, copy_of: 7 },
      ]);
      expect(await rows("select count(*)::int as masks, (select count(*)::int from stroke) as strokes from mask")).toEqual([
        { masks: 4, strokes: 12 },
      ]);
      expect(await rows("select count(*)::int as n from note where footage is null and author = 'agent'")).toEqual([{ n: 6 }]);
      expect(await rows("select count(*)::int as n, sum(n)::int as sum from count where footage is null and agent is null")).toEqual([
        { n: 6, sum: 30 },
      ]);
    });

    it("are refused while one foreign key has no declaration, at the plan already, those of dependants included", async () => {
      for (const gone of ["mask", "note", "count", "footage", "stroke"]) {
        const error: unknown = await plan({ sql, policy: footage, table: without(gone) }).catch((thrown: unknown) => thrown);
        expect([gone, error]).toMatchObject([gone, { code: "DEPENDANT_UNDECLARED", details: { tables: [`public.${gone}`] } }]);
        expect(await rejectionCode(sweep({ sql, policy: footage, table: without(gone) }))).toBe("DEPENDANT_UNDECLARED");
      }
      expect(await rows("select count(*)::int as n from footage")).toEqual([{ n: 8 }]);
    });

    it("are refused when what is declared does not fit", async () => {
      const changed = (name: string, to: Dependant): RetainedTable => ({
        table: "footage",
        dependants: all.map((one) => (one.table === name ? to : one)),
      });
      const reasonOf = async (of: RetainedTable): Promise<unknown> =>
        plan({ sql, policy: footage, table: of }).then(
          () => "nothing",
          (error) => error.details.reason,
        );
      expect(await reasonOf(changed("mask", { table: "mask", then: "detach" }))).toBe("not-nullable");
      expect(await reasonOf(changed("footage", { table: "footage", then: "cascade" }))).toBe("cycle");
      expect(await reasonOf({ table: "footage", dependants: [...all, { table: "no_such", then: "detach" }] })).toBe("unknown-table");
      expect(await reasonOf({ table: "footage", dependants: [...all, { table: "public.mask", then: "detach" }] })).toBe("repeated");
      expect(
        await reasonOf({
          table: "mask",
          dependants: [
            { table: "stroke", then: "cascade" },
            { table: "note", then: "detach" },
          ],
          start: "id",
        }),
      ).not.toBe("nothing");
      for (const columns of [[], ["no_such"], ["id"], ["footage"], ["agent", "agent"]])
        expect([columns, await reasonOf(changed("count", { table: "count", then: "keep-anonymous", columns }))]).toEqual([
          columns,
          "columns",
        ]);
    });

    it("keep a row while one that would go with it is on hold itself", async () => {
      const masks = { table: "mask", dependants: [{ table: "stroke", then: "cascade" }] } as const;
      const edits = definePolicy({ ...footage, id: "edits" });
      const { id } = await placeHold(sql, { policy: edits, key: 2, table: masks, kind: "litigation", reason: "case" }); // Of row 3.
      expect(await plan({ sql, policy: footage, table })).toMatchObject({ removable: 5, held: 1, heldByKind: { dependant: 1 } });
      expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 5, held: 1 });
      expect(await rows("select id from mask where id = 2")).toEqual([{ id: 2 }]);
      await releaseHold(sql, { id, reason: "closed" });
      expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 1, held: 0 });
    });

    it("count towards the size of a batch (cockroach #125103), one row with its own always going", async () => {
      const result = await sweep({ sql, policy: footage, table, batch: 20, duty: 1 });
      expect(result).toMatchObject({ removed: 6, done: true });
      for (const { removed, dependants } of await purgeEvidence(sql, footage)) {
        const size = removed + Object.values(dependants).reduce((one, other) => one + other, 0);
        expect(removed === 1 || size <= 20 + 1).toBe(true);
      }
      expect((await purgeEvidence(sql, footage)).length).toBeGreaterThan(2);
    });

    it("are what the plan counted, whatever refers to what", async () => {
      const links = fc.array(fc.record({ mask: fc.integer({ min: 1, max: 8 }), hold: fc.boolean() }), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(links, fc.integer({ min: 1, max: 30 }), async (masks, batch) => {
          await sql.query("truncate footage, mask, stroke, note, count, favorable.hold, favorable.purge, favorable.sweep cascade");
          await sql.query(
            "insert into footage select g, case when g % 3 > 0 then date '2021-12-01' else date '2022-01-31' end from generate_series(1, 8) g",
          );
          for (const [id, { mask }] of masks.entries()) {
            await sql.query("insert into mask values ($1::int, $2::int)", [id, mask]);
            await sql.query("insert into stroke values ($1::int, $1::int)", [id]);
          }
          for (const [id, { hold }] of masks.entries()) {
            const on = { policy: definePolicy({ ...footage, id: "edits" }), table: { table: "mask" } };
            if (hold && id % 4 === 0) await placeHold(sql, { ...on, key: id, kind: "litigation", reason: "case" });
          }
          const { removable, held, dependants } = await plan({ sql, policy: footage, table });
          const swept = await sweep({ sql, policy: footage, table, batch, duty: 1 });
          expect([swept.removed, swept.held]).toEqual([removable, held]);
          for (const [name, n] of Object.entries(dependants))
            if (name !== "footage") expect([name, swept.dependants[name] ?? 0]).toEqual([name, n]);
        }),
        { numRuns: 12, interruptAfterTimeLimit: 15_000 },
      );
    });
  });
}
