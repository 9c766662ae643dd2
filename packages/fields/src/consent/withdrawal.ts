/**
 * What a withdrawal does where legal bases are dated: a purpose may rest on consent until a day and on a duty from then on (CCIN deliberation
 * 2021-206, II: consent before 30 October 2021, law 1.509 from that day).
 */
import { addMonths, type CalendarDate, calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import type { LegalBasis } from "../vocabulary-facts.ts";

/** Events that have happened, such as the end of an emergency, and on which day: the last on which a basis with that `endEvent` holds. */
export type EventDays = Readonly<Record<string, CalendarDate>>;

/** What follows from a withdrawal. */
export interface WithdrawalEffect {
  /** Nothing rests on the consent from this instant on; what was done before stays lawful (GDPR art. 7(3)). */
  readonly stopsAt: string;
  /** The day of it, in the purpose's zone. */
  readonly day: CalendarDate;
  /**
   * What becomes of the data that were given under the consent: `erase` when no other basis of the purpose is in force on the day of the
   * withdrawal (GDPR art. 17(1)(b)), `keep` when one is. A basis that only begins later keeps nothing.
   */
  readonly data: "erase" | "keep";
  /** For `keep`: the basis. */
  readonly keptUnder?: LegalBasis;
  /** For `erase`: the last day on which to tell the person that it was done, a month at the most (GDPR art. 12(3)); erase without undue delay. */
  readonly eraseBy?: CalendarDate;
  /** Bases that begin later: data are collected under each from its first day, whatever was withdrawn before. */
  readonly later: readonly LegalBasis[];
}

/**
 * Tells what a withdrawal means for a purpose.
 *
 * A withdrawal on 27 October 2021 stops the use at once and has the data erased; the duty begins on 30 October all the same, and asks the
 * person anew. A withdrawal on 30 October finds the duty in force: the data stay, under the duty and for what it provides.
 *
 * @param bases - the purpose's, dated; a basis of consent itself keeps nothing
 * @param events - the recorded days of events; a basis whose `endEvent` is not among them has not ended
 * @throws `BASIS_INVALID` for a basis or an event whose dates are none, `INSTANT_INVALID`, `ZONE_UNKNOWN`
 * @example
 * ```ts
 * import { withdrawalEffect } from "@favorable/fields";
 *
 * const bases = [
 *   { kind: "consent", until: "2021-10-29" },
 *   { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } },
 * ] as const;
 * const before = withdrawalEffect(bases, new Date("2021-10-27T09:00:00Z"), "Europe/Monaco");
 * console.log(before.data); // erase
 * console.log(before.later.map(({ from }) => from).join()); // 2021-10-30
 * console.log(withdrawalEffect(bases, new Date("2021-10-30T09:00:00Z"), "Europe/Monaco").data); // keep
 * ```
 */
export function withdrawalEffect(bases: readonly LegalBasis[], withdrawnAt: Date, zone: string, events: EventDays = {}): WithdrawalEffect {
  const day = dateInZone(withdrawnAt, zone);
  const others = datedBases(bases, events).filter(({ kind }) => kind !== "consent");
  const keptUnder = others.find((basis) => isInForce(basis, day, events));
  const later = Object.freeze(others.filter(({ from }) => from !== undefined && from > day));
  const common = { stopsAt: withdrawnAt.toISOString(), day, later };
  if (keptUnder !== undefined) return Object.freeze({ ...common, data: "keep", keptUnder });
  return Object.freeze({ ...common, data: "erase", eraseBy: addMonths(day, 1) });
}

/**
 * The basis on which a purpose may use a person's data on a day: one that does not depend on the person first, then consent.
 *
 * @param consents - whether the person does, on that day
 * @param events - the recorded days of events; a basis whose `endEvent` is not among them has not ended
 * @returns nothing when there is none: the use is refused
 * @throws `BASIS_INVALID`
 */
export function basisFor(
  bases: readonly LegalBasis[],
  day: CalendarDate,
  consents: boolean,
  events: EventDays = {},
): LegalBasis | undefined {
  const inForce = datedBases(bases, events).filter((basis) => isInForce(basis, calendarDate(day), events));
  return inForce.find(({ kind }) => kind !== "consent") ?? (consents ? inForce.find(({ kind }) => kind === "consent") : undefined);
}

function isInForce({ from, until, endEvent }: LegalBasis, day: CalendarDate, events: EventDays): boolean {
  const ended = endEvent !== undefined && Object.hasOwn(events, endEvent) ? events[endEvent] : undefined;
  return [until, ended].every((last) => last === undefined || day <= last) && (from === undefined || from <= day);
}

function datedBases(bases: readonly LegalBasis[], events: EventDays): readonly LegalBasis[] {
  try {
    const list = Array.from(bases);
    for (const { kind, from, until } of list) {
      if (!KINDS.includes(kind)) throw invalid();
      for (const date of [from, until]) if (date !== undefined) calendarDate(date);
    }
    for (const date of Object.values(events)) calendarDate(date);
    return list;
  } catch {
    throw invalid();
  }
}

const KINDS: readonly unknown[] = ["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest"];

function invalid(): PrivacyError {
  return new PrivacyError("BASIS_INVALID", "bases are a list of kinds that the law knows, their days calendar dates");
}
