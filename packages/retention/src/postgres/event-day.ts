/** The day of an event that has moved: a law prolongs a duty, or ends it early. Never silently. */
import { type CalendarDate, calendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { Approval } from "../amend.ts";
import { isText } from "../text.ts";

/** Why an event has another day now. */
export interface EventChange {
  /** Why, in words. */
  readonly reason: string;
  /** What moved it, such as a law and the day it was passed. Mandatory when the day is later: data stay longer by it. */
  readonly approval?: Approval;
  /** Who enters it. Default: the login of the database. */
  readonly author?: string;
}

/** One day that an event had. */
export interface EventDay {
  readonly on: CalendarDate;
  /** The day it had before; absent for the first. */
  readonly was?: CalendarDate;
  readonly reason?: string;
  readonly approval?: Approval;
  readonly author: string;
  /** When it was entered: ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Gives a recorded event another day, and keeps the old one with the reason. Due dates follow at once: they are derived from the day. What was
 * removed before stays removed.
 *
 * @throws `EVENT_UNKNOWN` when it was never recorded, `EVENT_INVALID` with a `reason`: `reason`, `author`, `approval` (malformed);
 *   `AMENDMENT_UNAPPROVED` when the day is later and nothing approves it; `DATE_INVALID`
 */
export async function redateEvent(sql: Sql, name: string, on: CalendarDate, change: EventChange): Promise<void> {
  const { reason, approval, author } = change ?? {};
  if (!isText(reason)) throw invalid("reason");
  if (author !== undefined && !isText(author)) throw invalid("author");
  if (approval !== undefined && (!isText(approval?.authority) || !isText(approval.reference) || !isCalendarDate(approval.on)))
    throw invalid("approval");
  const day = calendarDate(on);
  await sql.transaction(async (tx) => {
    const { rows } = await tx.query<{ was: string }>(
      "select occurred_on::text as was from favorable.event where name = $1::text for update",
      [name],
    );
    const was = rows[0]?.was;
    if (was === undefined) throw new PrivacyError("EVENT_UNKNOWN", "the event has no day yet: record it", { event: name });
    if (was === day) return;
    if (day > was && approval === undefined)
      throw new PrivacyError("AMENDMENT_UNAPPROVED", "a later day keeps data longer and needs what moved it", { event: name });
    await tx.query(
      `with moved as (update favorable.event set occurred_on = $2::date, recorded_at = now() where name = $1::text returning name)
        insert into favorable.event_history (name, was, became, reason, authority, reference, decided_on, author)
        select name, $3::date, $2::date, $4::text, $5::text, $6::text, $7::date, coalesce($8::text, session_user) from moved`,
      [name, day, was, reason, approval?.authority ?? null, approval?.reference ?? null, approval?.on ?? null, author ?? null],
    );
  });
}

interface HistoryRow {
  readonly on: string;
  readonly was: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly reference: string | null;
  readonly decided: string | null;
  readonly author: string;
  readonly at: string;
}

/** All days that an event has had, oldest first. */
export async function eventHistory(sql: Sql, name: string): Promise<EventDay[]> {
  const { rows } = await sql.query<HistoryRow>(
    `select became::text as on, was::text as was, reason, authority, reference, decided_on::text as decided, author, at
      from favorable.event_history where name = $1::text order by id`,
    [name],
  );
  return rows.map(({ on, was, reason, authority, reference, decided, author, at }) => ({
    ...{ on: calendarDate(on), author, at },
    ...(was === null ? {} : { was: calendarDate(was) }),
    ...(reason === null ? {} : { reason }),
    ...(authority === null || reference === null || decided === null ? {} : { approval: { authority, reference, on: decided } }),
  }));
}

function invalid(reason: string): PrivacyError {
  return new PrivacyError("EVENT_INVALID", `the change of the event is refused: ${reason}`, { reason });
}
