import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { countedEvidence, sampledEvidence } from "../src/index.ts";
import { sampledRows, tableCounters } from "../src/postgres/index.ts";
import { type Opened, openLog } from "./store-behaviour.ts";

let opened: Opened;

beforeAll(async () => {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined);
  opened = await openLog(async () => ({
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await drop();
    },
  }));
  await opened.sql.query("create table public.agent (id text primary key, changed_by text not null)");
});

afterAll(async () => {
  await opened.close();
});

/** A change, with its entry or without. */
async function change(row: number, logged: boolean): Promise<void> {
  const { sql, log } = opened;
  await sql.transaction(async (tx) => {
    await tx.query("insert into public.agent (id, changed_by) values ($1, $2)", [`p-${row}`, `a-${row % 3}`]);
    if (logged) await log.appendIn(tx, { type: "access.changed", clear: { record: "agent", row: `p-${row}` } });
  });
}

describe("evidence of completeness from the database itself", () => {
  it("shows the changes that somebody made without the log, by a sample and by the server's own counts", async () => {
    const { sql, log } = opened;
    const [before] = await tableCounters(sql, ["public.agent"]);
    for (let row = 0; row < 12; row++) await change(row, row !== 5);
    const rows = await sampledRows(sql, { table: "public.agent", columns: ["id"], count: 100 });
    expect(rows).toHaveLength(12);
    const operations = rows.map(({ id }) => ({ types: ["access.changed"], clear: { row: String(id) } }));
    expect(await sampledEvidence(log, { kind: "changes", operations })).toMatchObject({ expected: 12, found: 11, missing: 1 });
    await sql.query("select pg_stat_force_next_flush()");
    // Counts are published by each connection when it is next idle.
    await expect
      .poll(
        async () => {
          const [after] = await tableCounters(sql, ["public.agent"]);
          const expected = (after?.inserted ?? 0) - (before?.inserted ?? 0);
          return countedEvidence(log, { kind: "changes", expected, entries: { types: ["access.changed"] } });
        },
        { timeout: 15_000 },
      )
      .toMatchObject({ expected: 12, found: 11, missing: 1, sampled: false });
  });

  it("asks for plain names only", async () => {
    const { sql } = opened;
    for (const table of ["agent", 'public.agent"; drop table public.agent; --', "public.Agent"])
      for (const ask of [tableCounters(sql, [table]), sampledRows(sql, { table, columns: ["id"], count: 1 })])
        await expect(ask).rejects.toMatchObject({ code: "EVIDENCE_INVALID" });
    for (const wrong of [{ columns: ["id, changed_by"] }, { columns: [] }, { count: 0 }, { count: 20_000 }])
      await expect(sampledRows(sql, { table: "public.agent", columns: ["id"], count: 1, ...wrong })).rejects.toMatchObject({
        code: "EVIDENCE_INVALID",
      });
    await expect(tableCounters(sql, ["public.nobody"])).rejects.toMatchObject({ code: "TABLE_UNKNOWN" });
  });
});
