/** The comparison that settles most rows says nothing else than the exact rule. */
import { calendarDate } from "@favorable/core";
import { definePolicy, type RetentionPolicy, type RetentionPolicyDefinition } from "@favorable/retention";
import { retentionMigrations } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { startCutoff } from "../src/postgres/cutoff.ts";
import { dueText } from "../src/postgres/due-text.ts";
import { conditionsOf } from "../src/postgres/predicate.ts";
import { statementParams } from "../src/postgres/statement.ts";
import { describeTable } from "../src/postgres/table.ts";
import { cutoffText } from "../src/postgres/window.ts";

const asOf = calendarDate("2022-11-30");
/** In Havana and the Azores clocks go back across midnight; Kiritimati is fourteen hours ahead. */
const zones = ["UTC", "Europe/Monaco", "America/Havana", "Atlantic/Azores", "Pacific/Kiritimati"];
const bounds: readonly Pick<RetentionPolicyDefinition, "minimum" | "maximum">[] = [
  { maximum: { period: "P30D" } },
  { maximum: { period: "P1M" } },
  { minimum: { period: "P3W" }, maximum: [{ period: "P1M" }, { period: "P24D" }] },
  { minimum: [{ period: "P1M" }, { period: "P33D" }] },
];

let close: () => Promise<void>;
let sql: Sql;
beforeAll(async () => {
  const db = await freshPglite();
  close = () => db.close();
  sql = fromPglite(db);
  await migrate(sql, retentionMigrations);
  await sql.query("create table entry (id int primary key generated always as identity, day date, wall timestamp, instant timestamptz)");
  // Every half hour of six weeks, in which clocks go back, then what is no start or a very early one.
  await sql.query(`insert into entry (day, wall, instant) select g::date, g at time zone 'UTC', g
    from generate_series('2022-10-14 00:00+00'::timestamptz, '2022-11-25 00:00+00', '30 minutes') g`);
  for (const odd of [
    "-infinity",
    "infinity",
    "4713-01-01 BC",
    "0001-12-31 BC",
    "0001-01-01",
    "0001-01-02",
    "0001-01-03",
    "0001-01-04",
    "9999-12-31",
  ])
    await sql.query("insert into entry (day, wall, instant) values ($1::date, $1::timestamp, $1::timestamptz)", [odd]);
  await sql.query("insert into entry (day) values (null)");
}, 60_000);
afterAll(() => close());

it.each(bounds)("judges every row as the exact rule does, whatever the column holds and the zone: %j", async (bound) => {
  for (const zone of zones)
    for (const start of ["day", "wall", "instant"]) {
      const policy = definePolicy({ id: "entry", version: 1, start: { kind: "field", field: start }, then: "delete", zone, ...bound });
      const { differ, due, early } = await judged(policy);
      expect([zone, start, differ]).toEqual([zone, start, 0]);
      expect(due).toBeGreaterThan(10);
      expect(early).toBe(true);
    }
});

async function judged(policy: RetentionPolicy): Promise<{ differ: number; due: number; early: boolean }> {
  const table = await describeTable(sql, policy, { table: "entry" });
  const cutoff = startCutoff(policy, {}, asOf);
  if (cutoff === "none") throw new Error("nothing is due");
  const params = statementParams();
  const day = params.add(asOf, "date");
  const due = dueText(params, { policy, table, cutoff }, cutoffText(params, table, cutoff, policy.zone), day);
  const { called, allowed } = conditionsOf(policy, table, day);
  const { rows } = await sql.query<{ differ: number; due: number }>(
    `select (count(*) filter (where coalesce(${due}, false) <> (${called} and ${allowed})))::int as differ,
      (count(*) filter (where ${due}))::int as due from entry t`,
    params.values,
  );
  return { differ: rows[0]?.differ ?? -1, due: rows[0]?.due ?? -1, early: due.includes("0001-01-03") };
}
