import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { snapshotRows } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase([
    `create table agent (id integer primary key, "staffNumber" text, status text, doses integer, comment text)`,
    `insert into agent select n, 'S' || n, repeat('complete', 40), 2, 'private' from generate_series(1, 6000) n`,
  ]);
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => {}); // One test ends a connection on purpose.
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it("the rows are those of one moment, whatever is written meanwhile", async () => {
  const file = join(folder, "moment.age");
  let writes = 0;
  const change = (): void => {
    if (writes++ > 0) return;
    pool.query("insert into agent select n, 'late', 'late', 0, '' from generate_series(6001, 6100) n").catch(() => {});
    pool.query("delete from agent where id > 5000 and id <= 6000").catch(() => {});
  };
  const { seal } = await exportRecords({
    ...request(file, memoryLedger().ledger),
    rows: snapshotRows(fromPg(pool), "select * from agent order by id"),
    onProgress: change,
  });
  expect([seal.rows, writes > 2]).toEqual([6000, true]);
  expect((await openExport(file, keys.identity)).seal).toEqual(seal);
});

it.each(["start", "end"])("a connection that is lost at the %s aborts the export and leaves no file", async (moment) => {
  const { ledger, events } = memoryLedger();
  const file = join(folder, `lost-at-${moment}.age`);
  const lose = async (): Promise<void> => {
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
  };
  const sql = fromPg(pool);
  const rows = (consume: (rows: AsyncIterable<Record<string, unknown>>) => Promise<void>): Promise<void> =>
    sql.transaction(
      async (tx) => {
        const { rows: all } = await tx.query<Record<string, unknown>>("select * from agent order by id limit 10");
        if (moment === "start") {
          await lose();
          await tx.query("select 1");
        }
        await consume(
          (async function* () {
            yield* all;
          })(),
        );
        await lose(); // All rows are in the file, and the snapshot cannot be ended: nobody knows that they are those of one moment.
      },
      { isolation: "repeatable read", readOnly: true },
    );
  await expect(exportRecords({ ...request(file, ledger), rows })).rejects.toMatchObject({
    code: "EXPORT_SOURCE",
    details: { code: expect.stringMatching(/^(SQL|COMMIT)_/) },
  });
  expect(events.map(({ type }) => type)).toEqual(["export.started", "export.aborted"]);
  expect(readdirSync(folder).filter((name) => name.startsWith("lost-at"))).toEqual([]);
});

it("a lost connection in the middle aborts the export and leaves no file", async () => {
  const { ledger, events } = memoryLedger();
  const file = join(folder, "lost.age");
  let ended = false;
  const query = "select *, pg_backend_pid() from agent a, generate_series(1, 10) order by a.id";
  await expect(
    exportRecords({
      ...request(file, ledger),
      rows: snapshotRows(fromPg(pool), query),
      onProgress: () => {
        if (ended) return;
        ended = true;
        pool
          .query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
          .catch(() => {});
      },
    }),
  ).rejects.toMatchObject({ code: "EXPORT_SOURCE", details: { code: expect.stringMatching(/^SQL_/) } });
  expect(events.map(({ type }) => type)).toEqual(["export.started", "export.aborted"]);
  expect(await rejectionCode(openExport(file, keys.identity))).toBe("EXPORT_DISK");
});
