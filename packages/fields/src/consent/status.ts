/** Whether a person consents: decided by the records alone, the same for everybody who asks. */
import { addDays, addPeriod, type CalendarDate, calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import {
  ConsentExpired,
  ConsentGiven,
  ConsentInvalidated,
  ConsentRefused,
  ConsentUnknown,
  ConsentWithdrawn,
} from "../dpv/terms/statuses.ts";
import { entitledGivers, hasReached } from "./age.ts";
import { assertPolicy, type ConsentPolicy, type ConsentVersion, validityOf } from "./policy.ts";
import { type ConsentRecord, inOrder } from "./record.ts";

/** How a consent stands. Only `given` is a consent. */
export type ConsentState = "given" | "refused" | "withdrawn" | "expired" | "invalid" | "none";

/** Why a record of giving is none. */
export type ConsentFlaw =
  | "version-unknown"
  | "version-not-yet-shown"
  | "version-superseded"
  | "statement-differs"
  | "channel-unknown"
  | "age-unknown"
  | "giver-not-entitled"
  | "evidence-missing";

/** The answer, and what it rests on. */
export interface ConsentStatus {
  readonly state: ConsentState;
  /** The act that decides. */
  readonly record?: ConsentRecord;
  /** For `given` and `expired`: the last day it holds, when it has one. */
  readonly lastDay?: CalendarDate;
  /** For `invalid`. */
  readonly flaw?: ConsentFlaw;
  /**
   * Given for a child who has come of age since: it holds, and the person has to be told that they may withdraw or confirm it (EDPB
   * Guidelines 05/2020, 7.1.4).
   */
  readonly toConfirm?: boolean;
  /** The Data Privacy Vocabulary's word for the state. */
  readonly dpv: string;
}

/** What else is known of the person. */
export interface ConsentPerson {
  /** Needed where the purpose concerns minors. */
  readonly birthDate?: CalendarDate;
}

const WORDS: Readonly<Record<ConsentState, string>> = {
  given: ConsentGiven,
  refused: ConsentRefused,
  withdrawn: ConsentWithdrawn,
  expired: ConsentExpired,
  invalid: ConsentInvalidated,
  none: ConsentUnknown,
};

/**
 * Tells how a person's consent to a purpose stands at an instant.
 *
 * The last act decides. A consent to a version nobody knows, to other words than were declared, or by somebody not entitled is `invalid`, and
 * an older valid one does not stand in for it.
 *
 * @param records - of one person; those of other purposes, and of later instants, are left out
 * @throws `CONSENT_FORM_INVALID` for a policy that `defineConsent` did not make, `CONSENT_RECORD_INVALID` for an act or instant that is none,
 *   `CONSENT_SUBJECTS_MIXED` for records of several persons, `INSTANT_INVALID`
 * @example
 * ```ts
 * import { consentStatus, defineConsent } from "@favorable/fields";
 *
 * const policy = await defineConsent({
 *   purpose: "offers",
 *   zone: "Europe/Paris",
 *   channels: ["app"],
 *   versions: [{ version: "1", from: "2019-01-01", statement: { en: "Send me offers." }, validity: "P1Y" }],
 * });
 * const given = {
 *   id: "c1", subject: "s1", purpose: "offers", act: "given", at: "2019-09-02T08:00:00.000Z", recordedAt: "2019-09-02T08:00:00.000Z",
 *   channel: "app", giver: "subject", version: "1", language: "en", sha256: policy.versions[0]?.sha256.en ?? "",
 * } as const;
 * console.log(consentStatus([given], policy, new Date("2020-09-02T12:00:00Z")).state); // given
 * console.log(consentStatus([given], policy, new Date("2020-09-03T12:00:00Z")).state); // expired
 * ```
 */
export function consentStatus(
  records: readonly ConsentRecord[],
  policy: ConsentPolicy,
  asOf: Date,
  person: ConsentPerson = {},
): ConsentStatus {
  assertPolicy(policy);
  const today = dateInZone(asOf, policy.zone);
  for (const record of records) assertRecord(record);
  if (new Set(records.map(({ subject }) => subject)).size > 1)
    throw new PrivacyError("CONSENT_SUBJECTS_MIXED", "a status is that of one person");
  const acts = inOrder(records.filter(({ purpose, at }) => purpose === policy.purpose && Date.parse(at) <= asOf.getTime()));
  const record = acts.at(-1);
  if (record === undefined) return status("none");
  if (record.act !== "given") return status(record.act, { record });
  const flaw = flawOf(record, policy, person);
  if (flaw !== undefined) return status("invalid", { record, flaw });
  const lastDay = lastDayOf(record, policy);
  const dated = { record, ...(lastDay === undefined ? {} : { lastDay }) };
  if (lastDay !== undefined && today > lastDay) return status("expired", dated);
  const grown = policy.minors !== undefined && person.birthDate !== undefined && hasReached(person.birthDate, policy.minors.below, today);
  const forChild = record.giver === "parental-responsibility" || record.giver === "jointly";
  return status("given", { ...dated, ...(grown && forChild ? { toConfirm: true } : {}) });
}

function status(state: ConsentState, facts: Omit<ConsentStatus, "state" | "dpv"> = {}): ConsentStatus {
  return Object.freeze({ state, ...facts, dpv: WORDS[state] });
}

function assertRecord(record: ConsentRecord): void {
  const { act, at, subject } = record ?? {};
  const instant = typeof at === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) ? Date.parse(at) : Number.NaN;
  if (!["given", "refused", "withdrawn"].includes(act) || Number.isNaN(instant) || typeof subject !== "string")
    throw new PrivacyError("CONSENT_RECORD_INVALID", "a record of consent says whose, which act, and when (ISO 8601 in UTC, milliseconds)");
}

/** What keeps a record of giving from being a consent, the first there is. */
export function flawOf(
  record: Pick<ConsentRecord, "at" | "version" | "language" | "sha256" | "channel" | "giver" | "evidence">,
  policy: ConsentPolicy,
  { birthDate }: ConsentPerson,
): ConsentFlaw | undefined {
  const day = dateInZone(new Date(record.at), policy.zone);
  const version = policy.versions.find((known) => known.version === record.version);
  if (version === undefined) return "version-unknown";
  if (version.from > day) return "version-not-yet-shown";
  const renewal = renewalAfter(version, policy);
  if (renewal !== undefined && renewal.from <= day) return "version-superseded";
  const shown = record.language === undefined ? undefined : version.sha256[record.language];
  if (shown === undefined || shown !== record.sha256) return "statement-differs";
  if (!policy.channels.includes(record.channel)) return "channel-unknown";
  if (policy.minors !== undefined && birthDate === undefined) return "age-unknown";
  if (!entitledGivers(policy.minors, birthDate, day).includes(record.giver)) return "giver-not-entitled";
  // Whoever acts for another shows that they may; the reference says where that lies.
  return record.giver !== "subject" && record.evidence === undefined ? "evidence-missing" : undefined;
}

/** The first later version that asks anew. */
function renewalAfter(version: ConsentVersion, policy: ConsentPolicy): ConsentVersion | undefined {
  return policy.versions.find(({ from, renews }) => renews === true && from > version.from);
}

/** The earlier of its own period's end and the day before a version that asks anew. */
function lastDayOf(record: ConsentRecord, policy: ConsentPolicy): CalendarDate | undefined {
  const version = policy.versions.find((known) => known.version === record.version);
  if (version === undefined) return undefined;
  const validity = validityOf(version);
  const renewal = renewalAfter(version, policy);
  const ends = [
    ...(validity === undefined ? [] : [addPeriod(dateInZone(new Date(record.at), policy.zone), validity)]),
    ...(renewal === undefined ? [] : [addDays(calendarDate(renewal.from), -1)]),
  ];
  return ends.sort()[0];
}
