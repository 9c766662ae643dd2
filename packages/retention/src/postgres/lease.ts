/** Ranges of a sweep: who looks after which, and how long nobody else does. */
import type { CalendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import type { DescribedTable } from "./table.ts";
import type { SweepMode, WindowState } from "./window.ts";

/** What is swept: progress of another version or day is another sweep. */
export interface SweepIdentity {
  readonly policy: RetentionPolicy;
  readonly relation: string;
  readonly asOf: CalendarDate;
}

/** A range that a batch has locked. */
export interface ClaimedRange extends WindowState {
  readonly range: number;
  readonly simulated: boolean;
  /** There is a hold in force, of whatever policy. */
  readonly holding: boolean;
  /** One of them is on everything under a policy. */
  readonly whole: boolean;
  /** One of them is on a subject, or is not known to name a row: whether it can be read is asked. */
  readonly unread: boolean;
}

/** Why there is no range: all have been looked at; a sweep for another day or version has begun; others are at work; ask again. */
export type NoRange = "done" | "overtaken" | "busy" | "again";

/** Whether a sweep for this day and version is under way, so that its ranges and mode stand. */
export async function isUnderWay(sql: Sql, { policy, relation, asOf }: SweepIdentity): Promise<boolean> {
  const { rows } = await sql.query(
    `select 1 from favorable.sweep where policy = $1 and relation = $2 and version = $3::int and as_of = $4::date and not done limit 1`,
    [policy.id, relation, policy.version, asOf],
  );
  return rows.length > 0;
}

/** What a sweep that has looked at everything left over: rows that others were changing, and whatever a hold kept that was released meanwhile. */
export async function leftOver(
  sql: Sql,
  { policy, relation, asOf }: SweepIdentity,
): Promise<{ readonly passed: number; readonly freed: boolean }> {
  const { rows } = await sql.query<{ passed: number; freed: boolean }>(
    `select coalesce(sum(s.passed), 0)::float8 as passed,
        coalesce(exists (select from favorable.hold h where h.released_at >= min(s.started_at)), false) as freed
      from favorable.sweep s where policy = $1 and relation = $2 and version = $3::int and as_of = $4::date`,
    [policy.id, relation, policy.version, asOf],
  );
  return rows[0] ?? { passed: 0, freed: false };
}

/**
 * Starts a sweep, or joins the one for the same day and version that has not ended.
 *
 * @param bounds - keys at which the table is split, ascending
 */
export async function enroll(sql: Sql, sweep: SweepIdentity, mode: SweepMode, bounds: readonly (readonly string[])[]): Promise<void> {
  const { policy, relation, asOf } = sweep;
  await sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(pg_catalog.hashtextextended('favorable.sweep.' || $1 || '.' || $2, 0))::text", [
      policy.id,
      relation,
    ]);
    if (await isUnderWay(tx, sweep)) return;
    await tx.query("delete from favorable.sweep where policy = $1 and relation = $2", [policy.id, relation]);
    const edges = [null, ...bounds, null];
    for (const [range, lo] of edges.slice(0, -1).entries())
      await tx.query(
        `insert into favorable.sweep (policy, relation, range, version, as_of, mode, lo, hi)
          values ($1, $2, $3::int, $4::int, $5::date, $6, $7::text[], $8::text[])`,
        [policy.id, relation, range, policy.version, asOf, mode, lo ?? null, edges[range + 1] ?? null],
      );
  });
}

/**
 * Locks a range for one batch. A worker takes its own, or one that nobody has, or one whose lease has run out, and never waits; without
 * a worker's name, callers take turns.
 */
export async function claim(
  tx: Sql,
  { policy, relation, asOf }: SweepIdentity,
  worker: string | undefined,
): Promise<ClaimedRange | NoRange> {
  const same = "policy = $1 and relation = $2 and version = $3::int and as_of = $4::date";
  const params = [policy.id, relation, policy.version, asOf];
  const { rows } = await tx.query<ClaimedRange>(
    `select range, mode, lo, hi, position, exists (select from favorable.clock) as simulated,
        exists (select from favorable.hold where released_at is null) as holding,
        exists (select from favorable.hold where released_at is null and key is null and subject is null) as whole,
        exists (select from favorable.hold where released_at is null and parts is null and (key is not null or subject is not null)) as unread
      from favorable.sweep
      where ${same} and not done ${worker === undefined ? "" : "and (worker is null or worker = $5 or leased_until < now())"}
      order by ${worker === undefined ? "" : "(worker = $5) desc nulls last, "}range limit 1
      for update${worker === undefined ? "" : " skip locked"}`,
    worker === undefined ? params : [...params, worker],
  );
  const [range] = rows;
  if (range !== undefined) return range;
  const state = await tx.query<{ all: number; open: number }>(
    `select count(*)::int as all, (count(*) filter (where not done))::int as open from favorable.sweep where ${same}`,
    params,
  );
  const { all = 0, open = 0 } = state.rows[0] ?? {};
  if (all === 0) return "overtaken";
  return open === 0 ? "done" : worker === undefined ? "again" : "busy";
}

/** Gives a worker's ranges back, so that nobody waits for its lease to run out. */
export async function release(sql: Sql, { policy, relation }: SweepIdentity, worker: string): Promise<void> {
  await sql.query(
    "update favorable.sweep set worker = null, leased_until = null where policy = $1 and relation = $2 and worker = $3 and not done",
    [policy.id, relation, worker],
  );
}

/** Splits a table into ranges of its primary key with about as many rows each; no more ranges than there are keys. */
export async function splitRanges(sql: Sql, { relation, keys }: DescribedTable, ranges: number): Promise<readonly (readonly string[])[]> {
  if (ranges === 1) return [];
  const { rows: sizes } = await sql.query<{ n: number }>(
    "select greatest(c.reltuples, 0)::float8 as n from pg_class c where c.oid = to_regclass($1)",
    [relation],
  );
  const share = Math.min(100, (100 * SAMPLE) / Math.max(1, sizes[0]?.n ?? 0));
  const names = keys.map(({ name }) => `t.${name}`).join(", ");
  const texts = keys.map(({ name }) => `p.${name}::text`).join(", ");
  const { rows } = await sql.query<{ key: readonly string[] }>(
    `select array[${texts}] as key from (
        select t.*, row_number() over (order by ${names}) as at, count(*) over () as total from ${relation} t tablesample system (${share}) repeatable (7)
      ) p where p.at < p.total and p.at in (select (p.total * g / $1::int)::bigint from generate_series(1, $1::int - 1) g where p.total * g / $1::int > 0)
      order by p.at`,
    [ranges],
  );
  return rows.map(({ key }) => key);
}

/** Keys sampled to find the bounds. */
const SAMPLE = 50_000;
