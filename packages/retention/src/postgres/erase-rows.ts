/** The rows of one subject in one table: removed where neither hold nor floor keeps them, with evidence in the same statement. */
import { addDays, type CalendarDate, calendarDate, type KeptPart, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { boundsOf } from "../bounds.ts";
import { recordedEvents } from "./clock.ts";
import { type DescribedErasable, ofSubject } from "./erasable.ts";
import type { PurgeLevel } from "./evidence.ts";
import { quoteConstant } from "./literal.ts";

/** What stays in a table, with the kinds of the holds that keep it. */
export interface KeptRows extends KeptPart {
  /** For `held`: kinds of holds, such as `litigation`. */
  readonly kinds?: readonly string[];
}

/** What was done in a table. */
export interface ErasedRows {
  readonly removed: number;
  readonly level: PurgeLevel;
}

/** Removes in one statement; hold and floor are judged in it. */
export async function eraseRows(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<ErasedRows> {
  const { policy, place, described, conditions } = table;
  const { relation, anonymise } = described;
  const level: PurgeLevel = anonymise === undefined ? "row gone" : "columns emptied";
  const free = `${ofSubject(table)} and ${conditions.present} and ${conditions.allowed} and not ${conditions.held}`;
  const work =
    anonymise === undefined
      ? `delete from ${relation} t where ${free}`
      : `update ${relation} t set ${[...anonymise.columns.map((name) => `${name} = null`), `${anonymise.mark} = $1::date`].join(", ")} where ${free}`;
  const { rows } = await tx.query<{ removed: number }>(
    `with gone as (${work} returning 1),
      total as (select count(*)::int as removed from gone),
      kept as (select count(*)::int as n from ${relation} t
        where ${ofSubject(table)} and ${conditions.present} and ${conditions.held}),
      evidence as (
        insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held)
        select ${quoteConstant(policy.id)}, ${policy.version}, $3::text, '${anonymise === undefined ? "delete" : "anonymise"}', '${level}',
          $1::date, exists (select from favorable.clock), removed, (select n from kept) from total where removed > 0
        returning 1)
      select removed, (select count(*) from evidence)::int as evidence from total`,
    [asOf, subject, place],
  );
  const [row] = rows;
  if (row === undefined) throw new PrivacyError("ERASURE_FAILED", "an erasure gave no account of itself");
  return { removed: row.removed, level };
}

/** What is left of the subject: held rows with the kinds of holds, and rows under a floor by the day they can go on. */
export async function keptRows(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<KeptRows[]> {
  const { policy, place, described, conditions } = table;
  const { relation, start } = described;
  const { rows } = await tx.query<{ held: boolean; start: string | null; n: number }>(
    `select held, case when held then null else start end as start, count(*)::int as n from (
        select ${conditions.held} as held, (${start})::text as start from ${relation} t
        where $1::date is not null and ${ofSubject(table)} and ${conditions.present}) each
      group by 1, 2 order by 1 desc, 2`,
    [asOf, subject],
  );
  if (rows.length === 0) return [];
  const events = await recordedEvents(tx);
  const floors = new Map<CalendarDate | undefined, number>();
  const kept: KeptRows[] = [];
  for (const row of rows) {
    if (row.held) kept.push({ place, kept: row.n, reason: "held", kinds: await kindsOf(tx, table, subject, asOf) });
    else {
      const { floor } = boundsOf(policy, row.start === null ? undefined : calendarDate(row.start), events);
      const until = floor === "open" || floor === "none" ? undefined : addDays(floor, 1);
      floors.set(until, (floors.get(until) ?? 0) + row.n);
    }
  }
  for (const [until, n] of floors) kept.push({ place, kept: n, reason: "floor", ...(until === undefined ? {} : { until }) });
  return kept;
}

async function kindsOf(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<string[]> {
  const { policy, described, conditions, type } = table;
  const named = `(case when favorable.key_reads(h.subject, null::${type}) then h.subject::${type} = $2::text::${type} end)`;
  const { rows } = await tx.query<{ kind: string }>(
    `select distinct h.kind from favorable.hold h where h.policy in (${quoteConstant(policy.id)}, '*') and h.released_at is null
      and ((h.key is null and h.subject is null) or ${named} or h.key in (select (${described.key})::text from ${described.relation} t
        where $1::date is not null and ${ofSubject(table)} and ${conditions.present})) order by 1`,
    [asOf, subject],
  );
  return rows.map(({ kind }) => kind);
}
