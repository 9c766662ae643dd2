/** Erases bodies whose period is over, and says so in the log, in one transaction. */
import { type CalendarDate, type Clock, calendarDate, PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import { encodeEvents } from "../encode.ts";
import type { AuditEvent } from "../event.ts";
import { parseLeaf } from "../leaf.ts";
import type { ErasureResult } from "../log.ts";
import { erasedEvent, retentionTypes } from "../retention-events.ts";
import { discrepancyEvent } from "../store-events.ts";
import { type RetentionState, retentionState } from "../verdict.ts";
import { appendIn, type RowContext } from "./append-rows.ts";
import { behindPruned, deleteParts } from "./behind-pruned.ts";
import { locked } from "./log-lock.ts";
import { type Counted, countedGroups, countedIn, type Group, recount } from "./month-counts.ts";
import { readHead } from "./sequencer.ts";

/** What an erasure is done with. */
export interface EraseContext {
  readonly origin: string;
  readonly clock: Clock;
  readonly rows: RowContext;
  /**
   * Gives what was announced its position in the same transaction: a verifier that came in between would find bodies and texts missing of which
   * no entry tells. Undefined for an eraser, who may not.
   */
  readonly position?: ((tx: Sql) => Promise<void>) | undefined;
}

/** Erases in a transaction of its own; `asOf` is a day that has come by the clock. */
export async function eraseDue(sql: Sql, context: EraseContext, asOf: CalendarDate): Promise<ErasureResult> {
  let busy = false;
  const drop = async (tx: Sql, month: string): Promise<void> => {
    try {
      await tx.query("select favorable.audit_drop_month($1::date)", [month]);
    } catch (error) {
      busy = sqlState(error) === LOCK_NOT_AVAILABLE;
      throw error;
    }
  };
  try {
    return await eraseOnce(sql, context, asOf, drop);
  } catch (error) {
    if (!busy) throw error;
    // Who reads one month is taken to read them all: each wait holds up everybody who comes after.
    return eraseOnce(sql, context, asOf, undefined);
  }
}

/** The SQLSTATE of a table that somebody keeps locked. */
const LOCK_NOT_AVAILABLE = "55P03";

/** Drops a month's table. */
type Drop = (tx: Sql, month: string) => Promise<void>;

function eraseOnce(sql: Sql, context: EraseContext, asOf: CalendarDate, drop: Drop | undefined): Promise<ErasureResult> {
  return locked(sql, async (tx) => {
    const { tree } = await readHead(tx);
    const state = await readRetention(tx);
    const isDue = ({ policy, version, start }: Group): boolean =>
      // Policies and dates only: entries held on their own are counted and left out below.
      state.isDue({ index: 0, id: "", retention: { policy, version, start: calendarDate(start) } }, asOf);
    const held = await heldBodies(tx, state.heldEntries());
    const spared = drop && new Set(held.map(({ month }) => month));
    const counted = await countedGroups(tx, { isDue, spared });
    const { groups, whole, uncounted, removed } = counted;
    const due = groups.filter(isDue);
    const behind = (await behindPruned(tx)).filter((body) => !isDue(body));
    const byPolicy = countByPolicy([...due, ...behind], held);
    const events = Object.entries(byPolicy).map(([policy, count]) => erasedEvent({ policy, below: tree.size, asOf, count }));
    // Somebody changed the counts, put bodies beside them or took some away: that is told, and keeps nothing from being erased.
    if (uncounted > 0) events.push(discrepancyEvent("uncounted", uncounted));
    if (removed > 0) events.push(discrepancyEvent("removed", removed));
    if (events.length === 0) return { erased: 0, byPolicy: {} };
    await announce(tx, context, events);
    await deleteParts(tx, behind);
    if (due.length > 0) {
      await dropMonths(tx, counted, drop, asOf);
      const left = due.filter(({ month }) => !whole.has(month));
      const undue = groups.filter((group) => !isDue(group));
      const keys = await destroyKeys(tx, left, undue, held);
      await deleteRows(
        tx,
        left.filter(({ key }) => !keys.has(key)),
        held,
      );
      await settleCounts(tx, groups, left, held);
    }
    // Last: the database lets bodies go only beside what was announced and waits.
    await context.position?.(tx);
    return resultOf(byPolicy);
  });
}

function resultOf(byPolicy: Readonly<Record<string, number>>): ErasureResult {
  return { erased: Object.values(byPolicy).reduce((total, count) => total + count, 0), byPolicy };
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

/** Drops the months that go as a whole, and those that are over and hold nothing but what destroyed keys sealed. */
async function dropMonths(tx: Sql, { there, groups, whole }: Counted, drop: Drop | undefined, asOf: CalendarDate): Promise<void> {
  if (drop === undefined) return;
  const counted = new Set(groups.map(({ month }) => month));
  const over = there.filter((month) => month.slice(0, 7) < asOf.slice(0, 7) && !counted.has(month));
  for (const month of [...whole, ...over]) await drop(tx, month);
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

/** Deletes due bodies one by one: as many as were announced. */
async function deleteRows(tx: Sql, due: readonly Group[], held: readonly HeldBody[]): Promise<void> {
  if (due.length === 0) return;
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
  if (rows[0]?.gone !== sizeWithout(due, held)) throw new PrivacyError("LOG_CORRUPT", "bodies changed while they were being erased");
}

/** Bodies of groups, without those that are held on their own. */
function sizeWithout(groups: readonly Group[], held: readonly HeldBody[]): number {
  const keys = new Set(groups.map(groupKey));
  return groups.reduce((total, { count }) => total + count, 0) - held.filter((body) => keys.has(groupKey(body))).length;
}

/** Where triggers are off nobody counted what was erased: then it is counted again. */
async function settleCounts(tx: Sql, groups: readonly Group[], left: readonly Group[], held: readonly HeldBody[]): Promise<void> {
  const months = new Set(left.map(({ month }) => month));
  if (months.size === 0) return;
  const before = groups.reduce((total, { month, count }) => total + (months.has(month) ? count : 0), 0);
  if ((await countedIn(tx, [...months])) !== before - sizeWithout(left, held)) await recount(tx, [...months]);
}
