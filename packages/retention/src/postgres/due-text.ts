/** Whether a row is due, as a condition: the exact rule, and before it a comparison that settles most rows. */
import { addDays, type CalendarDate, calendarDate } from "@favorable/core";
import type { RetentionPolicy } from "../policy.ts";
import { SLACK } from "./cutoff.ts";
import { conditionsOf } from "./predicate.ts";
import type { StatementParams } from "./statement.ts";
import type { DescribedTable } from "./table.ts";
import { cutoffText } from "./window.ts";

/** Where the exact rule alone decides: a start before it may be none, or belong to another year in another zone. */
const EARLIEST = "0001-01-03";

/** What is asked about. */
export interface DueRequest {
  readonly policy: RetentionPolicy;
  readonly table: DescribedTable;
  readonly cutoff: CalendarDate | "all";
}

/**
 * Writes the condition. A start is never due later than one after it. So the database is asked once whether a day well before the cutoff
 * is due; if it is, so is every row that started earlier, and its own last day need not be computed.
 *
 * @param latest - the text of the cutoff
 * @param day - the day of the sweep, an expression of type date
 */
export function dueText(params: StatementParams, request: DueRequest, latest: string | undefined, day: string): string {
  const { called, allowed, present } = conditionsOf(request.policy, request.table, day);
  const exact = `${called} and ${allowed}`;
  const early = earlyText(params, request, day);
  return `${latest === undefined ? "" : `${latest} and `}${present} and ${early === undefined ? exact : `(${early} or (${exact}))`}`;
}

/** Undefined where the rule reads more of the row than its one start. */
function earlyText(params: StatementParams, { policy, table, cutoff }: DueRequest, day: string): string | undefined {
  const { startColumn, archiveStart, neighbours } = table;
  if (startColumn === undefined || archiveStart !== undefined || neighbours.length > 0 || cutoff === "all") return undefined;
  const early = addDays(cutoff, -2 * SLACK);
  if (early <= calendarDate(EARLIEST)) return undefined;
  const before = cutoffText(params, table, early, policy.zone);
  // The day after: an instant just before midnight, where clocks go back, may bear its date.
  const settled = conditionsOf(policy, { ...table, start: `(${params.add(early, "date")} + 1)` }, day);
  return `(${before} and t.${startColumn.name} >= '${EARLIEST}' and (select ${settled.called} and ${settled.allowed}))`;
}
