import { holdsBySubject, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { attachSuite } from "./attach-suite.ts";
import { holdSuite } from "./hold-suite.ts";
import { monthEndSuite } from "./month-end-suite.ts";
import { footage } from "./policies.ts";
import { readingSuite } from "./reading-suite.ts";

const open = async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
};

readingSuite("a real server", open);
holdSuite("a real server", open);
attachSuite("a real server", open);
monthEndSuite("a real server", open);

it("takes no row of a subject once a hold on the subject is placed, however holds, releases and sweeps interleave", async () => {
  const { sql, close } = await open();
  await migrate(sql, retentionMigrations);
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  await sql.query("create table footage (id int primary key, agent int not null, taken_on date not null)");
  await sql.query("insert into footage select g, g % 20, date '2021-12-01' from generate_series(1, 600) as g");
  const table = { table: "footage", subject: "agent" };
  const count = async (agent: number): Promise<number> =>
    (await sql.query<{ n: number }>("select count(*)::int as n from footage where agent = $1::int", [agent])).rows[0]?.n ?? -1;
  let running = true;
  const taken: number[] = [];
  let placed = 0;
  const holder = async (seed: number): Promise<void> => {
    const desk = holdsBySubject(sql);
    for (let turn = 0; running; turn++) {
      const agent = (seed * 7 + turn * 3) % 20;
      const { id } = await desk.place({ subject: String(agent), kind: "request", reason: "case" });
      const there = await count(agent);
      await new Promise((resolve) => setTimeout(resolve, 3));
      if ((await count(agent)) !== there) taken.push(agent);
      placed += there > 0 ? 1 : 0;
      await desk.release({ id, reason: "answered" });
    }
  };
  const holders = [1, 2].map(holder);
  while (!(await sweep({ sql, policy: footage, table, batch: 10, maxRows: 30 })).done);
  running = false;
  await Promise.all(holders);
  expect(taken).toEqual([]);
  expect(placed).toBeGreaterThan(0);
  while (!(await sweep({ sql, policy: footage, table })).done);
  await sweep({ sql, policy: footage, table });
  expect((await sql.query("select 1 from footage")).rowCount).toBe(0); // What holds kept went once they were released.
  await close();
});
