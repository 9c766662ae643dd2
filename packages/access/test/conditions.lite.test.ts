import { conditionHolds, conditionSql } from "@favorable/access";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { actors, conditions, rows } from "./random-conditions.ts";

let db: Awaited<ReturnType<typeof freshPglite>>;
beforeAll(async () => {
  db = await freshPglite([`create table file (at int, person text, unit text, "openedOn" date)`]);
}, 60_000);
afterAll(() => db.close());

it("a condition's statement finds the very rows that its predicate holds for", { timeout: 60_000 }, async () => {
  const cases = fc.record({ condition: conditions, actor: actors, held: fc.array(rows, { minLength: 1, maxLength: 12 }) });
  await fc.assert(
    fc.asyncProperty(cases, async ({ condition, actor, held }) => {
      const facts = { ...actor, today: "2026-03-11" };
      await db.query("truncate file");
      await db.query(
        `insert into file select (r->>'at')::int, r->>'person', r->>'unit', (r->>'openedOn')::date from jsonb_array_elements($1::jsonb) r`,
        [JSON.stringify(held.map((row, at) => ({ ...row, at })))],
      );
      const { text, params } = conditionSql(condition, facts, { startAt: 2 });
      const found = await db.query<{ at: number }>(`select at from file where at >= $1::int and ${text} order by at`, [0, ...params]);
      const expected = held.flatMap((row, at) => (conditionHolds(condition, row, facts) ? [at] : []));
      expect(found.rows.map(({ at }) => at)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

it("quotes columns and takes those it is told", () => {
  const unit = { kind: "own-unit", field: "unit" } as const;
  const facts = { units: ["n"], today: "2026-03-11" };
  expect(conditionSql(unit, facts)).toEqual({ text: `"unit"::text = any($1::text[])`, params: [["n"]] });
  expect(conditionSql(unit, facts, { column: (field) => `f.${field}_code`, startAt: 4 }).text).toBe("f.unit_code::text = any($4::text[])");
  expect(conditionSql(unit, { today: "2026-03-11" })).toEqual({ text: "false", params: [] });
});
