/** The phases of a row: active, in the restricted archive, ended. */
import type { CalendarDate } from "@favorable/core";
import { activeUntil, boundsOf } from "./bounds.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetainedRow } from "./row.ts";

/** `active`: read in the course of business; `archive`: read by the archive's roles; `ended`: read by the rights desk, until it goes. */
export type RetentionPhase = "active" | "archive" | "ended";

/**
 * Tells the phase of a row on a day. A phase lasts until the end of its last day. A floor or a hold keeps a row in `ended`; it never brings
 * a phase back.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { definePolicy, phaseOn } from "@favorable/retention";
 *
 * // A social file: two years in use, then a restricted archive, five years in all.
 * const file = definePolicy({
 *   id: "social.file",
 *   version: 1,
 *   start: { kind: "end-of-contract", field: "closed_on" },
 *   maximum: { period: "P2Y" },
 *   then: "archive",
 *   archive: { start: { kind: "end-of-active" }, maximum: { period: "P3Y" }, roles: ["archivist"], then: "delete" },
 *   zone: "Europe/Paris",
 * });
 * const row = { start: calendarDate("2020-06-30") };
 * console.log(phaseOn(file, row, calendarDate("2022-07-01"))); // archive
 * console.log(phaseOn(file, row, calendarDate("2025-07-01"))); // ended
 * ```
 */
export function phaseOn(policy: RetentionPolicy, row: RetainedRow, asOf: CalendarDate): RetentionPhase {
  const { cap } = boundsOf(policy, row.start, row.events, row.archiveStart);
  if (cap !== "none" && cap !== "open" && asOf > cap) return "ended";
  if (policy.archive === undefined) return "active";
  const end = activeUntil(policy, row.start, row.events);
  return end !== "open" && asOf > end ? "archive" : "active";
}
