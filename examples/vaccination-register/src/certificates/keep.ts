/** What the register keeps of a verified certificate, and nothing else (CCIN deliberation 2021-206, III: « strictement limitées »). */
import type { CalendarDate } from "@favorable/core";
import { refusal } from "./refusal.ts";
import { type Named, samePerson } from "./same-person.ts";
import type { VerifiedCertificate } from "./verify.ts";

/** What is kept of a vaccination certificate. */
export interface KeptVaccination {
  readonly kind: "vaccination";
  /** Number of the last dose, from 1. */
  readonly dose: number;
  /** Doses of the series the certificate names. */
  readonly doses: number;
  /** Day of the last dose. */
  readonly lastDoseOn: CalendarDate;
  /** Day the proof was received. */
  readonly receivedOn: CalendarDate;
}

/** What is kept of a recovery certificate. */
export interface KeptRecovery {
  readonly kind: "recovery";
  /** Last day the recovery is valid. */
  readonly validUntil: CalendarDate;
  /** Day the proof was received. */
  readonly receivedOn: CalendarDate;
}

/** The part of a certificate that the purpose allows. */
export type KeptCertificate = KeptVaccination | KeptRecovery;

/**
 * Compares the name with the record, then lets go of everything the follow-up does not need: names, date of birth, vaccine, maker,
 * country, issuer, certificate identifier, and the certificate itself.
 *
 * @param person - the names in the register
 * @param receivedOn - the day the proof was received
 * @throws `CERTIFICATE_PERSON` when the certificate names somebody else; `CERTIFICATE_KIND` for a test, which is no status of the duty
 */
export function keepForRegister(certificate: VerifiedCertificate, person: Named, receivedOn: CalendarDate): KeptCertificate {
  const { facts } = certificate;
  if (facts.kind === "test") throw refusal("CERTIFICATE_KIND");
  if (!samePerson(certificate.person, person)) throw refusal("CERTIFICATE_PERSON");
  return facts.kind === "vaccination"
    ? { kind: "vaccination", dose: facts.dose, doses: facts.doses, lastDoseOn: facts.doseOn, receivedOn }
    : { kind: "recovery", validUntil: facts.validUntil, receivedOn };
}
