/** The entries of one run, held until the run has ended; and the way out when the log cannot be written. */
import type { AuditEvent } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";

/** Writes entries durably: when it resolves, they survive a crash. */
export type WriteEntries = (events: readonly AuditEvent[]) => Promise<unknown>;

/** Where entries go: the log, else the fallback, else nowhere and nothing leaves. */
export interface EntrySinks {
  readonly log: WriteEntries;
  readonly fallback?: WriteEntries;
}

/**
 * Writes the entries before anything leaves.
 *
 * @throws `LOG_UNAVAILABLE` when neither the log nor the fallback took them; the causes are not kept, since a driver's message may quote a row
 */
export async function writeEntries(events: readonly AuditEvent[], { log, fallback }: EntrySinks): Promise<void> {
  if (events.length === 0) return;
  try {
    await log(events);
    return;
  } catch {
    // The fallback decides.
  }
  try {
    if (fallback !== undefined) {
      await fallback(events);
      return;
    }
  } catch {
    // Nothing took the entries.
  }
  throw new PrivacyError("LOG_UNAVAILABLE", "neither the log nor its fallback can be written: access is closed", {
    entries: events.length,
  });
}
