/** When a period starts. */
import { isCalendarDate } from "@favorable/core";
import { isEventName } from "./bound.ts";

/**
 * When a period starts:
 *
 * - `fixed-date`: the same calendar day for every row;
 * - `field`: a date or instant of the row; null is a row without a start: reports count it;
 * - `last-activity`: a field that moves, named here or where the policy is attached; each use starts the period again;
 * - `end-of-contract`: a field whose null means *not ended yet*;
 * - `event`: a named event that happens once, such as the end of a campaign;
 * - `end-of-duty`: the recorded day on which a legal duty ends. A law may move it; it is dated anew with a reason, never silently.
 */
export type RetentionStart =
  | { readonly kind: "fixed-date"; readonly on: string }
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "last-activity"; readonly field?: string }
  | { readonly kind: "end-of-contract"; readonly field: string }
  | { readonly kind: "event"; readonly event: string }
  | { readonly kind: "end-of-duty"; readonly event: string };

/** When the periods of the archive start: as those of the active phase may, or on the last day of the active phase. */
export type ArchiveStart = RetentionStart | { readonly kind: "end-of-active" };

/** The one key that goes with a kind; none is null, a star may be left out. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["fixed-date", "on"],
  ["field", "field"],
  ["last-activity", "field*"],
  ["end-of-contract", "field"],
  ["event", "event"],
  ["end-of-duty", "event"],
]);

/** Whether a value, plain data of any shape, is a start. */
export function isStart(start: unknown): boolean {
  if (typeof start !== "object" || start === null || !("kind" in start) || typeof start.kind !== "string") return false;
  const wanted = KEYS.get(start.kind);
  if (wanted === undefined) return false;
  const key = wanted.replace("*", "");
  const entries = Object.entries(start).filter(([name]) => name !== "kind");
  const [first, ...more] = entries;
  if (first === undefined) return wanted !== key;
  const [name, value]: [string, unknown] = first;
  if (more.length > 0 || name !== key) return false;
  if (key === "on") return isCalendarDate(value);
  return key === "field" ? typeof value === "string" && value !== "" : isEventName(value);
}

/** Whether a value is a start of an archive. */
export function isArchiveStart(start: unknown): boolean {
  const after = typeof start === "object" && start !== null && "kind" in start && start.kind === "end-of-active";
  return after ? Object.keys(start).length === 1 : isStart(start);
}

/** The field a start reads from the row; `undefined` where it does not, or where it is named elsewhere. */
export function startField(start: ArchiveStart): string | undefined {
  return "field" in start ? start.field : undefined;
}
