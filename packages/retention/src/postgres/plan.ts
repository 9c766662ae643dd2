/** The dry run: what a sweep would do, without doing it. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { databaseDay } from "./clock.ts";
import type { Attachment } from "./expiry-view.ts";
import { refuseUnreadableHolds } from "./hold.ts";
import { conditionsOf } from "./predicate.ts";
import { describeTable } from "./table.ts";

/** Counts of rows. */
export interface RetentionPlan {
  readonly asOf: CalendarDate;
  /** What a sweep on that day takes: the same count, as long as nobody changes a row in between. */
  readonly removable: number;
  /** Called for and allowed, but on hold. */
  readonly held: number;
  /** Called for, but a floor has not passed. */
  readonly floor: number;
  /** Kept past the last day of the cap, for whatever reason. */
  readonly overdue: number;
  /** Rows whose floor is later than their cap: a question for the declaration. */
  readonly conflicts: number;
  /**
   * Rows whose period has not begun: the start is null, its event has not happened, or the date is beyond the calendar (`infinity`, years
   * before 1 or after 9999). Bounds counted from the start never end for them; a number that does not fall asks for a look.
   */
  readonly withoutStart: number;
  /** All rows of the table that are under the policy. */
  readonly rows: number;
}

/**
 * Counts what a sweep would do on a day. Reads the whole table, writes nothing.
 *
 * @param asOf - any day, also a future one; default: the database's today
 * @throws what `describeTable` throws: `TABLE_INVALID`, `ACTION_UNSUPPORTED`; `HOLD_INVALID` as `sweep` does
 */
export async function plan({ sql, policy, table, asOf }: Attachment & { readonly asOf?: CalendarDate }): Promise<RetentionPlan> {
  const described = await describeTable(sql, policy, table);
  await refuseUnreadableHolds(sql, policy, described);
  const day = asOf === undefined ? (await databaseDay(sql, policy.zone)).today : calendarDate(asOf);
  const { called, allowed, held, overdue, conflict, present, withoutStart } = conditionsOf(policy, described, "$1::date");
  const { rows } = await sql.query<Record<"removable" | "held" | "floor" | "overdue" | "conflicts" | "withoutStart" | "rows", string>>(
    `select count(*) filter (where ${called} and ${allowed} and not ${held}) as removable,
      count(*) filter (where ${called} and ${allowed} and ${held}) as held,
      count(*) filter (where ${called} and not ${allowed}) as floor,
      count(*) filter (where ${overdue}) as overdue,
      count(*) filter (where ${conflict}) as conflicts,
      count(*) filter (where ${withoutStart}) as "withoutStart",
      count(*) as rows
      from ${described.relation} t where ${present} and $1::date is not null`,
    [day],
  );
  const of = (name: keyof NonNullable<(typeof rows)[0]>): number => Number(rows[0]?.[name] ?? 0);
  return {
    asOf: day,
    removable: of("removable"),
    held: of("held"),
    floor: of("floor"),
    overdue: of("overdue"),
    conflicts: of("conflicts"),
    withoutStart: of("withoutStart"),
    rows: of("rows"),
  };
}
