/** The tasks on secondary copies, counted: for a review. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/** Open tasks of one obligation. */
export interface CopyCounts {
  /** The obligation, by its name. */
  readonly copy: string;
  /** Copies of which nothing shows that they are gone. */
  readonly open: number;
  /** Those past their last day. */
  readonly overdue: number;
  /** Those whose keeper did not answer when last asked. */
  readonly unreachable: number;
}

/** Counts open tasks by obligation, by the index of what is open; obligations without one are left out. Throws `SQL_FAILED`. */
export async function copyLedger(sql: Sql, asOf: CalendarDate): Promise<readonly CopyCounts[]> {
  const { rows } = await sql.query<{ copy: string; open: number; overdue: number; unreachable: number }>(
    `select copy, count(*)::int as open, (count(*) filter (where due_on < $1::date))::int as overdue,
        (count(*) filter (where answer = 'unreachable'))::int as unreachable
      from favorable.copy_task where done_on is null group by copy order by copy collate "C"`,
    [calendarDate(asOf)],
  );
  return rows;
}
