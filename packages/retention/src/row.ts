/** A row, as far as its retention goes. */
import type { CalendarDate } from "@favorable/core";
import type { RetentionEvents } from "./start-of.ts";

/** What retention needs to know of a row. */
export interface RetainedRow {
  /** The day its periods start on; `undefined` while an event has not happened. */
  readonly start: CalendarDate | undefined;
  /** The day the archive's periods start on, where that is another field of the row; see `archiveStartOf`. */
  readonly archiveStart?: CalendarDate | undefined;
  /** Days of named events. */
  readonly events?: RetentionEvents;
  /** Whether a hold is on it. */
  readonly held?: boolean;
}
