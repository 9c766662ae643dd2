/** Where records of consent lie: appended, never changed, forgotten only when the person is. */
import { type Clock, PrivacyError, systemClock } from "@favorable/core";
import { type ConsentRecord, inOrder, type NewConsentRecord } from "./record.ts";

/** A store. All of a person's acts for a purpose come one after the other, however many write at once. */
export interface ConsentStore {
  /**
   * Records an act. The same id with the same content is recorded once.
   *
   * @throws `CONSENT_ID_CONFLICT` when the id is taken by another act
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
  const all = (): readonly ConsentRecord[] => inOrder([...byId.values()]);
  return Object.freeze({
    async append(given: NewConsentRecord) {
      const known = byId.get(given.id);
      if (known !== undefined) return { record: sameAct(known, given), added: false };
      const before = all()
        .filter(({ subject, purpose }) => subject === given.subject && purpose === given.purpose)
        .at(-1);
      const now = clock.now().getTime();
      // Two acts of the same person never fall on one instant by themselves.
      const next = before === undefined ? now : Math.max(now, Date.parse(before.at) + 1);
      const at = given.at ?? new Date(next).toISOString();
      const record = Object.freeze({ ...given, at, recordedAt: new Date(now).toISOString() });
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
      for (const { id } of gone) byId.delete(id);
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
  const differs = parts.some((part) => known[part] !== given[part]) || (given.at !== undefined && given.at !== known.at);
  if (differs) throw new PrivacyError("CONSENT_ID_CONFLICT", "the id is that of another act of consent");
  return known;
}
