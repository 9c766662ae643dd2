/** The start of a row's periods as an SQL expression of type date, null while it is not known. */
import type { ArchiveStart } from "../start.ts";
import { quoteConstant, quoteName } from "./literal.ts";

/** A column of the table, as the catalogue describes it. */
export interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

/** What can be wrong with a start. */
export type StartFault = "start-column" | "start-type";

/**
 * Writes the start.
 *
 * @param wanted - the column, where it is not the field that the start names
 * @param prefix - `t.`, or nothing where the expression stands in a policy of the table itself
 * @returns the expression, and the column it reads where it reads one; or what is wrong
 */
export function startText<C extends TypedColumn>(
  start: Exclude<ArchiveStart, { kind: "end-of-active" }>,
  zone: string,
  columns: readonly C[],
  wanted: string | undefined,
  prefix: string,
): { readonly text: string; readonly column?: C } | StartFault {
  if (start.kind === "fixed-date") return { text: `date ${quoteConstant(start.on)}` };
  if (start.kind === "event" || start.kind === "end-of-duty") return { text: eventDay(start.event) };
  const name = wanted ?? start.field;
  const column = columns.find((each) => each.name === name);
  if (column === undefined) return "start-column";
  const text = dayText(column, zone, prefix);
  return text === undefined ? "start-type" : { text, column };
}

/** The calendar day of a column, in the policy's zone; `undefined` for a column that holds no day. */
export function dayText(column: TypedColumn, zone: string, prefix: string): string | undefined {
  const value = `${prefix}${quoteName(column.name)}`;
  // An instant becomes a date once, in the policy's zone, never in the session's.
  if (column.type.startsWith("timestamp") && column.type.endsWith("with time zone"))
    return calendarDay(`${within(value, "timestamptz")} at time zone ${quoteConstant(zone)}`);
  return column.type.startsWith("timestamp") || column.type === "date" ? calendarDay(value) : undefined;
}

/** One row beyond the calendar, or at its end (`infinity`), must not make a statement over all rows fail: it has no start. */
function calendarDay(value: string): string {
  return within(`(${value})::date`, "date");
}

/** Null beyond the range: wide enough for instants not to lose a day of any zone here, narrow enough for no sum to overflow. */
function within(value: string, type: "date" | "timestamptz"): string {
  const [from, to] = type === "date" ? ["0001-01-01", "9999-12-31"] : ["0001-01-01 BC", "10001-01-01"];
  return `(case when ${value} between ${type} '${from}' and ${type} '${to}' then ${value} end)`;
}

/** The day of a named event; null while it has none. Read with the owner's right, once for a statement. */
export function eventDay(name: string): string {
  return `(select favorable.event_day(${quoteConstant(name)}))`;
}
