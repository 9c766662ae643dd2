/** What a store says about itself in the log. */
import type { AuditEvent } from "./event.ts";

/**
 * Something in the store is not what the log's own writers left there. `deleted`: entries that were committed and are gone before they had a
 * position; `altered`: entries whose rows were changed before; `forged`: rows in the outbox that no writer made, set aside; `stripped`: entries whose bodies were taken away with the count
 * that came with them; `removed`: bodies that were gone before they were due; `uncounted`: bodies that were there and that the store's own count of
 * them did not have. `torn`: a file that held entries ended in a line that was not whole, which was put aside: nobody acknowledged it, or somebody
 * cut it. `inserted`: entries that have a position and were given none by a sequencer of the log.
 */
export type DiscrepancyKind = "deleted" | "altered" | "forged" | "stripped" | "removed" | "uncounted" | "torn" | "inserted";

/** How a verification takes each: what was set aside, counted again, or never acknowledged, changed nothing in the log. */
export function discrepancyVerdict(kind: unknown): "notice" | "lost" | "tampered" {
  if (kind === "forged" || kind === "uncounted" || kind === "torn") return "notice";
  return kind === "inserted" ? "tampered" : "lost";
}

/**
 * The event that tells that the log's outbox is kept under a key from here on, by what tells the key from others. For the entries before
 * position `below` the key does not vouch.
 */
export function outboxKeyEvent(fingerprint: string, below: number): AuditEvent {
  return { type: "audit.outbox-key", clear: { fingerprint, below } };
}

/** The event that tells of a discrepancy for ever; written by whoever finds it. */
export function discrepancyEvent(kind: DiscrepancyKind, count: number): AuditEvent {
  return { type: "audit.discrepancy", clear: { kind, count } };
}
