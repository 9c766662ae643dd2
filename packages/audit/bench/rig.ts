/** One server with its commits forced to the disk, a log and a plain table in it, for all rounds of a benchmark. */
import { spawn } from "node:child_process";
import { type AuditEvent, policyEvent } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, type DatabaseLog, openAuditLog } from "@favorable/audit/postgres";
import { type Clock, calendarDate, period, systemClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import type { Ratio } from "../../../testing/bench.ts";
import { durableServer } from "../test/durable-server.ts";

export const ORIGIN = "bench.example/audit";
const key = generateKey(ORIGIN);
export const vkey: string = key.vkey;
/** The key that the log's processes share; their outbox key is derived from it. */
export const subjectKey: Uint8Array = new Uint8Array(32).fill(7);

/** A server, a log and what is measured beside it. */
export interface Rig {
  readonly sql: Sql;
  readonly log: DatabaseLog;
  /** A connection pool of its own on the same database. */
  pool(connections: number): Sql;
  /** Opens the log once more; `clock` is the system's when none is given. */
  open(sql: Sql, clock?: Clock): Promise<DatabaseLog>;
  /** Starts a process that gives positions beside; the returned function ends it. */
  sequencer(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Starts it; `settings` are the server's. */
export async function rig(settings: Readonly<Record<string, string>> = {}): Promise<Rig> {
  const server = await durableServer({ max_wal_size: "4GB", ...settings });
  const pools: pg.Pool[] = [];
  const pool = (connections: number): Sql => {
    const made = new pg.Pool({ connectionString: server.url, max: connections });
    made.on("error", () => undefined);
    pools.push(made);
    return fromPg(made);
  };
  const signer = createSigner(key.privateKey);
  const open = (sql: Sql, clock: Clock = systemClock): Promise<DatabaseLog> =>
    openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey });
  const sql = pool(12);
  await migrate(sql, auditMigrations);
  // What an application does that writes its log into a table: one row an event, its time, its type, all of it as JSON.
  await sql.query(
    "create table plain (id bigint generated always as identity primary key, at timestamptz not null default now(), type text not null, event jsonb not null)",
  );
  const log = await open(sql);
  await log.append(policyEvent({ policy: "access-log", version: 1, minimum: period("P18M"), maximum: period("P24M") }));
  await log.append(policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") }));
  await log.sequence();
  return {
    sql,
    log,
    pool,
    open,
    async sequencer() {
      const file = new URL("./sequencer.ts", import.meta.url).pathname;
      const args = ["--import", "tsx", "--conditions=@favorable/source", file, server.url, key.privateKey, ORIGIN];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      await new Promise((resolve) => child.stdout.once("data", resolve));
      return async () => {
        child.kill("SIGKILL");
        await ended;
      };
    },
    async close() {
      await Promise.all(pools.map((one) => one.end()));
      await server.remove();
    },
  };
}

const retention = { policy: "access-log", version: 1, start: calendarDate(new Date().toISOString().slice(0, 10)) };

/** One access: who, whose data, for what. */
export function access(at: number, policy = "access-log"): AuditEvent {
  const kept = policy === "access-log" ? retention : { ...retention, policy };
  return {
    type: "access.read",
    clear: { role: "physician", purpose: "followUp", outcome: "allowed", record: "agent", count: 1 },
    parts: [
      { name: "actor", value: `a-${at % 50}`, retention: kept },
      { name: "subject", subject: `p-${at % 5000}`, value: `p-${at % 5000}`, retention: kept },
    ],
  };
}

/** How many of a work are done in a second by so many at once, over at least so many milliseconds; `after` belongs to the work. */
export async function rate(
  callers: number,
  ms: number,
  work: (caller: number) => Promise<number>,
  after?: () => Promise<unknown>,
): Promise<number> {
  globalThis.gc?.();
  let done = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() - start < ms) {
        const some = await work(caller);
        done += some;
      }
    }),
  );
  await after?.();
  return (done / (performance.now() - start)) * 1000;
}

/** Rates of some works, in turns; the ratio of each to the first. */
export async function ratios<K extends string>(
  rounds: number,
  works: Readonly<Record<K, () => Promise<number>>>,
  peer: NoInfer<K>,
): Promise<Record<K, Ratio & { rate: number }>> {
  const names = Object.keys(works) as K[];
  const seen = new Map<K, number[]>(names.map((name) => [name, []]));
  for (const name of names) await works[name](); // Once to warm up.
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : [...names].reverse()) seen.get(name)?.push(await works[name]());
  const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const result = names.map((name) => {
    const paired = (seen.get(name) ?? []).map((value, round) => value / (seen.get(peer)?.[round] ?? Number.NaN)).sort((a, b) => a - b);
    return [
      name,
      {
        median: middle(paired),
        min: paired[0] ?? Number.NaN,
        max: paired.at(-1) ?? Number.NaN,
        rounds,
        rate: middle(seen.get(name) ?? []),
      },
    ];
  });
  return Object.fromEntries(result);
}
