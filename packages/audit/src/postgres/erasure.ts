/** Erases bodies whose period is over, and says so in the log, in one transaction. */
import { type CalendarDate, type Clock, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { encodeEvents } from "../encode.ts";
import type { AuditEvent } from "../event.ts";
import { parseLeaf } from "../leaf.ts";
import type { ErasureResult } from "../log.ts";
import { erasedEvent, retentionTypes } from "../retention-events.ts";
import { discrepancyEvent } from "../store-events.ts";
import { type RetentionState, retentionState } from "../verdict.ts";
import { appendIn, type RowContext } from "./append-rows.ts";
import { lockLog } from "./log-lock.ts";
import { partitions } from "./months.ts";
import { behindPruned, deleteBehind, recount } from "./recount.ts";
import { UNDATED } from "./schema-stores.ts";
import { readHead } from "./sequencer.ts";

/** What an erasure is done with. */
export interface EraseContext {
  readonly origin: string;
  readonly clock: Clock;
  readonly rows: RowContext;
}

/** Parts of one policy, version and start in one month's partition, under one key or none. */
export interface Group {
  readonly month: string;
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  /** Empty for what is not sealed. */
  readonly key: string;
  readonly count: number;
}

/** Reads the counts, and writes them back summed up. */
const GROUPS = `
  with gone as (delete from favorable.audit_month returning *),
  kept as (
    insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
    select month, policy, version, start_on, key_id, sum(bodies) from gone group by 1, 2, 3, 4, 5 having sum(bodies) > 0
    returning *)
  select month::text as month, policy, version, start_on::text as start, key_id as key, bodies::text as bodies from kept`;

/** Erases in a transaction of its own; `asOf` is a day that has come by the clock. */
export async function eraseDue(sql: Sql, context: EraseContext, asOf: CalendarDate): Promise<ErasureResult> {
  // Months that could not be dropped, as readers keep them busy: another attempt empties these row by row. No savepoint is paid for before.
  const busy = new Set<string>();
  for (;;) {
    const known = busy.size;
    try {
      return await eraseOnce(sql, context, asOf, busy);
    } catch (error) {
      if (busy.size === known) throw error;
    }
  }
}

function eraseOnce(sql: Sql, context: EraseContext, asOf: CalendarDate, busy: Set<string>): Promise<ErasureResult> {
  return sql.transaction(async (tx) => {
    await lockLog(tx);
    const { tree } = await readHead(tx);
    const state = await readRetention(tx);
    const isDue = ({ policy, version, start }: Group): boolean =>
      // Policies and dates only: entries held on their own are counted and left out below.
      state.isDue({ index: 0, id: "", retention: { policy, version, start: calendarDate(start) } }, asOf);
    let groups = await readGroups(tx);
    const uncounted = await recount(tx, wholeMonths(groups, isDue));
    if (uncounted > 0) groups = await readGroups(tx);
    const due = groups.filter(isDue);
    const behind = (await behindPruned(tx)).filter((body) => !isDue(body));
    const held = due.length === 0 ? [] : await heldBodies(tx, state.heldEntries());
    const byPolicy = countByPolicy([...due, ...behind], held);
    const events = Object.entries(byPolicy).map(([policy, count]) => erasedEvent({ policy, below: tree.size, asOf, count }));
    // Somebody changed the counts, or put bodies beside them: that is told, and keeps nothing from being erased.
    if (uncounted > 0) events.push(discrepancyEvent("uncounted", uncounted));
    if (events.length === 0) return { erased: 0, byPolicy: {} };
    await announce(tx, context, events);
    await deleteBehind(tx, behind);
    await subtract(tx, behind);
    if (due.length === 0) return resultOf(byPolicy);
    const undue = groups.filter((group) => !isDue(group));
    const months = await dropMonths(tx, due, [...undue, ...held], busy, asOf);
    const left = due.filter(({ month }) => !months.has(month));
    const keys = await destroyKeys(tx, left, undue, held);
    const byRow = left.filter(({ key }) => !keys.has(key));
    const missing = await deleteRows(tx, byRow, held);
    await subtract(
      tx,
      left.filter(({ key }) => keys.has(key)),
    );
    // Some were gone before they were due: that is told, and keeps nothing from being erased that has to be.
    if (missing > 0) await announce(tx, context, [discrepancyEvent("removed", missing)]);
    return resultOf(byPolicy);
  });
}

function resultOf(byPolicy: Readonly<Record<string, number>>): ErasureResult {
  return { erased: Object.values(byPolicy).reduce((total, count) => total + count, 0), byPolicy };
}

async function readGroups(tx: Sql): Promise<Group[]> {
  const { rows } = await tx.query<Group & { readonly bodies: string }>(GROUPS);
  return rows.map((row) => ({ ...row, count: Number(row.bodies) }));
}

/** Months of which everything that is counted is due. */
function wholeMonths(groups: readonly Group[], isDue: (group: Group) => boolean): string[] {
  const months = new Map<string, boolean>();
  for (const group of groups) months.set(group.month, (months.get(group.month) ?? group.month !== UNDATED) && isDue(group));
  return [...months].flatMap(([month, whole]) => (whole ? [month] : []));
}

/** Writes the entries that an erasure must stand beside: the database refuses it otherwise. */
export async function announce(tx: Sql, { origin, clock, rows }: EraseContext, events: readonly AuditEvent[]): Promise<void> {
  await appendIn(tx, encodeEvents(events, { origin, clock }), rows, tx);
}

/** What the sequenced entries say about retention. */
export async function readRetention(tx: Sql): Promise<RetentionState> {
  const state = retentionState();
  const { rows } = await tx.query<{ seq: string; leaf: string }>(
    "select seq, leaf from favorable.audit_leaf where type = any ($1::text[]) and leaf is not null order by seq",
    [[...retentionTypes]],
  );
  for (const { seq, leaf } of rows) state.read(Number(seq), parseLeaf(leaf));
  return state;
}

/** Bodies of entries that are held on their own. */
interface HeldBody extends Omit<Group, "count"> {
  readonly seq: string;
}

async function heldBodies(tx: Sql, entries: readonly string[]): Promise<readonly HeldBody[]> {
  if (entries.length === 0) return [];
  const { rows } = await tx.query<HeldBody>(
    `select b.seq, b.erase_month::text as month, b.policy, b.version, b.start_on::text as start, coalesce(b.key_id, '') as key
       from favorable.audit_leaf l join favorable.audit_body b on b.seq = l.seq where l.entry = any ($1::text[])`,
    [[...entries]],
  );
  return rows;
}

function groupKey({ month, policy, version, start, key }: Omit<Group, "count">): string {
  return [month, policy, version, start, key].join("\u0000");
}

function countByPolicy(due: readonly Group[], held: readonly HeldBody[]): Record<string, number> {
  const dueKeys = new Set(due.map(groupKey));
  const counts = new Map<string, number>();
  for (const { policy, count } of due) counts.set(policy, (counts.get(policy) ?? 0) + count);
  for (const body of held) if (dueKeys.has(groupKey(body))) counts.set(body.policy, (counts.get(body.policy) ?? 0) - 1);
  return Object.fromEntries([...counts].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Drops the partitions in which everything is due, and nothing is `spared`; one that cannot be is `busy`, and ends the attempt. */
async function dropMonths(
  tx: Sql,
  due: readonly Group[],
  spared: readonly { readonly month: string }[],
  busy: Set<string>,
  asOf: CalendarDate,
): Promise<Set<string>> {
  const kept = new Set([UNDATED, ...busy, ...spared.map(({ month }) => month)]);
  const dropped = new Set<string>();
  // Months of which nothing is left but what destroyed keys sealed go along.
  const over = [...(await partitions(tx))].filter((month) => month.slice(0, 7) < asOf.slice(0, 7));
  for (const month of new Set([...due.map((group) => group.month), ...over])) {
    if (kept.has(month)) continue;
    try {
      await tx.query("select favorable.audit_drop_month($1::date)", [month]);
    } catch (error) {
      busy.add(month);
      throw error;
    }
    dropped.add(month);
  }
  return dropped;
}

/** Destroys the keys under which everything is due: what they sealed stays as bytes that nothing opens. */
async function destroyKeys(tx: Sql, due: readonly Group[], undue: readonly Group[], held: readonly HeldBody[]): Promise<Set<string>> {
  const kept = new Set([...undue, ...held].map(({ key }) => key));
  const keys = [...new Set(due.flatMap(({ key }) => (key === "" || kept.has(key) ? [] : [key])))];
  await deleteKeys(tx, keys);
  return new Set(keys);
}

/** Deletes keys, and takes the persons' indexes off what they sealed. */
export async function deleteKeys(tx: Sql, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query("delete from favorable.audit_key where key_id = any ($1::text[])", [[...keys]]);
  await tx.query("update favorable.audit_body set subject_index = null where key_id = any ($1::text[]) and subject_index is not null", [
    [...keys],
  ]);
}

/** Deletes due bodies one by one; gives how many of them were not there. */
async function deleteRows(tx: Sql, due: readonly Group[], held: readonly HeldBody[]): Promise<number> {
  if (due.length === 0) return 0;
  const dueKeys = new Set(due.map(groupKey));
  const expected = due.reduce((total, { count }) => total + count, 0);
  const spared = held.filter((body) => dueKeys.has(groupKey(body)));
  const { rows } = await tx.query<{ gone: number }>(
    `with due as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as d (month, policy, version, start_on, key)),
     gone as (
       delete from favorable.audit_body b using due d
        where b.erase_month = d.month::date and b.policy = d.policy and b.version = d.version::integer and b.start_on = d.start_on::date
          and coalesce(b.key_id, '') = d.key and b.seq <> all ($6::bigint[])
       returning 1)
     select count(*)::integer as gone from gone`,
    [
      due.map(({ month }) => month),
      due.map(({ policy }) => policy),
      due.map(({ version }) => String(version)),
      due.map(({ start }) => start),
      due.map(({ key }) => key),
      held.map(({ seq }) => seq),
    ],
  );
  const left = new Map<string, number>();
  for (const body of spared) left.set(groupKey(body), (left.get(groupKey(body)) ?? 0) + 1);
  await subtract(
    tx,
    due.map((group) => ({ ...group, count: group.count - (left.get(groupKey(group)) ?? 0) })),
  );
  return Math.max(0, expected - spared.length - (rows[0]?.gone ?? 0));
}

/** Takes erased bodies off the counts. */
export async function subtract(tx: Sql, groups: readonly Group[]): Promise<void> {
  if (groups.length === 0) return;
  await tx.query(
    `insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
     select g.month::date, g.policy, g.version::integer, g.start_on::date, g.key, - g.count::bigint
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as g (month, policy, version, start_on, key, count)`,
    [
      groups.map(({ month }) => month),
      groups.map(({ policy }) => policy),
      groups.map(({ version }) => String(version)),
      groups.map(({ start }) => start),
      groups.map(({ key }) => key),
      groups.map(({ count }) => String(count)),
    ],
  );
}
