import { rmSync } from "node:fs";
import { join } from "node:path";
import { snapshotRows } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import type { Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
let db: Awaited<ReturnType<typeof freshPglite>>;
let sql: Sql;
beforeAll(async () => {
  db = await freshPglite([
    `create table agent ("staffNumber" text, status text, doses integer, comment text)`,
    `insert into agent select 'S' || n, 'complete', 2, 'private' from generate_series(1, 2500) n`,
    "create table ledger (type text)",
  ]);
  sql = fromPglite(db);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

it("exports a query while the ledger writes to the same single connection", async () => {
  const file = join(folder, "export.age");
  const ledger = ({ type }: { type: string }) => sql.transaction((tx) => tx.query("insert into ledger values ($1::text)", [type]));
  const query = `select * from agent order by substr("staffNumber", 2)::integer`;
  const { seal } = await exportRecords({ ...request(file, ledger), rows: snapshotRows(sql, query) });
  expect(seal.rows).toBe(2500);
  expect((await sql.query<{ type: string }>("select type from ledger")).rows.map(({ type }) => type)).toEqual([
    "export.started",
    "export.sealed",
  ]);
  const { rows } = await openExport(file, keys.identity);
  expect((await rows().next()).value).toEqual({ staffNumber: "S1", status: "complete", doses: 2 });
});

it("aborts when the query fails, and the message of the database stays inside", async () => {
  const { ledger, events } = memoryLedger();
  const query = `select case when "staffNumber" = 'S2400' then 1 / 0 else 1 end as doses from agent`;
  await expect(exportRecords({ ...request(join(folder, "failed.age"), ledger), rows: snapshotRows(sql, query) })).rejects.toMatchObject({
    code: "EXPORT_SOURCE",
    details: { code: "SQL_FAILED" },
  });
  expect(events.map(({ type }) => type)).toEqual(["export.started", "export.aborted"]);
});

it("cannot change anything: the snapshot is read-only", async () => {
  const { ledger } = memoryLedger();
  const query = "with gone as (delete from agent returning *) select * from gone";
  await expect(exportRecords({ ...request(join(folder, "delete.age"), ledger), rows: snapshotRows(sql, query) })).rejects.toMatchObject({
    code: "EXPORT_SOURCE",
    details: { code: "SQL_FAILED" },
  });
  expect((await sql.query<{ n: number }>("select count(*)::integer n from agent")).rows[0]?.n).toBe(2500);
});
