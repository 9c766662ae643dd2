/**
 * Errors with codes, an injected clock, calendar dates and periods, canonical JSON, bytes.
 *
 * Codes: `CLOCK_BACKWARDS`, `INSTANT_INVALID`, `DATE_INVALID`, `PERIOD_INVALID`, `COUNT_INVALID`, `ZONE_UNKNOWN`, `NOT_CANONICAL`,
 * `HEX_INVALID`, `BASE64_INVALID`, `NOT_WELL_FORMED`, `NOT_PLAIN`.
 * @packageDocumentation
 */
export { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from "./bytes.ts";
export {
  addDays,
  addMonths,
  addPeriod,
  type CalendarDate,
  calendarDate,
  dateInZone,
  daysBetween,
  isCalendarDate,
  isPeriod,
  type Period,
  type PeriodParts,
  period,
  periodParts,
} from "./calendar.ts";
export { canonicalBytes, canonicalJson, type JsonValue } from "./canonical-json.ts";
export { type Clock, type SimulatedClock, simulatedClock, systemClock } from "./clock.ts";
export type { ErasedPart, Eraser, ErasureAccount, ErasureOrder, KeptPart, SubjectHolds } from "./eraser.ts";
export { frozenCopy } from "./frozen-copy.ts";
export { escapeMarkup } from "./markup.ts";
export type { Permit, PermitAnswer, PermitRequest } from "./permit.ts";
export { type ErrorDetails, isPrivacyError, PrivacyError } from "./privacy-error.ts";
export type { RestrictionPort } from "./restriction.ts";
