/** Erases bodies whose period is over, and says so in the log, in one transaction. */
import { type CalendarDate, type Clock, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { encodeEvent } from "../encode.ts";
import { parseLeaf } from "../leaf.ts";
import type { ErasureResult } from "../log.ts";
import { erasedEvent, retentionTypes } from "../retention-events.ts";
import { type RetentionState, retentionState } from "../verdict.ts";
import { insertEntries } from "./insert.ts";
import { lockLog, readHead } from "./sequencer.ts";

/** What an erasure is done with. */
export interface EraseOptions {
  readonly origin: string;
  readonly clock: Clock;
  /** A day that has come by the clock. */
  readonly asOf: CalendarDate;
}

/** Erases in a transaction of its own; entries that are not sequenced yet are left for the next time. */
export function eraseDue(sql: Sql, { origin, clock, asOf }: EraseOptions): Promise<ErasureResult> {
  return sql.transaction(async (tx) => {
    await lockLog(tx);
    const { tree } = await readHead(tx);
    const below = tree.size;
    const byPolicy = await deleteDue(tx, await readRetention(tx), asOf, below);
    const events = Object.entries(byPolicy).map(([policy, count]) => erasedEvent({ policy, below, asOf, count }));
    const entries = events.map((event) => encodeEvent(event, { origin, clock }));
    await insertEntries(tx, entries, undefined);
    return { erased: Object.values(byPolicy).reduce((total, count) => total + count, 0), byPolicy };
  });
}

/** What the sequenced entries say about retention. */
async function readRetention(tx: Sql): Promise<RetentionState> {
  const state = retentionState();
  const { rows } = await tx.query<{ seq: string; leaf: string }>(
    "select seq, leaf from favorable.audit_leaf where type = any ($1::text[]) order by seq",
    [retentionTypes],
  );
  for (const { seq, leaf } of rows) state.read(Number(seq), parseLeaf(leaf));
  return state;
}

async function deleteDue(tx: Sql, state: RetentionState, asOf: CalendarDate, below: number): Promise<Record<string, number>> {
  const { rows: groups } = await tx.query<{ policy: string; version: number; start: string }>(
    "select policy, version, start_on as start from favorable.audit_body group by policy, version, start_on",
  );
  const due = groups.filter(({ policy, version, start }) =>
    // Policies and dates only: holds of single entries are left out in the statement.
    state.isDue({ index: 0, id: "", retention: { policy, version, start: calendarDate(start) } }, asOf),
  );
  if (due.length === 0) return {};
  const { rows } = await tx.query<{ policy: string; count: number }>(
    `with due as (
       select * from unnest($1::text[], $2::text[], $3::text[]) as d (policy, version, start_on)),
     gone as (
       delete from favorable.audit_body b using due d, favorable.audit_leaf l
        where b.policy = d.policy and b.version = d.version::integer and b.start_on = d.start_on::date
          and l.entry = b.entry and l.seq < $4::bigint and b.entry <> all ($5::text[])
       returning b.policy)
     select policy, count(*)::integer as count from gone group by policy order by policy`,
    [due.map(({ policy }) => policy), due.map(({ version }) => String(version)), due.map(({ start }) => start), below, state.heldEntries()],
  );
  return Object.fromEntries(rows.map(({ policy, count }) => [policy, count]));
}
