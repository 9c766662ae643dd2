/** The runs of purges, day by day, out of their evidence: for a review. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/** What the runs of one policy for one day did, over all its tables. */
export interface PurgeRun {
  readonly policy: string;
  /** The day it was for. */
  readonly asOf: CalendarDate;
  /** Rows that went; 0 for a run that had nothing to take. */
  readonly removed: number;
  /** Tables it was for. */
  readonly tables: number;
  /** Some of it was under a simulated clock. */
  readonly simulated: boolean;
}

/**
 * Reads the runs of policies, oldest first: the days on which rows went, and those on which a sweep came to its end, also with nothing to take. A run
 * that is under way is not there unless it removed something.
 *
 * @throws `SQL_FAILED`
 */
export async function purgeRuns(sql: Sql, policies: readonly string[]): Promise<PurgeRun[]> {
  const { rows } = await sql.query<{ policy: string; asOf: string; removed: string; tables: number; simulated: boolean }>(
    `select policy, as_of::text as "asOf", sum(removed) as removed, count(distinct relation)::int as tables, bool_or(simulated) as simulated
      from (select policy, relation, as_of, removed::bigint as removed, simulated from favorable.purge where policy = any ($1::text[])
        union all
        select policy, relation, as_of, 0, simulated from favorable.purge_run where policy = any ($1::text[])
        union all
        select policy, relation, as_of, 0, false from favorable.sweep where policy = any ($1::text[])
          group by policy, relation, as_of having bool_and(done)) runs
      group by policy, as_of order by as_of, policy`,
    [policies],
  );
  return rows.map((row) => ({ ...row, asOf: calendarDate(row.asOf), removed: Number(row.removed) }));
}
