/** Where bounds of retention end, and which of two ends comes first, as far as a file tells. */
import { addPeriod, type CalendarDate, isCalendarDate, type Period } from "@favorable/core";
import type { ProcessingDocument, RetentionBound, RetentionStart } from "@favorable/processing";
import { holds } from "../../facts.ts";
import { longer, readPeriod } from "../../periods.ts";

/** The end of a bound: a length from an open start, a day, or an event and what is added to it. */
export interface End {
  /** Of a bound that names no event: its period. */
  readonly length?: Period;
  /** The event it hangs on. */
  readonly event?: string;
  /** What is added to the event. */
  readonly after?: Period;
  /** The last day, when the file tells it. */
  readonly day?: CalendarDate;
}

/** The end of a bound; undefined when the bound says nothing. */
export function endOf(document: ProcessingDocument, bound: RetentionBound | undefined, start?: RetentionStart): End | undefined {
  const stated = readPeriod(bound?.period);
  if (bound?.event !== undefined) return hanging(document, bound.event, stated);
  if (stated === undefined) return undefined;
  if (start?.kind === "fixed-date" && isCalendarDate(start.on)) return { length: stated, day: addPeriod(start.on, stated) };
  return start?.kind === "event" ? { length: stated, ...hanging(document, start.event, stated) } : { length: stated };
}

function hanging(document: ProcessingDocument, event: string, after: Period | undefined): End {
  const on = dayOf(document, event);
  const day = on === undefined ? undefined : after === undefined ? on : addPeriod(on, after);
  return { event, ...(after === undefined ? {} : { after }), ...(day === undefined ? {} : { day }) };
}

/** The day of a declared event, once known. */
export function dayOf(document: ProcessingDocument, event: string): CalendarDate | undefined {
  const on = holds(document.events, event) ? document.events?.[event]?.on : undefined;
  return isCalendarDate(on) ? on : undefined;
}

/** Whether a log that ends so outlives data that end so; `unknown` when the file does not tell. */
export type Reach = "reaches" | "short" | "unknown";

/**
 * Compares the end of a log with the end of the data it proves. Two periods are compared as such (CCIN 2021-206 §V); two ends on
 * one event by what each adds to it; two known days as days; an event that ends the duty, its day unknown, is accepted (§VIII).
 */
export function outlives(document: ProcessingDocument, log: End, data: End, endsOfDuty: ReadonlySet<string>): Reach {
  if (log.length !== undefined && data.length !== undefined && log.event === undefined)
    return longer(data.length, log.length) ? "short" : "reaches";
  if (log.event !== undefined && log.event === data.event) {
    if (data.after === undefined) return "reaches";
    return log.after === undefined || longer(data.after, log.after) ? "short" : "reaches";
  }
  const logDay = log.day ?? from(document.startsOn, log);
  const dataDay = data.day ?? from(document.endsOn, data);
  if (logDay !== undefined && dataDay !== undefined) return logDay < dataDay ? "short" : "reaches";
  return logDay === undefined && log.event !== undefined && endsOfDuty.has(log.event) ? "reaches" : "unknown";
}

/** A bare period counted from the first day of the processing (the first entry) or the last (the last record). */
function from(day: string | undefined, end: End): CalendarDate | undefined {
  return end.length !== undefined && end.event === undefined && isCalendarDate(day) ? addPeriod(day, end.length) : undefined;
}

/** A bound in the notation of the file: `P1Y`, `endOfDuty`, `endOfDuty + P3M`. */
export function writeBound(bound: RetentionBound | undefined): string {
  return [bound?.event, bound?.period].filter((part) => part !== undefined).join(" + ") || "∅";
}

/** The bound of a log, as a fact to judge; `open` when a draft may still tie it to the event its floor names. */
export function isOpen(document: ProcessingDocument, name: "minimum" | "maximum", bound: RetentionBound, floor?: RetentionBound): boolean {
  return document.stage === "draft" && name === "maximum" && bound.event === undefined && floor?.event !== undefined;
}
