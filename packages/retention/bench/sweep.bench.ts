/**
 * Sweeps beside one bare DELETE of the same rows: CPU of the backend, read from /proc, on copies of one table; then PGlite.
 *
 * BENCH_ROWS (default 1,000,000; a fifth is due), BENCH_ROUNDS (3), BENCH_BATCH (50,000 rows looked at, of which a fifth goes),
 * BENCH_SECONDS (5) of foreground load for each case.
 * With fewer rows what a batch costs besides its rows weighs more than in a table that needs sweeping.
 */
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { calendarDate } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import { placeHold, purgeEvidence, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import { fromPglite } from "@favorable/sql/pglite";
import pg from "pg";
import { type Claim, type Ratio, report } from "../../../testing/bench.ts";
import { durableServer } from "../../audit/test/durable-server.ts";
import { foreground, slowest } from "./foreground.ts";
import { leanSweep } from "./lean.ts";

const ROWS = Number(process.env["BENCH_ROWS"] ?? 1_000_000);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const BATCH = Number(process.env["BENCH_BATCH"] ?? 50_000);
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const policy = definePolicy({
  id: "visit",
  version: 1,
  start: { kind: "field", field: "seen_on" },
  maximum: { period: "P30D" },
  then: "delete",
  zone: "UTC",
});
const table = { table: "visit", subject: null };
const FILL = `insert into visit select g, g % 9973, case when abs(hashint4(g)) % 5 = 0 then date '2021-12-01' else date '2022-01-20' end,
  'note ' || md5(g::text), md5((g + 1)::text), g % 7, g % 11, now() from generate_series(1, ${ROWS}) g`;
const CREATE = `create table visit (id bigint primary key, subject_id int, seen_on date, note text, more text, a int, b int, at timestamptz)`;

async function prepare(sql: Sql): Promise<void> {
  await sql.query("drop table if exists visit");
  await sql.query("truncate favorable.sweep, favorable.purge, favorable.hold cascade");
  await sql.query(CREATE);
  await sql.query(FILL);
  await sql.query("create index visit_start_idx on visit (seen_on, id)");
  await sql.query("create index visit_subject_idx on visit (subject_id)");
  await sql.query("vacuum analyze visit");
}

const bare = (sql: Sql) => sql.query("delete from visit where seen_on <= date '2022-01-01'");
const windows = (sql: Sql) => whole(sweep({ sql, policy, table, batch: BATCH, duty: 1 }));
async function whole(result: ReturnType<typeof sweep>): Promise<void> {
  if (!(await result).done) throw new Error("the sweep did not end");
}
const variants: Readonly<Record<string, (sql: Sql) => Promise<unknown>>> = {
  "one DELETE": bare,
  windows,
  order: (sql) => leanSweep({ sql, policy, table, batch: BATCH / 5, mode: "order" }),
  "without evidence": (sql) => leanSweep({ sql, policy, table, batch: BATCH, without: "evidence" }),
  "with evidence": (sql) => leanSweep({ sql, policy, table, batch: BATCH }),
  "without the question of holds": (sql) => leanSweep({ sql, policy, table, batch: BATCH, without: "holds" }),
  "1 % held": windows,
  "old snapshot": windows,
};

const server = await durableServer({ autovacuum: "off", max_wal_size: "8GB", shared_buffers: "512MB" });
const claims: Claim[] = [];
try {
  const pool = new pg.Pool({ connectionString: server.url, max: 1 }); // One backend, whose CPU is read.
  const other = new pg.Pool({ connectionString: server.url, max: 4 });
  const sql = fromPg(pool);
  await migrate(sql, retentionMigrations);
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  const pid = (await sql.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid ?? 0;
  const times: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of round % 2 === 0 ? Object.entries(variants) : Object.entries(variants).reverse()) {
      await prepare(sql);
      if (name === "1 % held") await hold(sql);
      await sql.query("checkpoint");
      const used = await withSnapshot(fromPg(other), name === "old snapshot", async () => {
        const before = cpu(pid);
        await run(sql);
        return cpu(pid) - before;
      });
      times[name] = [...(times[name] ?? []), used];
      process.stderr.write(`${name}: ${used.toFixed(0)} ms\n`);
    }
  }
  const ratio = (one: string, beside: string): Ratio =>
    spread((times[one] ?? []).map((value, at) => value / (times[beside]?.[at] ?? Number.NaN)));
  const note = (name: string): string => `CPU of the backend: ${(times[name] ?? []).map(Math.round).join(", ")} ms`;
  claims.push(
    {
      what: `sweep in windows ÷ one bare DELETE, ${ROWS / 5} of ${ROWS} rows`,
      figure: ratio("windows", "one DELETE"),
      atMost: 2.2,
      note: note("windows"),
    },
    { what: "sweep in start order ÷ one bare DELETE", figure: ratio("order", "one DELETE"), atMost: 4.5, note: note("order") },
    { what: "with ÷ without evidence", figure: ratio("with evidence", "without evidence"), atMost: 1.1, note: note("without evidence") },
    {
      what: "1 % of rows held ÷ holds not asked for",
      figure: ratio("1 % held", "without the question of holds"),
      atMost: 1.15,
      note: note("1 % held"),
    },
    { what: "an old snapshot open ÷ none", figure: ratio("old snapshot", "windows"), atMost: 1.1, note: note("old snapshot") },
  );
  const load: Record<"idle" | "one" | "throttled", number[][]> = { idle: [], one: [], throttled: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await prepare(sql);
    load.idle.push(await foreground(server.url, ROWS, () => new Promise((resolve) => setTimeout(resolve, SECONDS * 1000))));
    load.one.push(await foreground(server.url, ROWS, () => bare(sql)));
    await prepare(sql);
    load.throttled.push(await foreground(server.url, ROWS, () => sweep({ sql, policy, table, budgetMs: SECONDS * 1000 })));
  }
  const beside = (peer: "idle" | "one"): Ratio => spread(load.throttled.map((ours, at) => slowest(ours) / slowest(load[peer][at] ?? [])));
  const p99 = (peer: "idle" | "one"): string =>
    load.throttled.map((ours, at) => `${slowest(ours).toFixed(1)} beside ${slowest(load[peer][at] ?? []).toFixed(1)}`).join(", ");
  claims.push(
    {
      what: "foreground p99 under the default throttle ÷ idle",
      figure: beside("idle"),
      atMost: 3,
      note: `${p99("idle")} ms, of what was sent meanwhile`,
    },
    {
      what: "foreground p99 under the default throttle ÷ under one DELETE",
      figure: beside("one"),
      atMost: 0.5,
      note: `${p99("one")} ms`,
    },
  );
  await pool.end();
  await other.end();
} finally {
  await server.remove();
}

const db = await PGlite.create();
const lite = fromPglite(db);
await migrate(lite, retentionMigrations);
await simulateTime(lite, new Date("2022-01-31T11:00:00Z"));
// The default, and a larger one: there is one connection, so nobody waits for a lock; the time of a batch is time of the process.
const sizes = [1000, 10_000] as const;
const took: number[][] = [];
for (let round = 0; round < ROUNDS; round++) {
  const pair: number[] = [];
  for (const run of [...sizes.map((batch) => (sql: Sql) => sweep({ sql, policy, table, batch, duty: 1 })), bare]) {
    await prepare(lite);
    const started = performance.now();
    await run(lite);
    pair.push(performance.now() - started);
  }
  took.push(pair);
}
if ((await purgeEvidence(lite, policy)).some(({ asOf }) => asOf !== calendarDate("2022-01-31"))) throw new Error("another day was swept");
await db.close();
for (const [at, size] of sizes.entries())
  claims.push({
    what: `PGlite: sweep in windows of ${size} ÷ one bare DELETE (wall)`,
    figure: spread(took.map((all) => (all[at] ?? Number.NaN) / (all.at(-1) ?? Number.NaN))),
    note: took.map((all) => `${Math.round(all[at] ?? 0)} beside ${Math.round(all.at(-1) ?? 0)}`).join(", "),
  });
report(import.meta.url, "Sweeps beside one DELETE", claims);

/** Milliseconds on a processor, user and system: the first number of schedstat, in nanoseconds. */
function cpu(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

/** The median of the rounds, and how far they lay apart. */
function spread(ratios: readonly number[]): Ratio {
  const all = [...ratios].sort((a, b) => a - b);
  return {
    median: all[Math.floor(all.length / 2)] ?? Number.NaN,
    min: all[0] ?? Number.NaN,
    max: all.at(-1) ?? Number.NaN,
    rounds: all.length,
  };
}

/** One row in a hundred of those that are due. The first by the function, the others as it writes them. */
async function hold(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ id: string }>("select id::text as id from visit where seen_on < '2022-01-01' order by id limit 1");
  await placeHold(sql, { policy, table, key: rows[0]?.id ?? "", kind: "litigation", reason: "bench" });
  await sql.query(`insert into favorable.hold (policy, key, parts, keyed_by, place, scope, relation, target, author, kind, reason)
    select h.policy, v.id::text, array[v.id::text], h.keyed_by, h.place, h.scope, h.relation, h.target, h.author, h.kind, h.reason from visit v, favorable.hold h
    where v.seen_on < '2022-01-01' and v.id % 100 = 0`);
  await sql.query("analyze favorable.hold");
}

async function withSnapshot<T>(sql: Sql, open: boolean, run: () => Promise<T>): Promise<T> {
  if (!open) return run();
  return sql.transaction(
    async (tx) => {
      await tx.query("select count(*) from favorable.hold");
      return run();
    },
    { isolation: "repeatable read" },
  );
}
