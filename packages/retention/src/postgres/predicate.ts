/** The boundary rule of `judge`, as conditions over a row `t`; the tests compare both on random policies and rows. */
import { periodParts } from "@favorable/core";
import type { RetentionBound } from "../bound.ts";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant } from "./literal.ts";
import { eventDay } from "./start-text.ts";
import type { DescribedTable, KeyedTable } from "./table.ts";

/** Conditions that are true or false, never null: an open bound neither calls for deletion nor allows it. */
export interface Conditions {
  /** A cap asks for deletion; without a cap, what the floor allows is asked for. */
  readonly called: string;
  /** Every floor has passed. */
  readonly allowed: string;
  /** The last cap has passed: not to be read in any phase, and kept too long. */
  readonly overdue: string;
  /** The row is in its active phase: read in the course of business. */
  readonly active: string;
  /** The row is in its archive: read by the archive's roles. */
  readonly archived: string;
  /** A hold is on the row, on its data subject, or on everything under the policy. */
  readonly held: string;
  /** A floor is later than a cap, or open when a cap is known. */
  readonly conflict: string;
  /** Nothing has been done to the row yet. */
  readonly present: string;
  /** The row has no start yet, or one that is no day of the calendar. */
  readonly withoutStart: string;
}

/** Keys of whole numbers that the rows in question lie in, as expressions: `after` excluded, `upto` included. */
export interface HoldWindow {
  readonly after: string | undefined;
  readonly upto: string;
}

/**
 * Writes the conditions.
 *
 * @param asOf - an expression of type date, such as `$1::date`
 * @param within - where the rows in question lie: only holds on these are read
 */
export function conditionsOf(policy: RetentionPolicy, table: DescribedTable, asOf: string, within?: HoldWindow): Conditions {
  const { floors, caps, end } = boundTexts(policy, table);
  const allowed = all(floors.map((day) => `coalesce(${asOf} > ${day}, false)`));
  const due = any(caps.map((day) => `coalesce(${asOf} >= ${day}, false)`));
  const overdue = any(caps.map((day) => `coalesce(${asOf} > ${day}, false)`));
  const left = end === undefined ? "false" : `coalesce(${asOf} > ${end}, false)`;
  return {
    called: caps.length === 0 ? allowed : due,
    allowed,
    overdue,
    active: end === undefined ? `(not ${overdue})` : `(not ${left})`,
    archived: end === undefined ? "false" : `(${left} and not ${overdue})`,
    held: heldText(policy, table, within),
    conflict: any(caps.flatMap((cap) => floors.map((floor) => `coalesce(${cap} < coalesce(${floor}, 'infinity'::date), false)`))),
    present: table.anonymise === undefined ? "true" : `t.${table.anonymise.mark} is null`,
    withoutStart: `(${table.start} is null)`,
  };
}

/**
 * Writes the last day on which a row is there to be read, as `lastDay` tells it; null while it is open. An index on a stored copy of it is a
 * hint: what decides is always the current policy.
 */
export function lastDayText(policy: RetentionPolicy, table: DescribedTable): string {
  const { floors, caps } = boundTexts(policy, table);
  return caps.length > 0 ? earliest(caps) : latest(floors);
}

interface BoundTexts {
  readonly floors: readonly string[];
  readonly caps: readonly string[];
  /** The last day of the active phase, where an archive follows it. */
  readonly end?: string;
}

/** The bounds of both phases together, as `boundsOf` composes them. */
function boundTexts(policy: RetentionPolicy, table: DescribedTable): BoundTexts {
  const floors = policy.minimum.map((bound) => lastDay(bound, table.start));
  const caps = policy.maximum.map((bound) => lastDay(bound, table.start));
  const { archive } = policy;
  if (archive === undefined) return { floors, caps };
  const end = caps.length > 0 ? earliest(caps) : latest(floors);
  const start = archive.start.kind === "end-of-active" ? end : (table.archiveStart ?? "null::date");
  const more = archive.minimum.map((bound) => lastDay(bound, start));
  const second = archive.maximum.map((bound) => lastDay(bound, start));
  if (second.length === 0) return { floors: [...floors, ...more, end], caps: [], end };
  const cap = latest([end, earliest(second)]);
  return { floors: [...floors, ...more], caps: [cap], end };
}

function lastDay({ period, event }: RetentionBound, start: string): string {
  const from = event === undefined ? start : eventDay(event);
  if (period === undefined) return from;
  const { months, days } = periodParts(period);
  return `(${from} + make_interval(months => ${months}, days => ${days}))::date`;
}

/** The earliest that is known. */
function earliest(days: readonly string[]): string {
  return days.length === 1 ? `${days[0]}` : `least(${days.join(", ")})`;
}

/** The latest, null while one of them is not known. */
function latest(days: readonly string[]): string {
  if (days.length === 1) return `${days[0]}`;
  return `(case when ${days.map((day) => `${day} is not null`).join(" and ")} then greatest(${days.join(", ")}) end)`;
}

/** Questions of their own, because one with `or` could not use the index. The keys do not depend on the row: they are read once. */
function heldText(policy: RetentionPolicy, { key, keyType, root, subject }: DescribedTable, within: HoldWindow | undefined): string {
  const active = `from favorable.hold h where h.policy in (${quoteConstant(policy.id)}, '*') and h.released_at is null`;
  const own = `(h.target is null or coalesce(pg_partition_root(h.target), h.target) = ${root}::oid)`;
  const questions = [
    `exists (select 1 ${active} and h.key is null and h.subject is null)`,
    `${key} in (${within === undefined ? readable(active, "h.key", keyType, own) : windowed(active, keyType, own, within)})`,
  ];
  if (subject !== undefined && subject !== null)
    questions.push(`coalesce(t.${subject.name} in (${readable(active, "h.subject", subject.type)}), false)`);
  return `(${questions.join(" or ")})`;
}

/** The holds of a window of whole numbers, by their index, and those that were never checked against a table. */
function windowed(active: string, type: string, own: string, { after, upto }: HoldWindow): string {
  const number = "favorable.key_number(h.key)";
  const checked = `${active} and h.key is not null and h.target is not null and ${own} and ${number} <= ${upto}`;
  const unchecked = readable(active, "h.key", type, "h.target is null");
  return `select ${number}::${type} ${checked}${after === undefined ? "" : ` and ${number} > ${after}`} union all ${unchecked}`;
}

/** Text against text would miss the same key written otherwise: capitals of a uuid, the padding of a char(6), 007. */
function readable(active: string, column: string, type: string, own = "true"): string {
  const reads = `favorable.key_reads(${column}, null::${type})`;
  return `select case when ${reads} then ${column}::${type} end ${active} and ${column} is not null and ${own} and ${reads}`;
}

/**
 * Counts the holds of which nobody knows what they are to keep here: those whose key was never checked against a table and is no key of this
 * one, and those on a subject while nobody said which column names it.
 */
export function unreadableHolds(policy: RetentionPolicy, { keyType }: KeyedTable, subject?: DescribedTable["subject"]): string {
  const undeclared = subject === undefined ? " or h.subject is not null" : "";
  return `select count(*)::int as n from favorable.hold h where h.policy in (${quoteConstant(policy.id)}, '*') and h.released_at is null
    and ((h.key is not null and h.relation is null and not favorable.key_reads(h.key, null::${keyType}))${undeclared})`;
}

const all = (conditions: readonly string[]): string => (conditions.length === 0 ? "true" : `(${conditions.join(" and ")})`);
const any = (conditions: readonly string[]): string => (conditions.length === 0 ? "false" : `(${conditions.join(" or ")})`);
