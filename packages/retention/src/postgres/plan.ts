/** The dry run: what a sweep would do, without doing it. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { databaseDay, recordedEvents } from "./clock.ts";
import { startCutoff } from "./cutoff.ts";
import { keptDependants } from "./dependant-text.ts";
import { type DependantStep, resolveDependants } from "./dependants.ts";
import type { Attachment } from "./expiry-view.ts";
import { refuseBelow, refuseUnreadableHolds } from "./hold-check.ts";
import { chooseMode } from "./mode.ts";
import { dependantSizes, heldKinds } from "./plan-text.ts";
import { conditionsOf } from "./predicate.ts";
import { daysLate } from "./sweep-metrics.ts";
import { type DescribedTable, describeTable } from "./table.ts";
import type { SweepMode } from "./window.ts";

/** Counts of rows. */
export interface RetentionPlan {
  readonly asOf: CalendarDate;
  /** What a sweep on that day takes: the same count, as long as nobody changes a row in between. */
  readonly removable: number;
  /** Called for and allowed, but on hold, or referred to by a row that would go with it and that a hold or a floor keeps. */
  readonly held: number;
  /** The same by kind of hold, such as `litigation`; a row under several kinds counts under each, `dependant` is a row on hold that refers to it. */
  readonly heldByKind: Readonly<Record<string, number>>;
  /** Called for, but a floor has not passed. */
  readonly floor: number;
  /** Kept past the last day of the cap, for whatever reason. */
  readonly overdue: number;
  /** The most days that a row is past the last day of its cap. */
  readonly overdueDays: number;
  /** The earliest start among the rows that a sweep takes; absent where there is none or the start is apart from the row. */
  readonly oldest?: CalendarDate;
  /** Rows of other tables that would go or be emptied with what a sweep takes, by table as declared. */
  readonly dependants: Readonly<Record<string, number>>;
  /** Rows whose floor is later than their cap: a question for the declaration. */
  readonly conflicts: number;
  /**
   * Rows whose period has not begun: the start is null, its event has not happened, or the date is beyond the calendar (`infinity`, years
   * before 1 or after 9999). Bounds counted from the start never end for them; a number that does not fall asks for a look.
   */
  readonly withoutStart: number;
  /** All rows of the table that are under the policy. */
  readonly rows: number;
  /** What is done to each, `policy.then`. */
  readonly action: string;
  /** The order a sweep would go in. */
  readonly mode: SweepMode;
}

/** Which day to plan for. */
export interface PlanOptions extends Attachment {
  /** Any day, also a future one; default: the database's today. */
  readonly asOf?: CalendarDate;
}

/**
 * Counts what a sweep would do on a day. Reads the whole table in one snapshot, in a transaction that may not write.
 *
 * @throws what `sweep` throws before its first batch, `AS_OF_FUTURE` apart
 */
export function plan(options: PlanOptions): Promise<RetentionPlan> {
  return options.sql.transaction((tx) => planIn(tx, options), { isolation: "repeatable read", readOnly: true });
}

const COUNTS = ["removable", "held", "floor", "overdue", "conflicts", "withoutStart", "rows"] as const;

async function planIn(sql: Sql, { policy, table, asOf }: PlanOptions): Promise<RetentionPlan> {
  await sql.query("select set_config('datestyle', 'ISO, YMD', true)"); // Dates are read below.
  const described = await describeTable(sql, policy, table, { shred: true });
  const dependants = described.anonymise === undefined ? await resolveDependants(sql, table) : [];
  await refuseUnreadableHolds(sql, policy, described);
  await refuseBelow(sql, dependants);
  const day = asOf === undefined ? (await databaseDay(sql, policy.zone)).today : calendarDate(asOf);
  const conditions = conditionsOf(policy, described, "$1::date");
  const { called, allowed, overdue, conflict, present, withoutStart } = conditions;
  const due = `${called} and ${allowed}`;
  const held = dependants.length === 0 ? conditions.held : `(${conditions.held} or ${keptDependants(dependants, "$1::date")})`;
  const first = earliest(described);
  const { rows } = await sql.query<Record<(typeof COUNTS)[number] | "oldest" | "late", string | null>>(
    `select count(*) filter (where ${due} and not ${held}) as removable,
      count(*) filter (where ${due} and ${held}) as held,
      count(*) filter (where ${called} and not ${allowed}) as floor,
      count(*) filter (where ${overdue}) as overdue,
      count(*) filter (where ${conflict}) as conflicts,
      count(*) filter (where ${withoutStart}) as "withoutStart",
      count(*) as rows,
      (min(${first}) filter (where ${due} and not ${held}))::text as oldest,
      (min(${first}) filter (where ${overdue}))::text as late
      from ${described.relation} t where ${present} and $1::date is not null`,
    [day],
  );
  const of = (name: (typeof COUNTS)[number]): number => Number(rows[0]?.[name] ?? 0);
  const events = await recordedEvents(sql);
  const late = rows[0]?.late ?? undefined;
  const oldest = rows[0]?.oldest ?? undefined;
  const cutoff = startCutoff(policy, events, day);
  const counted = await countBeside(sql, { described, dependants, where: `${present} and ${due}`, held, day });
  return {
    asOf: day,
    removable: of("removable"),
    held: of("held"),
    heldByKind: of("held") === 0 ? {} : await heldKinds(sql, policy, described, dependants, `${present} and ${due}`, day),
    floor: of("floor"),
    overdue: of("overdue"),
    overdueDays: of("overdue") === 0 ? 0 : daysLate(policy, late === undefined ? undefined : calendarDate(late), events, day),
    ...(oldest === undefined ? {} : { oldest: calendarDate(oldest) }),
    dependants: counted,
    conflicts: of("conflicts"),
    withoutStart: of("withoutStart"),
    rows: of("rows"),
    action: policy.then,
    mode: cutoff === "none" ? "windows" : await chooseMode(sql, policy, described, cutoff),
  };
}

function earliest({ startColumn, start }: DescribedTable): string {
  return startColumn === undefined ? "null::date" : start;
}

interface Beside {
  readonly described: DescribedTable;
  readonly dependants: readonly DependantStep[];
  readonly where: string;
  readonly held: string;
  readonly day: CalendarDate;
}

/** Counts each dependant once, though it refer to several rows that go. */
async function countBeside(sql: Sql, { described, dependants, where, held, day }: Beside): Promise<Record<string, number>> {
  if (dependants.length === 0) return {};
  const text = dependantSizes(described, dependants, `${where} and not ${held} and $1::date is not null`);
  const { rows } = await sql.query<{ counts: Record<string, number> }>(text, [day]);
  return rows[0]?.counts ?? {};
}
