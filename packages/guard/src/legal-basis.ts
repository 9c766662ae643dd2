/** Which legal basis a purpose rests on today: bases are dated, and what has none in force is refused. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import { basisFor, type EventDays } from "@favorable/fields";
import type { BasisDocument, PurposeDocument } from "@favorable/processing";

/**
 * Finds the basis of a purpose that is in force on a day.
 *
 * CCIN deliberation 2021-206, II: consent before 30 October 2021, the legal obligation from that day on. Where both hold on a day, the one
 * that does not depend on the person: a withdrawal does not end it.
 *
 * @param date - the day, in the processing's zone; both ends of a basis are included
 * @param events - the recorded days of events: a basis whose `endEvent` is among them ends with that day
 * @throws `BASIS_NOT_IN_FORCE` when the purpose has no basis on that day, `BASIS_INVALID` for days that are none
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { basisOn } from "@favorable/guard";
 *
 * const purpose = {
 *   statement: { en: "Follow-up of the vaccination" },
 *   bases: [
 *     { kind: "consent", until: "2021-10-29" },
 *     { kind: "legal-obligation", from: "2021-10-30" },
 *   ],
 * } as const;
 * console.log(basisOn(purpose, calendarDate("2021-10-29")).kind); // consent
 * console.log(basisOn(purpose, calendarDate("2021-10-30")).kind); // legal-obligation
 * ```
 */
export function basisOn(purpose: Pick<PurposeDocument, "bases">, date: CalendarDate, events: EventDays = {}): BasisDocument {
  const found = basisFor(purpose.bases ?? [], date, true, events);
  if (found === undefined) throw new PrivacyError("BASIS_NOT_IN_FORCE", "the purpose has no legal basis in force on that day", { date });
  return found;
}
