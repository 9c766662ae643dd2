/** What is left of a subject in one table, why, and until when. */
import { addDays, type CalendarDate, calendarDate, isCalendarDate, type KeptPart, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { staying } from "./dependant-text.ts";
import { type DescribedErasable, ofSubject } from "./erasable.ts";
import { heldText } from "./held-text.ts";
import { floorBelow, floorKeeping, heldBelow, latestOf } from "./kept-below.ts";

/** What stays in a table, with the kinds of the holds that keep it. */
export type KeptRows = KeptPart;

/** A floor without an end that is known. */
const OPEN = "infinity";

/**
 * Held rows with the kinds of holds, and rows under a floor by the day they can go on: the day after the latest floor of every policy on the table. A row
 * that others refer to is kept by what keeps those.
 *
 * @param before - what stays in the tables before
 * @throws `ERASURE_BLOCKED` (details: `constraint`) when rows that nothing keeps refer to a row, such as those of another subject
 */
export async function keptRows(
  tx: Sql,
  table: DescribedErasable,
  subject: string,
  asOf: CalendarDate,
  before: readonly KeptRows[],
): Promise<KeptRows[]> {
  const { policy, place, described, conditions, steps } = table;
  const day = latestOf([floorKeeping(policy, described, "$1::date"), floorBelow(steps, "$1::date")]);
  const { rows } = await tx.query<{ held: boolean; until: string | null; n: number }>(
    `select held, case when not held then until end as until, count(*)::int as n from (
        select (${conditions.held} or ${heldBelow(steps)}) as held, (${day})::text as until from ${described.relation} t
        where $1::date is not null and ${ofSubject(table)} and ${conditions.present}) each
      group by 1, 2 order by 1 desc, 2`,
    [asOf, subject],
  );
  const kept: KeptRows[] = [];
  let chained = 0;
  for (const { held, until, n } of rows) {
    if (held) kept.push({ place, kept: n, reason: "held", kinds: await kindsOf(tx, table, subject, asOf) });
    else if (until === null) chained = n;
    else kept.push({ place, kept: n, reason: "floor", ...dayAfter(until) });
  }
  if (chained === 0) return kept;
  // Kept by a row of the same table that is kept itself: held before all, else the latest day.
  const last = kept.find(({ reason }) => reason === "held") ?? kept.at(-1);
  const other = before.find(({ reason }) => reason === "other-purpose");
  // Rows of a table that is held for another purpose refer to it.
  if (other !== undefined) return [...kept, { ...other, place, kept: chained }];
  if (last === undefined || !steps.some(({ then, self }) => then === "stay" && self)) throw await blockedBy(tx, table, subject, asOf);
  return kept.map((one) => (one === last ? { ...one, kept: one.kept + chained } : one));
}

function dayAfter(text: string): { readonly until?: CalendarDate } {
  return text === OPEN || !isCalendarDate(text) || text === "9999-12-31" ? {} : { until: addDays(calendarDate(text), 1) };
}

/** The rows of a table that an order which is limited to purposes leaves. */
export async function otherPurposeRows(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<KeptRows[]> {
  const { place, described, conditions, still = [] } = table;
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${described.relation} t where $1::date is not null and ${ofSubject(table)} and ${conditions.present}`,
    [asOf, subject],
  );
  const n = rows[0]?.n ?? 0;
  return n === 0 ? [] : [{ place, kept: n, reason: "other-purpose", ...(still.length === 0 ? {} : { purposes: still }) }];
}

/** The kinds of the holds that keep a row of the subject, or one that refers to it, under whatever policy they were placed. */
async function kindsOf(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<string[]> {
  const { policy, described, conditions, steps } = table;
  const only = "h.kind = k.kind";
  const { rows } = await tx.query<{ kind: string }>(
    `select k.kind from (select distinct kind from favorable.hold where released_at is null) k where exists (
        select from ${described.relation} t where $1::date is not null and ${ofSubject(table)} and ${conditions.present}
          and (${heldText(policy, described, { only })} or ${heldBelow(steps, only)})) order by 1`,
    [asOf, subject],
  );
  return rows.map(({ kind }) => kind);
}

async function blockedBy(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<PrivacyError> {
  for (const step of table.steps) {
    if (step.then !== "stay") continue;
    const { rows } = await tx.query(
      `select 1 from ${table.described.relation} t where $1::date is not null and ${ofSubject(table)}
        and exists (select from ${step.relation} h where ${staying(step, "h", "t")}) limit 1`,
      [asOf, subject],
    );
    if (rows.length > 0) return blocked(step.constraints[0]);
  }
  return blocked(undefined);
}

/** Rows that nobody declared, or that are not the subject's, refer to what was to go. */
export function blocked(constraint: unknown): PrivacyError {
  return new PrivacyError(
    "ERASURE_BLOCKED",
    "rows that no order reaches refer to the subject's: declare the table, or what becomes of its rows",
    typeof constraint === "string" ? { constraint } : {},
  );
}
