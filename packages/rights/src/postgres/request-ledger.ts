/** What the register of requests shows of itself, as evidence: counts, no person. */
import { type CalendarDate, dateInZone } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { SUSPEND_DAYS } from "../deadline/deadline.ts";
import { OPEN_STATES, type RequestState } from "../request/kinds.ts";

/** The requests of a desk, counted. */
export interface RequestLedger {
  /** The day it was counted for. */
  readonly asOf: CalendarDate;
  /** Requests ever received. */
  readonly total: number;
  /** By state; states without a request are left out. */
  readonly byState: Readonly<Partial<Record<RequestState, number>>>;
  /** Open requests. */
  readonly open: number;
  /** Open ones past their last day; for those that wait for the person, past it by the days one may wait. */
  readonly overdue: number;
  /** Open ones that wait for the person to show who they are. */
  readonly suspended: number;
  /** Ended ones that were answered after their last day. */
  readonly late: number;
  /** Median of days from receipt to the answer, refusals included; absent when none was answered. */
  readonly medianDays?: number;
}

/**
 * Counts the requests of a desk. The login needs the `ledger` work of {@link deskGrants}.
 *
 * @param asOf - the day to judge by; today in UTC unless told
 * @param suspendDays - the days one may wait for a proof of identity, as in the rules of the desk
 * @throws `SQL_FAILED`
 */
export async function requestLedger(
  sql: Sql,
  asOf: CalendarDate = dateInZone(new Date(), "UTC"),
  suspendDays: number = SUSPEND_DAYS,
): Promise<RequestLedger> {
  const open = `state = any($2::text[])`;
  const { rows } = await sql.query<{ state: RequestState; n: number; overdue: number; suspended: number; late: number }>(
    `select state, count(*)::integer as n,
       count(*) filter (where ${open} and due_on + case when suspended then $3::integer else 0 end < $1::date)::integer as overdue,
       count(*) filter (where ${open} and suspended and due_on + $3::integer >= $1::date)::integer as suspended,
       count(*) filter (where outcome <> 'withdrawn' and ended_on > due_on)::integer as late
     from favorable.rights_request group by state order by state`,
    [asOf, [...OPEN_STATES], suspendDays],
  );
  const days = await sql.query<{ median: number | null }>(
    `select percentile_cont(0.5) within group (order by (ended_on - received_on)::double precision) as median
     from favorable.rights_request where outcome <> 'withdrawn'`,
  );
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const median = days.rows[0]?.median ?? null;
  return {
    asOf,
    total: sum(({ n }) => n),
    byState: Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    open: sum(({ state, n }) => (OPEN_STATES.includes(state) ? n : 0)),
    overdue: sum(({ overdue }) => overdue),
    suspended: sum(({ suspended }) => suspended),
    late: sum(({ late }) => late),
    ...(median === null ? {} : { medianDays: median }),
  };
}
