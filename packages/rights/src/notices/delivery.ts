/** Proof of delivery: which version of a notice reached whom, when, and what shows it. */
import type { AuditEvent } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import type { Language } from "../register/sheet.ts";
import type { NoticeVersion } from "./version.ts";

/** What shows that a notice reached a person. */
export type DeliveryEvidence = "signature" | "delivery-log" | "read-receipt" | "acknowledged-on-screen" | "registered-letter";

/** One delivery to one person. */
export interface NoticeDelivery {
  readonly id: string;
  readonly notice: string;
  readonly version: number;
  /** The person, a keyed reference. */
  readonly subject: string;
  readonly language: Language;
  /** UTC, when it reached them. */
  readonly at: string;
  readonly evidence: DeliveryEvidence;
  /** A declared reference of the evidence, such as the id of a message; asked of a delivery log, a read receipt and a registered letter. */
  readonly reference?: string;
}

/** A notice put up for whoever passes: it shows that it was there, not who read it. */
export interface NoticePosting {
  readonly id: string;
  readonly notice: string;
  readonly version: number;
  /** A declared place, such as `intranet` or `hall-a`. */
  readonly place: string;
  readonly from: string;
}

/** The register of one notice, in numbers; it names nobody. */
export interface NoticeCounts {
  readonly notice: string;
  readonly version: number;
  /** The day of publication of the latest version, and its hash. */
  readonly on: string;
  readonly sha256: string;
  readonly materialSince: number;
  /** Persons informed of a version that still says what matters. */
  readonly informed: number;
  /** Persons informed of an older one only: they are to be told again. */
  readonly outdated: number;
  /** Places where the latest material version is put up. */
  readonly posted: number;
}

/** Keeps versions and deliveries; each change stands together with its entry in the log, or neither does. */
export interface NoticeStore {
  /** Throws `NOTICE_VERSION_CONFLICT` unless it follows the latest. */
  publish(version: NoticeVersion, entry: AuditEvent): Promise<void>;
  /** The versions of a notice, oldest first. */
  versions(notice: string): Promise<readonly NoticeVersion[]>;
  /**
   * Adds deliveries; the same again is not counted twice. Gives how many were new.
   *
   * @throws `DELIVERY_CONFLICT` when an id stands for another person, notice or version: none of them is added
   */
  deliver(deliveries: readonly NoticeDelivery[], entry: AuditEvent): Promise<number>;
  /** Keeps that a version is posted at a place, with its entry. */
  post(posting: NoticePosting, entry: AuditEvent): Promise<void>;
  /** The newest version that reached each of these persons; those it never reached are left out. */
  newest(notice: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The deliveries to a person, oldest first. */
  deliveriesTo(subject: string): Promise<readonly NoticeDelivery[]>;
  /** Deliveries by notice and version. */
  counts(): Promise<readonly NoticeCounts[]>;
  /** Removes the deliveries to an erased person; gives their number. */
  forget(subject: string, entry: AuditEvent): Promise<number>;
}

/** An id that was given to another delivery. */
export function deliveryConflict(): PrivacyError {
  return new PrivacyError("DELIVERY_CONFLICT", "an id of these deliveries stands for another person, notice or version");
}

/** Whether two deliveries are the same. */
export function sameDelivery(one: NoticeDelivery, other: NoticeDelivery): boolean {
  return one.subject === other.subject && one.notice === other.notice && one.version === other.version;
}

/** Somebody else published meanwhile. */
export function versionConflict(): PrivacyError {
  return new PrivacyError("NOTICE_VERSION_CONFLICT", "the version does not follow the latest: read it again");
}
