/** What ends an obligation on a copy. Silence never does, and neither does a date alone. */
import { type CalendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import { type CopyObligation, isBackup } from "./obligation.ts";

/** What is known of a copy's end. */
export type CopyEvidence =
  /** Asked again after the deletion, everywhere it could be: not found. */
  | { readonly kind: "absence"; readonly askedOn: CalendarDate; readonly places: number }
  /** The key it was encrypted under is destroyed. */
  | { readonly kind: "shredded"; readonly keyId: string; readonly destroyedOn: CalendarDate }
  /** The oldest backup that is still kept was taken on that day, as the inventory of the backups says. */
  | { readonly kind: "rotation"; readonly oldestOn: CalendarDate };

/** The days of the copy that evidence is held against. */
export interface CopyCount {
  /** The day the count started: the copy was made before or on it. */
  readonly startedOn: CalendarDate;
  /** The last day of the rotation. */
  readonly rotatedOn?: CalendarDate;
}

/**
 * Checks that evidence ends an obligation.
 *
 * - `absence`: for what can be asked, not for a backup; asked on or after the day the count started, in at least one place.
 * - `shredded`: where the obligation says that the copy is encrypted under a key of its own.
 * - `rotation`: the declared day has passed *and* the oldest backup kept is younger than the copy. The date alone does not show that the
 *   rotation ran; the inventory alone may not show what was put aside.
 *
 * @throws `EVIDENCE_REFUSED` with a `reason`: `malformed`, `future`, `too-early`, `unsuitable`, `not-rotated`, `backup-older`
 */
export function assertEnds(copy: CopyObligation, count: CopyCount, evidence: CopyEvidence, asOf: CalendarDate): void {
  const reason = objection(copy, count, evidence, asOf);
  if (reason !== undefined)
    throw new PrivacyError("EVIDENCE_REFUSED", `the evidence does not end the obligation: ${reason}`, { reason, copy: copy.name });
}

function objection(copy: CopyObligation, count: CopyCount, evidence: CopyEvidence, asOf: CalendarDate): string | undefined {
  switch (evidence?.kind) {
    case "absence": {
      const { askedOn, places } = evidence;
      if (!isCalendarDate(askedOn) || !Number.isSafeInteger(places) || places < 1) return "malformed";
      if (isBackup(copy.system)) return "unsuitable";
      if (askedOn > asOf) return "future";
      return askedOn < count.startedOn ? "too-early" : undefined;
    }
    case "shredded": {
      const { keyId, destroyedOn } = evidence;
      if (!isCalendarDate(destroyedOn) || typeof keyId !== "string" || !/^[\w.:/-]{1,200}$/.test(keyId)) return "malformed";
      if (!copy.shredding) return "unsuitable";
      // A key that was destroyed before the copy was made did not encrypt it.
      if (destroyedOn < count.startedOn) return "too-early";
      return destroyedOn > asOf ? "future" : undefined;
    }
    case "rotation": {
      if (!isCalendarDate(evidence.oldestOn)) return "malformed";
      if (count.rotatedOn === undefined) return "unsuitable";
      if (evidence.oldestOn > asOf) return "future";
      if (asOf <= count.rotatedOn) return "not-rotated";
      return evidence.oldestOn <= count.startedOn ? "backup-older" : undefined;
    }
    default:
      return "malformed";
  }
}
