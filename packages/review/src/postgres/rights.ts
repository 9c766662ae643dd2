/** The registers of the rights of persons, in numbers. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { breachLedger, noticeLedger, requestLedger, restrictionLedger } from "@favorable/rights/postgres";
import type { Sql } from "@favorable/sql";
import type { BreachEvidence, EvidenceBundle, RequestEvidence } from "../evidence/bundle.ts";
import type { EvidenceMapping } from "./mapping.ts";

/** Requests received, open, and late: open past their last day or answered after it. */
export async function requestEvidence(sql: Sql, asOf: CalendarDate): Promise<RequestEvidence> {
  const { total, open, overdue, late } = await requestLedger(sql, asOf);
  return { received: total, open, late: overdue + late };
}

/** The register of breaches at an instant. */
export async function breachEvidence(sql: Sql, now: Date): Promise<BreachEvidence> {
  const { recorded, open, overdue, notifiedLate, personsUntold } = await breachLedger(sql, now);
  return { recorded, open, overdue, notifiedLate, personsUntold };
}

/** Restrictions that stand and that were lifted. */
export async function restrictionEvidence(sql: Sql): Promise<NonNullable<EvidenceBundle["restrictions"]>> {
  const { standing, lifted } = await restrictionLedger(sql);
  return { standing, lifted };
}

/**
 * Orders to erase that were carried out in full, as the eraser of `@favorable/retention` records them. Whether such a person can still be read takes
 * a look for the person, wherever the application reads.
 *
 * @param stillReadable - how many of them that look has found
 */
export async function erasureEvidence(sql: Sql, stillReadable: number): Promise<NonNullable<EvidenceBundle["erasures"]>> {
  const { rows } = await sql.query<{ done: number }>("select count(*)::int as done from favorable.erasure where completed_on is not null");
  return { done: rows[0]?.done ?? 0, stillReadable };
}

/** Channels on which a notice is put up rather than delivered. */
const POSTED: readonly string[] = ["intranet", "display", "website", "board"];

/**
 * Notices that reached a category of subjects: deliveries of a version that still says what matters, and places where it is put up on a channel
 * that reaches the category.
 *
 * A delivery does not say of which category the person is. One of a notice that is for several categories would count for each of them: this is
 * refused.
 *
 * @throws `NOTICE_AMBIGUOUS` for deliveries of a notice that is for several categories: give each its own notice; `SQL_FAILED`
 */
export async function noticeEvidence(
  sql: Sql,
  document: ProcessingDocument,
  names: EvidenceMapping["notices"] = {},
): Promise<Readonly<Record<string, number>>> {
  const told = new Map(Object.keys(document.subjects ?? {}).map((subject) => [subject, 0]));
  for (const { notice, informed, posted } of await noticeLedger(sql)) {
    const id = Object.entries(names).find(([, name]) => name === notice)?.[0] ?? notice;
    const channels = Object.hasOwn(document.notices ?? {}, id) ? (document.notices?.[id]?.channels ?? []) : [];
    const reached = new Set(channels.flatMap(({ reaches }) => reaches));
    if (informed > 0 && reached.size > 1)
      throw new PrivacyError("NOTICE_AMBIGUOUS", "a notice for several categories of subjects does not tell whom it reached");
    const putUp = new Set(channels.filter(({ kind }) => POSTED.includes(kind)).flatMap(({ reaches }) => reaches));
    for (const subject of reached) {
      const before = told.get(subject);
      if (before !== undefined) told.set(subject, before + informed + (putUp.has(subject) ? posted : 0));
    }
  }
  return Object.fromEntries(told);
}
