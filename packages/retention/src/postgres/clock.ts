/** The database's time, which the application cannot turn back, and named events. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionEvents } from "../bounds.ts";

/** What day it is for the database. */
export interface DatabaseDay {
  readonly today: CalendarDate;
  /** The clock row is set: evidence taken now is of a demonstration or a test. */
  readonly simulated: boolean;
}

/** Reads the database's day in a zone. */
export async function databaseDay(sql: Sql, zone: string): Promise<DatabaseDay> {
  const { rows } = await sql.query<{ today: string; simulated: boolean }>(
    "select to_char(favorable.today($1), 'YYYY-MM-DD') as today, exists (select from favorable.clock) as simulated",
    [zone],
  );
  return { today: calendarDate(rows[0]?.today ?? ""), simulated: rows[0]?.simulated === true };
}

/** The latest day that it is anywhere at the instant: evidence has the day of its policy's zone, at most 14 hours ahead. */
const LATEST_DAY = "(($1::timestamptz at time zone 'UTC') + interval '14 hours')::date";
const NEWEST = "select from favorable.purge where as_of > $day union all select from favorable.erasure where as_of > $day";

/**
 * Sets the simulated time of the database, forward only; the first time not before the newest day there is evidence of, by a purge or an erasure.
 * Needs the owner of `favorable.clock`.
 *
 * @throws `CLOCK_BACKWARDS`, `INSTANT_INVALID`
 */
export async function simulateTime(sql: Sql, instant: Date): Promise<void> {
  if (Number.isNaN(instant.getTime())) throw new PrivacyError("INSTANT_INVALID", "not a valid instant");
  const { rowCount } = await sql.query(
    `insert into favorable.clock (at) select $1::timestamptz
      where not exists (${NEWEST.replaceAll("$day", LATEST_DAY)})
      on conflict (single) do update set at = excluded.at where clock.at <= excluded.at`,
    [instant.toISOString()],
  );
  if (rowCount === 0) throw new PrivacyError("CLOCK_BACKWARDS", "simulated time only moves forward, and begins after the evidence");
}

/**
 * Records the day of a named event that policies wait for, once.
 *
 * @throws `EVENT_RECORDED` when another day is recorded already: a correction is a decision to be taken (`redateEvent`), not an update
 */
export async function recordEvent(sql: Sql, name: string, on: CalendarDate): Promise<void> {
  const { rows } = await sql.query<{ same: boolean }>(
    `with added as (insert into favorable.event (name, occurred_on) values ($1, $2::date) on conflict (name) do nothing returning true),
        kept as (insert into favorable.event_history (name, became) select $1, $2::date from added)
      select coalesce((select occurred_on = $2::date from favorable.event where name = $1), exists (select from added)) as same`,
    [name, calendarDate(on)],
  );
  if (rows[0]?.same !== true) throw new PrivacyError("EVENT_RECORDED", "the event is recorded with another day", { event: name });
}

/** The recorded events, for `judge` and its like. */
export async function recordedEvents(sql: Sql): Promise<RetentionEvents> {
  const { rows } = await sql.query<{ name: string; day: string }>("select name, occurred_on::text as day from favorable.event");
  return Object.fromEntries(rows.map(({ name, day }) => [name, calendarDate(day)]));
}
