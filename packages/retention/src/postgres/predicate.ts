/** The boundary rule of `judge`, as conditions over a row `t`; the tests compare both on random policies and rows. */
import { periodParts } from "@favorable/core";
import type { RetentionBound } from "../bound.ts";
import type { RetentionPolicy } from "../policy.ts";
import { heldText } from "./held-text.ts";
import { eventDay } from "./start-text.ts";
import type { DescribedTable } from "./table.ts";

/** Conditions that are true or false, never null: an open bound neither calls for deletion nor allows it. */
export interface Conditions {
  /** A cap asks for deletion; without a cap, what the floor allows is asked for. */
  readonly called: string;
  /** Every floor has passed, those of the other policies on the table as well. */
  readonly allowed: string;
  /** The last cap has passed: not to be read in any phase, and kept too long. */
  readonly overdue: string;
  /** The row is in its active phase: read in the course of business. */
  readonly active: string;
  /** The row is in its archive: read by the archive's roles. */
  readonly archived: string;
  /** A hold is on the row, on its data subject, or on everything under a policy of the table; or its subject is restricted. */
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
  const { floors, caps, end } = boundTexts(policy, table);
  const past = (days: readonly string[]): string => all(days.map((day) => `coalesce(${asOf} > ${day}, false)`));
  const own = past(floors);
  const others = table.neighbours.flatMap((one) => boundTexts(one.policy, one.table).floors);
  const due = any(caps.map((day) => `coalesce(${asOf} >= ${day}, false)`));
  const overdue = any(caps.map((day) => `coalesce(${asOf} > ${day}, false)`));
  const left = end === undefined ? "false" : `coalesce(${asOf} > ${end}, false)`;
  return {
    called: caps.length === 0 ? own : due,
    allowed: others.length === 0 ? own : all([own, past(others)]),
    overdue,
    active: end === undefined ? `(not ${overdue})` : `(not ${left})`,
    archived: end === undefined ? "false" : `(${left} and not ${overdue})`,
    held: heldText(policy, table),
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

/** Writes the last day of the latest floor of a row `t`, those of the other policies on the table included: `infinity` while one is open, null without any. */
export function floorText(policy: RetentionPolicy, table: DescribedTable): string {
  const floors = [{ policy, table }, ...table.neighbours].flatMap((one) => boundTexts(one.policy, one.table).floors);
  return floors.length === 0 ? "null::date" : `greatest(${floors.map((day) => `coalesce(${day}, 'infinity'::date)`).join(", ")})`;
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

const all = (conditions: readonly string[]): string => (conditions.length === 0 ? "true" : `(${conditions.join(" and ")})`);
const any = (conditions: readonly string[]): string => (conditions.length === 0 ? "false" : `(${conditions.join(" or ")})`);
