/** A table as large as one likes, policies over it, and an ear for the statements that reach it. */
import { auditMigrations } from "@favorable/audit/postgres";
import { calendarDate } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import { recordEvent, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql, type SqlParam } from "@favorable/sql";

export const ROWS = 20_000;
/** Rows past thirty days. */
export const OVERDUE = 25;

const base = { version: 1, start: { kind: "field", field: "arrived_on" }, then: "delete", zone: "Europe/Monaco" } as const;
const table = { table: "app.visit", subject: null } as const;

/** Policies that count in different ways, and what they find. */
export const shapes = {
  "a cap from the start": {
    policy: definePolicy({ ...base, id: "cap", maximum: { period: "P30D" } }),
    table,
    expected: { oldest: "2022-01-30", overdue: OVERDUE, exact: true },
  },
  "nothing is overdue": {
    policy: definePolicy({ ...base, id: "long", maximum: { period: "P5Y" } }),
    table,
    expected: { oldest: "2022-01-30", overdue: 0, exact: true },
  },
  "an instant as start": {
    policy: definePolicy({ ...base, id: "instant", start: { kind: "field", field: "arrived_at" }, maximum: { period: "P30D" } }),
    table,
    expected: { oldest: "2022-01-30", overdue: OVERDUE, exact: true },
  },
  "a floor beyond the cap": {
    policy: definePolicy({ ...base, id: "floor", minimum: { period: "P1Y" }, maximum: { period: "P30D" } }),
    table,
    expected: { overdue: OVERDUE, exact: true },
  },
  "an archive after the active phase": {
    policy: definePolicy({
      ...base,
      id: "archive",
      maximum: { period: "P10D" },
      then: "archive",
      archive: { start: { kind: "end-of-active" }, maximum: { period: "P20D" }, roles: ["archivist"], then: "delete" },
    } as never),
    table,
    expected: { overdue: OVERDUE, exact: true },
  },
  "an event that has not come": {
    policy: definePolicy({ ...base, id: "event", maximum: { event: "end-of-duty" } }),
    table,
    expected: { oldest: "2022-01-30", overdue: 0, exact: true },
  },
} as const;

/** Makes a log's tables and a table of visits of which twenty-five are past thirty days. */
export async function largeSystem(sql: Sql, rows: number): Promise<void> {
  await migrate(sql, [...auditMigrations, ...retentionMigrations]);
  await simulateTime(sql, new Date("2022-03-15T09:00:00Z"));
  await recordEvent(sql, "another", calendarDate("2022-01-01"));
  await sql.query("create schema app");
  await sql.query(
    "create table app.visit (id bigint primary key, badge text not null, arrived_on date not null, arrived_at timestamptz not null)",
  );
  await sql.query(
    `insert into app.visit select n, 'badge ' || n, d, d + time '12:00' from (
       select n, case when n <= ${OVERDUE} then date '2022-01-30' else date '2022-03-10' end as d from generate_series(1, $1::int) n) v`,
    [rows],
  );
  await sql.query("create index visit_arrived_on_idx on app.visit (arrived_on, id)");
  await sql.query("create index visit_arrived_at_idx on app.visit (arrived_at)");
  await sql.query("vacuum analyze app.visit");
}

/** A port that remembers what it was asked. */
export function listening(sql: Sql): { readonly port: Sql; readonly heard: { text: string; params: readonly SqlParam[] }[] } {
  const heard: { text: string; params: readonly SqlParam[] }[] = [];
  const port: Sql = {
    query: (text, params = []) => {
      heard.push({ text, params });
      return sql.query(text, params);
    },
    transaction: (run, context) => sql.transaction(run, context),
  };
  return { port, heard };
}
