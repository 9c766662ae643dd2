/** What a fallback writes to once it is back: entries that were encoded while it was away. */
import type { EncodedEntry } from "./encode.ts";
import type { AuditEvent } from "./event.ts";

/** A log that takes encoded entries, and can tell which it has: an entry's identifier is its key against doubles. */
export interface MergeTarget {
  /** Encodes events as the log would, under its origin and clock; throws as `append`. */
  encode(events: readonly AuditEvent[]): readonly EncodedEntry[];
  /** Appends encoded entries durably, all or none. */
  appendEncoded(entries: readonly EncodedEntry[]): Promise<void>;
  /** Which of these identifiers the log has. */
  held(ids: readonly string[]): Promise<ReadonlySet<string>>;
}
