/** The boundary rule of `judge`, as conditions over a row `t`; the tests compare both on random policies and rows. */
import { periodParts } from "@favorable/core";
import type { RetentionBound, RetentionPolicy } from "../policy.ts";
import { quoteConstant } from "./literal.ts";
import { type DescribedTable, eventDay, type KeyedTable } from "./table.ts";

/** Conditions that are true or false, never null: an open bound neither calls for deletion nor allows it. */
export interface Conditions {
  /** A cap asks for deletion; without a cap, what the floor allows is asked for. */
  readonly called: string;
  /** Every floor has passed. */
  readonly allowed: string;
  /** A cap has passed: not to be read, and kept too long. */
  readonly overdue: string;
  /** A hold is on the row, or on everything under the policy. */
  readonly held: string;
  /** A floor is later than a cap, or open when a cap is known. */
  readonly conflict: string;
  /** Nothing has been done to the row yet. */
  readonly present: string;
  /** The row has no start yet, or one that is no day of the calendar. */
  readonly withoutStart: string;
}

/**
 * Writes the conditions.
 *
 * @param asOf - an expression of type date, such as `$1::date`
 */
export function conditionsOf(policy: RetentionPolicy, table: DescribedTable, asOf: string): Conditions {
  const floors = policy.minimum.map((bound) => lastDay(bound, table));
  const caps = policy.maximum.map((bound) => lastDay(bound, table));
  const allowed = all(floors.map((day) => `coalesce(${asOf} > ${day}, false)`));
  const due = any(caps.map((day) => `coalesce(${asOf} >= ${day}, false)`));
  return {
    called: caps.length === 0 ? allowed : due,
    allowed,
    overdue: any(caps.map((day) => `coalesce(${asOf} > ${day}, false)`)),
    held: heldText(policy, table),
    conflict: any(caps.flatMap((cap) => floors.map((floor) => `coalesce(${cap} < coalesce(${floor}, 'infinity'::date), false)`))),
    present: table.anonymise === undefined ? "true" : `t.${table.anonymise.mark} is null`,
    withoutStart: `(${table.start} is null)`,
  };
}

function lastDay({ period, event }: RetentionBound, { start }: DescribedTable): string {
  const from = event === undefined ? start : eventDay(event);
  if (period === undefined) return from;
  const { months, days } = periodParts(period);
  return `(${from} + make_interval(months => ${months}, days => ${days}))::date`;
}

/** Two questions, because one with `or` could not use the index. The keys do not depend on the row: they are read once. */
function heldText(policy: RetentionPolicy, { key, keyType }: DescribedTable): string {
  const active = `from favorable.hold h where h.policy = ${quoteConstant(policy.id)} and h.released_at is null`;
  const reads = `favorable.key_reads(h.key, null::${keyType})`;
  // Text against text would miss the same key written otherwise: capitals of a uuid, the padding of a char(6), 007.
  const keys = `select case when ${reads} then h.key::${keyType} end ${active} and h.key is not null and ${reads}`;
  return `(exists (select 1 ${active} and h.key is null) or t.${key} in (${keys}))`;
}

/** Counts the holds whose key was never checked against a table and is no key of this one: nobody knows what they are to keep. */
export function unreadableHolds(policy: RetentionPolicy, { keyType }: KeyedTable): string {
  return `select count(*)::int as n from favorable.hold h where h.policy = ${quoteConstant(policy.id)} and h.released_at is null
    and h.key is not null and h.relation is null and not favorable.key_reads(h.key, null::${keyType})`;
}

const all = (conditions: readonly string[]): string => (conditions.length === 0 ? "true" : `(${conditions.join(" and ")})`);
const any = (conditions: readonly string[]): string => (conditions.length === 0 ? "false" : `(${conditions.join(" or ")})`);
