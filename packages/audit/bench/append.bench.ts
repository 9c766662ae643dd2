/**
 * Appending, beside plain INSERTs on the same server in the same run. A commit is forced to the disk on both sides. How long that takes decides
 * how much group commit gains, and here it is the machine's: the second server waits 3 ms more (`commit_delay`), as disks over a network do.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Claim, report } from "../../../testing/bench.ts";
import { prepareBatch } from "../src/postgres/batch.ts";
import { access, type Rig, rate, ratios, rig } from "./rig.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 7);
const MS = Number(process.env["BENCH_MS"] ?? 1000);
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

/** What the database does with 1,000: positions, leaves, bodies, edge in one transaction, beside one INSERT of the same bytes. */
async function batches(on: Rig): Promise<void> {
  const pool = on.pool(2);
  const events = Array.from({ length: 1000 }, (_, at) => access(at));
  await on.sql.query(
    "create table plain_batch (id bigint generated always as identity primary key, leaf text not null, bodies text not null)",
  );
  const insert =
    "insert into plain_batch (leaf, bodies) select l, b from unnest(string_to_array($1, E'\\n'), string_to_array($2, E'\\n')) as t (l, b)";
  const encoded = on.log.encode(events);
  const leaves = encoded.map(({ leaf }) => leaf).join("\n");
  const bodies = encoded
    .map(({ parts }) =>
      JSON.stringify(parts.map(({ salt, payload }) => [Buffer.from(salt).toString("base64"), Buffer.from(payload).toString()])),
    )
    .join("\n");
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return 1_000_000 / (performance.now() - start);
  };
  const store = async (): Promise<number> => {
    const entries = on.log.encode(events);
    const context = { rule: { key: undefined, required: false }, subjectIndex: () => new Uint8Array(32), seals: undefined };
    const prepared = await timedPreparation(() => prepareBatch(entries, context));
    const total = await timed(() => on.log.appendEncoded(entries));
    return 1_000_000 / (1_000_000 / total - prepared);
  };
  const whole = () => timed(() => on.log.appendAll(events));
  const plain = () => timed(() => pool.query(insert, [leaves, bodies]));
  const seen = await ratios(ROUNDS * 5, { plain, store, whole }, "plain");
  claims.push(
    {
      what: "batch of 1,000, from lock to commit ÷ plain INSERT of the same bytes",
      figure: seen.store,
      atLeast: 0.7,
      note: `${Math.round(seen.store.rate)} beside ${Math.round(seen.plain.rate)} entries a second; columns are made before the lock on both sides`,
    },
    {
      what: "the same with encoding, commitments and hashes",
      figure: seen.whole,
      note: `${Math.round(seen.whole.rate)} entries a second, one core of this process`,
    },
  );
}

async function timedPreparation(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

for (const [disk, settings, bound] of [
  ["the machine's disk", {}, false],
  ["3 ms a commit more", { commit_delay: "3000", commit_siblings: "0" }, true],
] as const) {
  const on = await rig(settings);
  try {
    await writers(on, disk, !bound);
    await callers(on, disk, bound);
    if (!bound) await batches(on);
  } finally {
    await on.close();
  }
  await pause(500);
}
report(import.meta.url, "Appending, beside plain INSERTs", claims);
