/** Where records of consent lie: appended, never changed, forgotten only when the person is. */
import { type Clock, PrivacyError, systemClock } from "@favorable/core";
import { type ConsentRecord, countsFrom, inOrder, type NewConsentRecord } from "./record.ts";

/** A store. All of a person's acts for a purpose come one after the other, however many write at once. */
export interface ConsentStore {
  /**
   * Records an act. The same id with the same content is recorded once.
   *
   * @throws `CONSENT_ID_CONFLICT` when the id is taken by another act; `CONSENT_FORGOTTEN` for an act of before the person was forgotten, told by
   *   its id or its instant: what waited in a queue does not bring it back
   */
  append(record: NewConsentRecord): Promise<{ readonly record: ConsentRecord; readonly added: boolean }>;
  /** The acts of a person, of all purposes unless one is named, in the order they happened. */
  list(subject: string, purpose?: string): Promise<readonly ConsentRecord[]>;
  /** The acts of many persons for a purpose; persons without any are left out. */
  listMany(purpose: string, subjects: readonly string[]): Promise<ReadonlyMap<string, readonly ConsentRecord[]>>;
  /** Removes all acts of a person; gives their number. */
  forget(subject: string): Promise<number>;
}

/**
 * A store in memory, for tests, demonstrations and single processes that keep nothing.
 *
 * @example
 * ```ts
 * import { memoryConsentStore } from "@favorable/fields";
 *
 * const store = memoryConsentStore();
 * const act = { id: "c1", subject: "s1", purpose: "offers", act: "refused", channel: "app", giver: "subject" } as const;
 * console.log((await store.append(act)).added); // true
 * console.log((await store.append(act)).added); // false
 * ```
 */
export function memoryConsentStore(clock: Clock = systemClock): ConsentStore {
  const byId = new Map<string, ConsentRecord>();
  // In memory they are as short-lived as the acts themselves; a store that lasts keeps keyed digests.
  const forgotten = new Map<string, number>();
  const forgottenIds = new Set<string>();
  const all = (): readonly ConsentRecord[] => inOrder([...byId.values()]);
  return Object.freeze({
    async append(given: NewConsentRecord) {
      const known = byId.get(given.id);
      if (known !== undefined) return { record: sameAct(known, given), added: false };
      const last = forgotten.get(given.subject);
      if (forgottenIds.has(given.id) || (given.at !== undefined && last !== undefined && Date.parse(given.at) <= last))
        throw forgottenBefore();
      const before = all().filter(({ subject, purpose }) => subject === given.subject && purpose === given.purpose);
      const now = clock.now().getTime();
      const at = countsFrom(given, before, now);
      const stated = given.at === undefined || given.at === at ? {} : { stated: given.at };
      const record = Object.freeze({ ...given, at, ...stated, recordedAt: new Date(now).toISOString() });
      byId.set(given.id, record);
      return { record, added: true };
    },
    async list(subject: string, purpose?: string) {
      return all().filter((record) => record.subject === subject && (purpose === undefined || record.purpose === purpose));
    },
    async listMany(purpose: string, subjects: readonly string[]) {
      const wanted = new Set(subjects);
      return bySubject(all().filter((record) => record.purpose === purpose && wanted.has(record.subject)));
    },
    async forget(subject: string) {
      const gone = all().filter((record) => record.subject === subject);
      for (const { id } of gone) {
        byId.delete(id);
        forgottenIds.add(id);
      }
      if (gone.length > 0) forgotten.set(subject, clock.now().getTime());
      return gone.length;
    },
  });
}

/** Groups acts by person, keeping their order. */
export function bySubject(records: readonly ConsentRecord[]): ReadonlyMap<string, readonly ConsentRecord[]> {
  const groups = new Map<string, ConsentRecord[]>();
  for (const record of records) groups.set(record.subject, [...(groups.get(record.subject) ?? []), record]);
  return groups;
}

/** The known act when the given one says the same; throws `CONSENT_ID_CONFLICT`. */
export function sameAct(known: ConsentRecord, given: NewConsentRecord): ConsentRecord {
  const parts = ["subject", "purpose", "act", "channel", "giver", "version", "language", "sha256", "evidence"] as const;
  const differs = parts.some((part) => known[part] !== given[part]) || (given.at !== undefined && given.at !== (known.stated ?? known.at));
  if (differs) throw new PrivacyError("CONSENT_ID_CONFLICT", "the id is that of another act of consent");
  return known;
}

/** The refusal of an act that was forgotten, or is older than the forgetting. */
export function forgottenBefore(): PrivacyError {
  return new PrivacyError("CONSENT_FORGOTTEN", "the act is of before the person was forgotten");
}
