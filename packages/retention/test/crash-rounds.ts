/** Rounds of kills during sweeps, and what must be true after each. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import type { DurableServer } from "../../audit/test/durable-server.ts";
import { placeHold, plan, purgeEvidence, retentionMigrations, simulateTime, sweep } from "../src/postgres/index.ts";
import { CRASH_TABLE } from "./crash-table.ts";
import { footage } from "./policies.ts";

/** What was seen over all rounds. */
export interface SweepCrashes {
  rounds: number;
  /** Rows that had gone when the kill was looked at. */
  removed: number;
  /** Rounds in which the kill came before the end of the sweep. */
  interrupted: number;
  /** Rows gone without evidence, or evidenced and still there; dependants too. */
  unaccounted: number;
  /** Held rows that are gone. */
  heldGone: number;
  /** Rows on the wrong side of the stored positions: gone behind one, or due and passed over. */
  misplaced: number;
  /** Differences between what the plan counted after the kill and what the sweep then took. */
  unplanned: number;
}

const ROWS = 4000;
const HELD = [7, 1500, 2999];
const KINDS = ["worker", "backend", "server"] as const;

/** Runs rounds: the worker, its backend and the whole server are killed in turn, at a moment that varies. */
export async function sweepCrashRounds(
  server: DurableServer,
  rounds: number,
  log: (line: string) => void = () => undefined,
): Promise<SweepCrashes> {
  const count: SweepCrashes = { rounds: 0, removed: 0, interrupted: 0, unaccounted: 0, heldGone: 0, misplaced: 0, unplanned: 0 };
  await withSql(server.url, async (sql) => {
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id int primary key, taken_on date)");
    await sql.query("create table mask (id int primary key, footage int references footage)");
    await sql.query("create index on mask (footage)");
  });
  for (let round = 0; round < rounds; round++) {
    const kind = KINDS[round % KINDS.length] ?? "worker";
    await withSql(server.url, fill);
    await strike(server, kind, round % 2 === 0 ? "named" : "plain", 5 + ((round * 37) % 120));
    await withSql(server.url, (sql) => judge(sql, count));
    count.rounds++;
    log(`round ${round + 1} of ${rounds}, ${kind}: ${JSON.stringify(count)}`);
  }
  return count;
}

async function fill(sql: Sql): Promise<void> {
  await sql.query("truncate footage, mask, favorable.purge, favorable.sweep, favorable.hold cascade");
  // Three of four are due.
  await sql.query(
    "insert into footage select g, case when g % 4 = 0 then date '2022-01-31' else date '2021-12-01' end from generate_series(1, $1::int) g",
    [ROWS],
  );
  await sql.query("insert into mask select g, g from generate_series(1, $1::int, 5) g", [ROWS]);
  await sql.query("analyze footage");
  for (const key of HELD) await placeHold(sql, { policy: footage, key, table: CRASH_TABLE, kind: "litigation", reason: "case" });
}

async function strike(server: DurableServer, kind: (typeof KINDS)[number], how: "named" | "plain", after: number): Promise<void> {
  const child = work(server.url, how);
  const ended = once(child, "close");
  await Promise.race([new Promise((resolve) => child.stdout?.once("data", resolve)), ended]);
  await new Promise((resolve) => setTimeout(resolve, after));
  if (kind === "backend") await killBackend(server.url);
  if (kind === "server") {
    await server.crash();
    await server.start();
  }
  child.kill("SIGKILL");
  await ended;
}

function work(url: string, how: string): ChildProcess {
  const file = new URL("./crash-worker.ts", import.meta.url).pathname;
  return spawn(process.execPath, ["--import", "tsx", "--conditions=@favorable/source", file, url, how], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** SIGKILL: the server recovers as after a crash. */
async function killBackend(url: string): Promise<void> {
  await withSql(url, async (sql) => {
    const { rows } = await sql.query<{ pid: number }>(
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' order by state = 'active' desc limit 1",
    );
    const [backend] = rows;
    if (backend !== undefined) process.kill(backend.pid, "SIGKILL");
  });
}

async function judge(sql: Sql, count: SweepCrashes): Promise<void> {
  await answering(sql);
  const of = async (text: string): Promise<number> => (await sql.query<{ n: number }>(text)).rows[0]?.n ?? -1;
  const masks = Math.ceil(ROWS / 5);
  const account = async (): Promise<number> => {
    const evidence = await purgeEvidence(sql, footage);
    const evidenced = evidence.reduce((total, { removed }) => total + removed, 0);
    const along = evidence.reduce((total, { dependants }) => total + (dependants["mask"] ?? 0), 0);
    const gone = ROWS - (await of("select count(*)::int as n from footage"));
    count.unaccounted += Math.abs(gone - evidenced) + Math.abs(masks - (await of("select count(*)::int as n from mask")) - along);
    count.heldGone += HELD.length - (await of(`select count(*)::int as n from footage where id in (${HELD.join(", ")})`));
    return gone;
  };
  count.removed += await account();
  const inRange = "(s.lo is null or g > s.lo[1]::int) and (s.hi is null or g <= s.hi[1]::int)";
  count.misplaced += await of(
    `select count(*)::int as n from generate_series(1, ${ROWS}) g join favorable.sweep s on ${inRange}
      where g % 4 <> 0 and g not in (${HELD.join(", ")})
        and (s.done or g <= coalesce(s.position[1]::int, 0)) <> (not exists (select from footage t where t.id = g))`,
  );
  const { removable } = await plan({ sql, policy: footage, table: CRASH_TABLE });
  if (removable > 0) count.interrupted++;
  const rest = await sweep({ sql, policy: footage, table: CRASH_TABLE, duty: 1 });
  const left = (await plan({ sql, policy: footage, table: CRASH_TABLE })).removable;
  count.unplanned += Math.abs(rest.removed - removable) + left + (rest.done ? 0 : 1);
  await account();
}

/** Waits until the server has recovered, and until nobody whose client was killed is at work. */
async function answering(sql: Sql): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const others = await sql
      .query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
      )
      .catch(() => undefined);
    if (others?.rows[0]?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not come back, or somebody stayed at work");
}

async function withSql(url: string, run: (sql: Sql) => Promise<void>): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  try {
    await run(fromPg(pool));
  } finally {
    await pool.end();
  }
}
