/** The register: giving, refusing and withdrawing are one call each, through the same channels. */
import { type CalendarDate, type Clock, dateInZone, isCalendarDate, PrivacyError, systemClock } from "@favorable/core";
import type { LegalBasis } from "../vocabulary-facts.ts";
import { hasReached } from "./age.ts";
import { instantOfDay } from "./day.ts";
import { assertPolicy, type ConsentPolicy } from "./policy.ts";
import { type ConsentGiver, type ConsentRecord, inOrder, type NewConsentRecord } from "./record.ts";
import { type ConsentPerson, type ConsentStatus, consentStatus, flawOf } from "./status.ts";
import type { ConsentStore } from "./store.ts";
import { type EventDays, type WithdrawalEffect, withdrawalEffect } from "./withdrawal.ts";

/** What it takes to withdraw: less than to give. No reason is asked for, and there is no place for one. */
export interface ConsentWithdrawal {
  /** Chosen by the caller: repeating a call with the same id records nothing twice. */
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  readonly channel: string;
  /** The person when not stated. */
  readonly giver?: ConsentGiver;
  readonly evidence?: string;
  /** When it happened, if before now. */
  readonly at?: Date;
  /**
   * Instead of `at`, where only the day is known, in the purpose's zone: a letter, a form on paper. Of acts of one day a withdrawal or refusal
   * decides, unless the person acted anew after it had come.
   */
  readonly on?: CalendarDate;
}

/** What it takes to give or refuse: also the words that were shown. */
export interface ConsentGiving extends ConsentWithdrawal {
  readonly version: string;
  readonly language: "fr" | "en";
}

/** What is answered to an act. */
export interface ConsentReceipt {
  readonly record: ConsentRecord;
  /** False when the same act had been recorded before. */
  readonly added: boolean;
  /** For a withdrawal: what follows from it. Absent when the same withdrawal had been recorded before and the person has consented anew since. */
  readonly effect?: WithdrawalEffect;
}

/** What a register is made of. */
export interface ConsentRegisterOptions {
  readonly policies: readonly ConsentPolicy[];
  readonly store: ConsentStore;
  /** The vocabulary's purposes, whose dated bases decide what a withdrawal does. Without bases data are to be erased. */
  readonly purposes?: Readonly<Record<string, { readonly bases?: readonly LegalBasis[] }>>;
  /** The last days of the events that bases end with, asked at each withdrawal; see {@link withdrawalEffect}. */
  readonly events?: () => EventDays;
  /** A person's date of birth, asked where a purpose concerns minors. */
  readonly birthDate?: (subject: string) => Promise<CalendarDate | undefined>;
  /** Called after a withdrawal was recorded, first time or not: erase here, so that it can be repeated until it succeeds. */
  readonly onWithdrawn?: (effect: WithdrawalEffect, of: { readonly subject: string; readonly purpose: string }) => Promise<void>;
  readonly clock?: Clock;
}

/** A register of consents. */
export interface ConsentRegister {
  /**
   * Records a consent.
   *
   * @throws `CONSENT_REFUSED` with the `flaw`, when what was shown, where or by whom does not make a consent; `CONSENT_PURPOSE_UNKNOWN`,
   *   `CONSENT_ACT_INVALID`, `CONSENT_IN_FUTURE`, `CONSENT_ID_CONFLICT`, `CONSENT_FORGOTTEN`
   */
  give(giving: ConsentGiving): Promise<ConsentReceipt>;
  /** Records that the person said no; throws as `give`, but asks for no entitlement. */
  refuse(giving: ConsentGiving): Promise<ConsentReceipt>;
  /**
   * Records a withdrawal. Accepted from any channel, with or without a consent before it. One that comes after a consent of a later instant, such
   * as a letter that bears the day only, counts from when it came; its own instant is kept as `stated`.
   *
   * @throws `CONSENT_GIVER_REFUSED` for a holder of parental responsibility once the person has come of age; `CONSENT_PURPOSE_UNKNOWN`,
   *   `CONSENT_ACT_INVALID`, `CONSENT_IN_FUTURE`, `CONSENT_ID_CONFLICT`; `CONSENT_FORGOTTEN`; `WITHDRAWAL_UNFINISHED` when `onWithdrawn` failed: the
   *   withdrawal is recorded and holds, call again with the same id; `WITHDRAWAL_WITHOUT_EFFECT` when the store does not let it count
   */
  withdraw(withdrawal: ConsentWithdrawal): Promise<ConsentReceipt>;
  /** How a person's consent stands, now unless an instant is given. */
  status(subject: string, purpose: string, asOf?: Date): Promise<ConsentStatus>;
  /** Which of these persons consent now: the guard's port. */
  consented(purpose: string, subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everything recorded of a person, for an access request (GDPR art. 15), with the words that were shown where they are known. */
  history(subject: string): Promise<readonly (ConsentRecord & { readonly statement?: string })[]>;
  /** Forgets a person; gives the number of records that went. Keep them while the consent may have to be proved (GDPR art. 7(1), 17(3)(e)). */
  forget(subject: string): Promise<number>;
}

/** Makes a register over a store; throws `CONSENT_FORM_INVALID` for a policy that `defineConsent` did not make, or two for one purpose. */
export function createConsentRegister(options: ConsentRegisterOptions): ConsentRegister {
  const { store, clock = systemClock } = options;
  for (const policy of options.policies) assertPolicy(policy);
  const policies = new Map(options.policies.map((policy) => [policy.purpose, policy]));
  if (policies.size < options.policies.length)
    throw new PrivacyError("CONSENT_FORM_INVALID", "a purpose has one policy of consent", { part: "purpose" });

  const policyOf = (purpose: string): ConsentPolicy => {
    const policy = policies.get(purpose);
    if (policy === undefined) throw new PrivacyError("CONSENT_PURPOSE_UNKNOWN", "no consent is declared for the purpose");
    return policy;
  };
  const personOf = async (policy: ConsentPolicy, subject: string): Promise<ConsentPerson> => {
    const birthDate = policy.minors === undefined ? undefined : await options.birthDate?.(subject);
    return birthDate === undefined ? {} : { birthDate };
  };
  const statusOf = async (
    policy: ConsentPolicy,
    subject: string,
    records: readonly ConsentRecord[],
    asOf?: Date,
  ): Promise<ConsentStatus> => {
    // The store's clock may be ahead of this one: what is recorded has happened.
    const last = Math.max(clock.now().getTime(), ...records.map(({ at }) => Date.parse(at)));
    return consentStatus(records, policy, asOf ?? new Date(last), await personOf(policy, subject));
  };
  const acted = async (given: ConsentWithdrawal, act: ConsentRecord["act"], { zone }: ConsentPolicy): Promise<NewConsentRecord> => {
    const { id, subject, purpose, channel, giver = "subject", evidence, on } = checked(given);
    const today = dateInZone(clock.now(), zone);
    if (on !== undefined && on > today) throw new PrivacyError("CONSENT_IN_FUTURE", "an act of consent has happened");
    const at = on === undefined ? given.at : await atDay({ id, subject, purpose, act, on }, zone, today);
    if (at !== undefined && at.getTime() > clock.now().getTime())
      throw new PrivacyError("CONSENT_IN_FUTURE", "an act of consent has happened");
    const optional = { ...(evidence === undefined ? {} : { evidence }), ...(at === undefined ? {} : { at: at.toISOString() }) };
    return { id, subject, purpose, channel, giver, act, ...optional };
  };
  /** What arrived on its day is known again on a later one. */
  const atDay = async (
    { id, subject, purpose, act, on }: Pick<ConsentRecord, "id" | "subject" | "purpose" | "act"> & { readonly on: CalendarDate },
    zone: string,
    today: CalendarDate,
  ): Promise<Date | undefined> => {
    const known = (await store.list(subject, purpose)).find((record) => record.id === id);
    const arrived = known !== undefined && known.act === act && known.stated === undefined && act !== "given";
    if (arrived && dateInZone(new Date(known.at), zone) === on) return new Date(known.at);
    return instantOfDay(act, on, zone, today);
  };
  const shown = ({ version, language }: ConsentGiving, policy: ConsentPolicy): Pick<ConsentRecord, "version" | "language" | "sha256"> => {
    const sha256 = policy.versions.find((known) => known.version === version)?.sha256[language];
    if (sha256 === undefined) throw refused("version-unknown");
    return { version, language, sha256 };
  };

  return Object.freeze({
    async give(giving: ConsentGiving) {
      const policy = policyOf(giving?.purpose);
      const record = { ...(await acted(giving, "given", policy)), ...shown(giving, policy) };
      const at = record.at ?? clock.now().toISOString();
      const flaw = flawOf({ ...record, at }, policy, await personOf(policy, record.subject));
      if (flaw !== undefined) throw refused(flaw);
      return store.append(record);
    },
    async refuse(giving: ConsentGiving) {
      const policy = policyOf(giving?.purpose);
      return store.append({ ...(await acted(giving, "refused", policy)), ...shown(giving, policy) });
    },
    async withdraw(withdrawal: ConsentWithdrawal) {
      const policy = policyOf(withdrawal?.purpose);
      const act = await acted(withdrawal, "withdrawn", policy);
      await assertMayWithdraw(policy, act, await personOf(policy, act.subject));
      const { record, added } = await store.append(act);
      const { subject, purpose } = record;
      const last = inOrder(await store.list(subject, purpose)).at(-1);
      if (last?.act === "given") {
        // Consented anew since: this withdrawal, told again, ends nothing and erases nothing. Recorded just now, it must have come last.
        if (added && last.recordedAt < record.recordedAt)
          throw new PrivacyError("WITHDRAWAL_WITHOUT_EFFECT", "the store lets an earlier consent stand after the withdrawal", { purpose });
        return { record, added };
      }
      const effect = withdrawalEffect(options.purposes?.[purpose]?.bases ?? [], new Date(record.at), policy.zone, options.events?.());
      try {
        await options.onWithdrawn?.(effect, { subject, purpose });
      } catch {
        throw new PrivacyError("WITHDRAWAL_UNFINISHED", "the withdrawal is recorded and holds; what follows from it failed: call again", {
          purpose,
        });
      }
      return { record, added, effect };
    },
    async status(subject: string, purpose: string, asOf?: Date) {
      const policy = policyOf(purpose);
      return statusOf(policy, subject, await store.list(subject, purpose), asOf);
    },
    async consented(purpose: string, subjects: readonly string[]) {
      const policy = policyOf(purpose);
      const given = new Set<string>();
      for (const [subject, records] of await store.listMany(purpose, [...new Set(subjects)]))
        if ((await statusOf(policy, subject, records)).state === "given") given.add(subject);
      return given;
    },
    async history(subject: string) {
      return (await store.list(subject)).map((record) => {
        const version = policies.get(record.purpose)?.versions.find((known) => known.version === record.version);
        const statement = record.language === undefined ? undefined : version?.statement[record.language];
        return statement === undefined ? record : { ...record, statement };
      });
    },
    forget: (subject: string) => store.forget(subject),
  });

  async function assertMayWithdraw(policy: ConsentPolicy, act: NewConsentRecord, { birthDate }: ConsentPerson): Promise<void> {
    if (act.giver !== "parental-responsibility" || policy.minors === undefined || birthDate === undefined) return;
    const day = dateInZone(act.at === undefined ? clock.now() : new Date(act.at), policy.zone);
    if (hasReached(birthDate, policy.minors.below, day))
      throw new PrivacyError("CONSENT_GIVER_REFUSED", "from the age of consent on, the person withdraws");
  }
}

const GIVERS: readonly unknown[] = ["subject", "parental-responsibility", "jointly", "legal-representative"];

function checked(given: ConsentWithdrawal): ConsentWithdrawal {
  const { id, subject, purpose, channel, giver, evidence, at, on } = given ?? {};
  const isText = (value: unknown): boolean =>
    typeof value === "string" && value.trim() !== "" && value.length <= 1000 && value.isWellFormed() && !value.includes("\0");
  const texts = [id, subject, purpose, channel, ...(evidence === undefined ? [] : [evidence])];
  const isInstant = at === undefined || (at instanceof Date && !Number.isNaN(at.getTime()) && on === undefined);
  if (!texts.every(isText) || !isInstant || !(on === undefined || isCalendarDate(on)) || !(giver === undefined || GIVERS.includes(giver)))
    throw new PrivacyError(
      "CONSENT_ACT_INVALID",
      "an act of consent says its id, whose, for which purpose, through which channel, and by whom",
    );
  return given;
}

function refused(flaw: string): PrivacyError {
  return new PrivacyError("CONSENT_REFUSED", "this does not make a consent", { flaw });
}
