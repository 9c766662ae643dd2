/** Expiry at read, for rows that are already in memory. */
import type { CalendarDate } from "@favorable/core";
import { phaseOn } from "./phase.ts";
import type { RetentionPolicy } from "./policy.ts";
import { archiveStartOf, type RetentionEvents, type RowValues, startOf } from "./start-of.ts";

/** Who reads, and on which day. */
export interface Reading {
  /** The day. Take it from the database (`databaseDay`) or from a clock of the server, never from the request. */
  readonly asOf: CalendarDate;
  /** The roles of whoever reads; without any, only the active phase is there. */
  readonly roles?: readonly string[];
  /** The role of the rights desk: it reads held and unswept rows too. */
  readonly desk?: string;
  /** Days of named events. */
  readonly events?: RetentionEvents;
  /** For `last-activity` without a field of its own: the field that holds it. */
  readonly activity?: string;
}

/**
 * Keeps the rows that may be read: the active phase for all, the archive for its roles, everything for the rights desk.
 *
 * @throws `START_MISSING`, `DATE_INVALID`: a row whose day cannot be told is an error, not a row that stays
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { definePolicy, visible } from "@favorable/retention";
 *
 * const footage = definePolicy({
 *   id: "footage",
 *   version: 1,
 *   start: { kind: "field", field: "takenOn" },
 *   maximum: { period: "P30D" },
 *   then: "delete",
 *   zone: "Europe/Paris",
 * });
 * const rows = [{ takenOn: "2022-01-01" }, { takenOn: "2022-01-02" }];
 * const asOf = calendarDate("2022-02-01");
 * console.log(visible(footage, rows, { asOf }).length); // 1
 * console.log(visible(footage, rows, { asOf, roles: ["rights-desk"], desk: "rights-desk" }).length); // 2
 * ```
 */
export function visible<R extends RowValues>(policy: RetentionPolicy, rows: readonly R[], reading: Reading): R[] {
  const { asOf, roles = [], desk, events = {}, activity } = reading;
  const isDesk = desk !== undefined && roles.includes(desk);
  const isArchivist = policy.archive?.roles.some((role) => roles.includes(role)) === true;
  return rows.filter((row) => {
    const archiveStart = archiveStartOf(policy, row, events, activity);
    const phase = phaseOn(policy, { start: startOf(policy, row, events, activity), archiveStart, events }, asOf);
    return isDesk || phase === "active" || (phase === "archive" && isArchivist);
  });
}
