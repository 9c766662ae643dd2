/** The holds there are, and those that somebody should have looked at again. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { HoldScope } from "./hold.ts";

/** A hold. */
export interface Hold {
  readonly id: string;
  readonly scope: HoldScope;
  /** The policy's id; `*` for all of them. */
  readonly policy: string;
  /** For a record: its table, as it was named, and its key as the database writes it; the key is gone with the release, as is the subject. */
  readonly table?: string;
  readonly key?: string;
  /** For a subject. */
  readonly subject?: string;
  readonly author: string;
  readonly kind: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly placedAt: string;
  readonly reviewOn?: CalendarDate;
  /** Absent while it holds. */
  readonly released?: { readonly at: string; readonly by: string; readonly reason: string };
}

/** Which holds. */
export interface HoldFilter {
  /** Only those that stop this policy, those on all policies included. */
  readonly policy?: { readonly id: string };
  /** Only those on this data subject. */
  readonly subject?: string;
  /** Only those to be looked at again on this day or before. */
  readonly reviewBy?: CalendarDate;
  /** Those that have been released as well. */
  readonly released?: boolean;
}

interface HoldRow {
  readonly id: string;
  readonly scope: HoldScope;
  readonly policy: string;
  readonly table: string | null;
  readonly key: string | null;
  readonly subject: string | null;
  readonly author: string;
  readonly kind: string;
  readonly reason: string;
  readonly placedAt: string;
  readonly reviewOn: string | null;
  readonly releasedAt: string | null;
  readonly releasedBy: string | null;
  readonly releaseReason: string | null;
}

/**
 * Lists holds, oldest first. Subjects and keys are personal data: the list is for the rights desk.
 *
 * @throws `DATE_INVALID`, `HOLD_INVALID` with the reason `policy` for a filter that would silently list all
 */
export async function holds(sql: Sql, filter: HoldFilter = {}): Promise<Hold[]> {
  const { policy, subject, reviewBy, released = false } = filter;
  if (policy !== undefined && typeof policy.id !== "string")
    throw new PrivacyError("HOLD_INVALID", "the filter names no policy", { reason: "policy" });
  const { rows } = await sql.query<HoldRow>(
    `select id::text as id, policy, relation as "table", key, subject, author, kind, reason, placed_at as "placedAt",
        scope,
        review_on::text as "reviewOn", released_at as "releasedAt", released_by as "releasedBy", release_reason as "releaseReason"
      from favorable.hold
      where ($1::text is null or policy in ($1::text, '*')) and ($2::text is null or subject = $2::text)
        and ($3::date is null or review_on <= $3::date) and ($4::boolean or released_at is null)
      order by hold.id`,
    [policy?.id ?? null, subject ?? null, reviewBy === undefined ? null : calendarDate(reviewBy), released],
  );
  return rows.map(holdOf);
}

/** The holds that should have been looked at again: their review date is before the day. Default: the database's today, in UTC. */
export async function holdsToReview(sql: Sql, asOf?: CalendarDate): Promise<Hold[]> {
  const { rows } = await sql.query<{ day: string }>("select (coalesce($1::date, favorable.today('UTC')) - 1)::text as day", [asOf ?? null]);
  return holds(sql, { reviewBy: calendarDate(rows[0]?.day ?? "") });
}

function holdOf(row: HoldRow): Hold {
  const { id, policy, author, kind, reason, placedAt } = row;
  const released = row.releasedAt === null ? undefined : { at: row.releasedAt, by: row.releasedBy ?? "", reason: row.releaseReason ?? "" };
  return {
    ...{ id, scope: row.scope, policy, author, kind, reason, placedAt },
    ...(row.table === null ? {} : { table: row.table }),
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.reviewOn === null ? {} : { reviewOn: calendarDate(row.reviewOn) }),
    ...(released === undefined ? {} : { released }),
  };
}
