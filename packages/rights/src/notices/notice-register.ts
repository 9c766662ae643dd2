/** The register of notices at work: publish, deliver, and who has not been informed yet. */
import type { AuditEvent, ClearFact } from "@favorable/audit";
import { type Clock, dateInZone, PrivacyError, systemClock } from "@favorable/core";
import type { RegisterPolicy } from "../register/case-register.ts";
import { declared, instant } from "../register/plain-words.ts";
import type { Language } from "../register/sheet.ts";
import { subjectReference } from "../register/subject-reference.ts";
import type { DeliveryEvidence, NoticeCounts, NoticeDelivery, NoticeStore } from "./delivery.ts";
import type { NoticeItem } from "./items.ts";
import type { Notice } from "./notice.ts";
import { type NoticeVersion, nextVersion } from "./version.ts";

/** What a register is made of. */
export interface NoticeRegisterOptions {
  readonly store: NoticeStore;
  /** 32 random bytes for the references of persons, kept outside the store's database. */
  readonly key: Uint8Array;
  readonly logPolicy: RegisterPolicy;
  /** Zone in which days are counted. */
  readonly zone: string;
  readonly clock?: Clock;
}

/** What is told of a delivery. */
export interface Delivering {
  /** Identifier of the delivery, such as that of the message: the same again is not counted twice. */
  readonly id: string;
  readonly subject: string;
  readonly language: Language;
  /** When it reached the person; now, when left out. */
  readonly at?: string;
  readonly evidence: DeliveryEvidence;
  readonly reference?: string;
}

/** Somebody who is still to be informed. */
export interface NotInformed {
  readonly subject: string;
  /** `never`; or `outdated`: what changed since the version they have is material. */
  readonly why: "never" | "outdated";
}

/** The register. */
export interface NoticeRegister {
  /**
   * Publishes a notice: the version that stands is given back when nothing changed.
   *
   * @throws `NOTICE_INCOMPLETE`, `NOTICE_VERSION_CONFLICT`
   */
  publish(notice: Notice, how?: { readonly editorial?: readonly NoticeItem[] }): Promise<NoticeVersion>;
  /**
   * Records that a version reached persons.
   *
   * @returns how many deliveries were not there yet
   * @throws `NOTICE_UNKNOWN`, `DELIVERY_INVALID`, `DELIVERY_CONFLICT`, `SUBJECT_INVALID`, `NAME_INVALID`, `INSTANT_INVALID`; `DELIVERY_BATCH` for more than 10,000 at once
   */
  deliver(notice: string, version: number, deliveries: readonly Delivering[]): Promise<number>;
  /** Records that a version is put up at a declared place; throws `NOTICE_UNKNOWN`, `NAME_INVALID`. */
  post(notice: string, version: number, place: string): Promise<void>;
  /** Those of these persons who are still to be informed; throws `NOTICE_UNKNOWN`. */
  notInformed(notice: string, subjects: readonly string[]): Promise<readonly NotInformed[]>;
  /** The deliveries to a person, oldest first: what one shows when the person says they were not informed. */
  deliveriesTo(subject: string): Promise<readonly NoticeDelivery[]>;
  /** Deliveries by notice and version. */
  counts(): Promise<readonly NoticeCounts[]>;
  /** Removes the deliveries to an erased person; gives their number. */
  forget(subject: string): Promise<number>;
}

/** Deliveries of one batch at the most: an entry names each person as a part. */
const BATCH = 10_000;

const EVIDENCE: readonly string[] = ["signature", "delivery-log", "read-receipt", "acknowledged-on-screen", "registered-letter"];

/** What shows nothing without its reference: a log, a receipt, a post office have many. */
const REFERENCED: readonly string[] = ["delivery-log", "read-receipt", "registered-letter"];

/**
 * Makes the register of notices.
 *
 * @throws `REFERENCE_KEY_INVALID`
 */
export function createNoticeRegister(options: NoticeRegisterOptions): NoticeRegister {
  const { store, logPolicy, zone, clock = systemClock } = options;
  const referenceOf = subjectReference(options.key);
  const today = () => dateInZone(clock.now(), zone);

  const entry = (act: string, clear: Readonly<Record<string, ClearFact>>, persons: readonly string[] = []): AuditEvent => {
    const retention = { ...logPolicy, start: today() };
    const parts = [...new Set(persons)].map((subject) => ({ name: "subject", subject, value: subject, retention }));
    return { type: "rights.notice", clear: { act, ...clear }, ...(parts.length === 0 ? {} : { parts }) };
  };
  const published = async (notice: string, version?: number): Promise<NoticeVersion> => {
    const versions = await store.versions(notice);
    const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (found === undefined) throw new PrivacyError("NOTICE_UNKNOWN", "no such version of a notice was published");
    return found;
  };

  return Object.freeze({
    async publish(notice: Notice, { editorial = [] }: { readonly editorial?: readonly NoticeItem[] } = {}) {
      const before = (await store.versions(notice.id)).at(-1);
      const next = nextVersion(before, notice, { on: today(), editorial });
      if (next === before) return next;
      const material = next.materialSince === next.version;
      await store.publish(next, entry("publish", { notice: next.notice, version: next.version, sha256: next.sha256, material }));
      return next;
    },
    async deliver(notice: string, version: number, deliveries: readonly Delivering[]) {
      const told = await published(notice, version);
      if (deliveries.length === 0) return 0;
      if (deliveries.length > BATCH) throw new PrivacyError("DELIVERY_BATCH", "at most 10,000 deliveries are recorded at once");
      const now = clock.now();
      const read = deliveries.map((one): NoticeDelivery => {
        const at = one.at === undefined ? now.toISOString() : instant(one.at, "at");
        if (dateInZone(new Date(at), zone) < told.on || !Object.hasOwn(told.said, one.language))
          throw new PrivacyError("DELIVERY_INVALID", "a version reaches nobody before it is published, nor in a language it is not in");
        if (!EVIDENCE.includes(one.evidence) || (one.language !== "fr" && one.language !== "en") || Date.parse(at) > now.getTime())
          throw new PrivacyError("DELIVERY_INVALID", "a delivery has its evidence and its language, and has happened");
        if (one.reference === undefined && REFERENCED.includes(one.evidence))
          throw new PrivacyError("DELIVERY_INVALID", "evidence that lies elsewhere is found again by its reference");
        const reference = one.reference === undefined ? {} : { reference: declared(one.reference, "reference") };
        const { language, evidence } = one;
        return { id: declared(one.id, "id"), notice, version, subject: referenceOf(one.subject), language, at, evidence, ...reference };
      });
      const persons = deliveries.map(({ subject }) => subject);
      return store.deliver(read, entry("deliver", { notice, version, deliveries: read.length }, persons));
    },
    async post(notice: string, version: number, place: string) {
      await published(notice, version);
      const where = declared(place, "place");
      const posting = { id: `${notice}/${version}/${where}`, notice, version, place: where, from: clock.now().toISOString() };
      await store.post(posting, entry("post", { notice, version, place: where }));
    },
    async notInformed(notice: string, subjects: readonly string[]) {
      const { materialSince } = await published(notice);
      const asked = subjects.map((subject) => [subject, referenceOf(subject)] as const);
      const newest = await store.newest(
        notice,
        asked.map(([, reference]) => reference),
      );
      return asked.flatMap(([subject, reference]): readonly NotInformed[] => {
        const version = newest.get(reference);
        if (version === undefined) return [{ subject, why: "never" }];
        return version < materialSince ? [{ subject, why: "outdated" }] : [];
      });
    },
    deliveriesTo: (subject: string) => store.deliveriesTo(referenceOf(subject)),
    counts: () => store.counts(),
    forget: (subject: string) => store.forget(referenceOf(subject), entry("forget", {})),
  });
}
