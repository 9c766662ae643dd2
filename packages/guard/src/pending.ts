/** The entries of one run, held until the run has ended; and the way out when the log cannot be written. */
import type { AuditEvent } from "@favorable/audit";
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** Writes entries durably: when it resolves, they survive a crash. */
export type WriteEntries = (events: readonly AuditEvent[]) => Promise<unknown>;

/** Where entries go: the log, else the fallback, else nowhere and nothing leaves. */
export interface EntrySinks {
  readonly log: WriteEntries;
  readonly fallback?: WriteEntries;
}

/**
 * Writes the entries before anything leaves. When the log lost its answer (`AUDIT_UNKNOWN`) it may hold them already: then the fallback's say in
 * clear which entry each may repeat (`repeats`, the identifier), so that who puts them into the log, or counts them, takes each once.
 *
 * @throws `LOG_UNAVAILABLE` when neither the log nor the fallback took them; the causes are not kept, since a driver's message may quote a row
 */
export async function writeEntries(events: readonly AuditEvent[], { log, fallback }: EntrySinks): Promise<void> {
  if (events.length === 0) return;
  let kept = events;
  try {
    await log(events);
    return;
  } catch (error) {
    // The fallback decides.
    kept = marked(events, error);
  }
  try {
    if (fallback !== undefined) {
      await fallback(kept);
      return;
    }
  } catch {
    // Nothing took the entries.
  }
  throw new PrivacyError("LOG_UNAVAILABLE", "neither the log nor its fallback can be written: access is closed", {
    entries: events.length,
  });
}

function marked(events: readonly AuditEvent[], error: unknown): readonly AuditEvent[] {
  const ids = isPrivacyError(error, "AUDIT_UNKNOWN") ? error.details["entries"] : undefined;
  if (!Array.isArray(ids) || ids.length !== events.length) return events;
  return events.map((event, at) => ({ ...event, clear: { ...event.clear, repeats: String(ids[at]) } }));
}
