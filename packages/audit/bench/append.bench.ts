/**
 * Appending, beside plain INSERTs on the same server in the same run. A commit is forced to the disk on both sides. How long that takes decides
 * how much group commit gains, and here it is the machine's: the second server waits 3 ms more (`commit_delay`), as disks over a network do.
 */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { toBase64, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type Claim, report } from "../../../testing/bench.ts";
import { access, type Rig, rate, ratios, rig } from "./rig.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 7);
const MS = Number(process.env["BENCH_MS"] ?? 1000);
/** Which parts to run, for a look at one of them. */
const PARTS = (process.env["BENCH_PARTS"] ?? "writers callers batches").split(" ");
const claims: Claim[] = [];
let next = 0;

/** Eight who wait for their entry each, while another process gives positions; eight plain writers, with the same process at rest. */
async function writers(on: Rig, disk: string, bound: boolean): Promise<void> {
  const pool = on.pool(8);
  const plain = () =>
    rate(8, MS, async () => {
      const event = access(next++);
      await pool.query("insert into plain (type, event) values ($1, $2::jsonb)", [event.type, JSON.stringify(event)]);
      return 1;
    });
  const one = () =>
    rate(8, MS, async () => {
      await on.log.append(access(next++));
      return 1;
    });
  const processes = await Promise.all(Array.from({ length: 8 }, () => on.open(on.pool(1))));
  const apart = () =>
    rate(8, MS, async (caller) => {
      await processes[caller]?.append(access(next++));
      return 1;
    });
  // Two processors are shared by writers, server and that other process: how much of the difference is its work?
  const alone = await ratios(ROUNDS, { plain, one }, "plain");
  await on.log.sequence();
  const end = await on.sequencer();
  const seen = await ratios(ROUNDS, { plain, one, apart }, "plain");
  await end();
  const from = performance.now();
  const before = (await on.log.health()).pending;
  const { size } = await on.log.sequence();
  const rest = `${before} left to sequence took ${Math.round(performance.now() - from)} ms`;
  const { rows } = await on.sql.query<{ count: string; last: string }>(
    "select count(*) as count, max(seq) + 1 as last from favorable.audit_leaf",
  );
  if (Number(rows[0]?.count) !== size || Number(rows[0]?.last) !== size) throw new Error("positions are not gapless");
  claims.push(
    {
      what: `gapless durable append, 8 writers ÷ plain INSERT, 8 writers (${disk})`,
      figure: seen.one,
      ...(bound ? { atLeast: 0.9 } : {}),
      note: `${Math.round(seen.one.rate)} beside ${Math.round(seen.plain.rate)} a second; positions given by a process beside; ${rest}`,
    },
    {
      what: `the same, positions given afterwards (${disk})`,
      figure: alone.one,
      note: `${Math.round(alone.one.rate)} beside ${Math.round(alone.plain.rate)} a second`,
    },
    {
      what: `the same, each writer with a log and a connection of its own (${disk})`,
      figure: seen.apart,
      note: `${Math.round(seen.apart.rate)} a second`,
    },
  );
}

/** Callers of one process that wait together are written together. */
async function callers(on: Rig, disk: string, bound: boolean): Promise<void> {
  const by = (count: number) => () =>
    rate(count, MS, async () => {
      await on.log.append(access(next++));
      return 1;
    });
  const seen = await ratios(ROUNDS, { one: by(1), many: by(64), crowd: by(512) }, "one");
  await on.log.sequence();
  const note = (of: { rate: number }): string => `${Math.round(of.rate)} beside ${Math.round(seen.one.rate)} a second`;
  claims.push(
    { what: `64 callers ÷ one (${disk})`, figure: seen.many, ...(bound ? { atLeast: 20 } : {}), note: note(seen.many) },
    { what: `512 callers ÷ one (${disk})`, figure: seen.crowd, ...(bound ? { atLeast: 30 } : {}), note: note(seen.crowd) },
  );
}

/**
 * What the database does with 1,000: positions, leaves, bodies, edge in one transaction. Beside it a plain log that answers the same questions
 * (an event by identifier, type and time; whose data, who acted) and proves and erases nothing, and one that answers none.
 */
async function batches(on: Rig): Promise<void> {
  const pool = on.pool(2);
  const events = Array.from({ length: 1000 }, (_, at) => access(at));
  for (const statement of [
    "create table bare (id bigint generated always as identity primary key, leaf text not null, bodies text not null)",
    `create table event (id bigint generated always as identity primary key, entry text not null unique, type text not null, at text not null,
       event text not null)`,
    "create index on event (type, id)",
    "create index on event (at)",
    "create table person (event bigint not null, part integer not null, person bytea not null, value text not null, primary key (event, part))",
    "create index on person (person)",
  ])
    await on.sql.query(statement);
  const list = (column: number): string => `string_to_array($${column}, E'\\n')`;
  const bare = `insert into bare (leaf, bodies) select l, b from unnest(${list(1)}, ${list(2)}) as t (l, b)`;
  const indexed = `
    with e as (insert into event (entry, type, at, event) select n, t, substr(l, 8, 24), l
                 from unnest(${list(1)}, ${list(2)}, ${list(3)}) with ordinality as x (n, t, l, o) order by o returning id),
    first as (select min(id) as id from e)
    insert into person (event, part, person, value) select first.id + o::bigint, p::integer, decode(s, 'hex'), v
      from first, unnest(${list(4)}, ${list(5)}, ${list(6)}, ${list(7)}) as y (o, p, s, v)`;
  const lines = (items: readonly string[]): string => items.join("\n");
  /** Fresh identifiers every time, as events have them. */
  const columns = () => {
    const encoded = on.log.encode(events);
    const persons = encoded.flatMap(({ parts }, at) => parts.map(({ payload, subject = "" }, part) => ({ at, part, subject, payload })));
    const leaves = lines(encoded.map(({ leaf }) => leaf));
    return {
      bare: [leaves, lines(encoded.map(({ parts }) => JSON.stringify(parts.map(({ salt, payload }) => [toBase64(salt), text(payload)]))))],
      indexed: [
        lines(encoded.map(({ id }) => id)),
        lines(encoded.map(({ type }) => type)),
        leaves,
        lines(persons.map(({ at }) => String(at))),
        lines(persons.map(({ part }) => String(part))),
        lines(persons.map(({ subject }) => toHex(hash(subject)))),
        lines(persons.map(({ payload }) => text(payload))),
      ],
    };
  };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    globalThis.gc?.();
    const start = performance.now();
    await work();
    return 1_000_000 / (performance.now() - start);
  };
  // From the first statement, when hashes and columns are made, to the answer that the batch is committed.
  let first = Number.POSITIVE_INFINITY;
  const log = await on.open(
    watched(pool, () => {
      first = Math.min(first, performance.now());
    }),
  );
  const store = async (): Promise<number> => {
    const entries = log.encode(events);
    globalThis.gc?.();
    first = Number.POSITIVE_INFINITY;
    await log.appendEncoded(entries);
    return 1_000_000 / (performance.now() - first);
  };
  const whole = () => timed(() => on.log.appendAll(events));
  const plain = () => {
    const params = columns().indexed;
    return timed(() => pool.query(indexed, params));
  };
  const barest = () => {
    const params = columns().bare;
    return timed(() => pool.query(bare, params));
  };
  const seen = await ratios(ROUNDS * 5, { plain, store, whole, barest }, "plain");
  const bareRatio = seen.store.rate / seen.barest.rate;
  claims.push(
    {
      what: "batch of 1,000, from its first statement to its commit ÷ plain batch that answers the same questions",
      figure: seen.store,
      atLeast: 0.7,
      note: `${Math.round(seen.store.rate)} beside ${Math.round(seen.plain.rate)} entries a second; columns are made before on both sides`,
    },
    {
      what: "the same ÷ one INSERT of the same bytes, no index",
      figure: bareRatio,
      note: `beside ${Math.round(seen.barest.rate)} a second`,
    },
    {
      what: "the same with encoding, commitments and hashes",
      figure: seen.whole,
      note: `${Math.round(seen.whole.rate)} a second, one core of this process`,
    },
  );
}

const hash = (of: string): Uint8Array => new Uint8Array(createHash("sha256").update(of).digest());
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The same port; `told` hears of every statement before it is sent. */
function watched(sql: Sql, told: () => void): Sql {
  const { autocommit } = sql;
  return {
    query: (text, params) => {
      told();
      return sql.query(text, params);
    },
    transaction: (run, context) => {
      told();
      return sql.transaction(run, context);
    },
    ...(autocommit === undefined
      ? {}
      : {
          autocommit: (text, params, begun) => {
            told();
            return autocommit(text, params, begun);
          },
        }),
  };
}

for (const [disk, settings, bound] of [
  ["the machine's disk", {}, false],
  ["3 ms a commit more", { commit_delay: "3000", commit_siblings: "0" }, true],
] as const) {
  const on = await rig(settings);
  try {
    if (PARTS.includes("writers")) await writers(on, disk, !bound);
    if (PARTS.includes("callers")) await callers(on, disk, bound);
    if (PARTS.includes("batches") && !bound) await batches(on);
  } finally {
    await on.close();
  }
  await pause(500);
}
report(import.meta.url, "Appending, beside plain INSERTs", claims);
