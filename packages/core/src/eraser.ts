/** Ports between the desk of the data subjects' rights and what holds the data: the one orders, the other erases, keeps and accounts. */
import type { CalendarDate } from "./calendar.ts";

/** An order to erase what is held about one data subject. */
export interface ErasureOrder {
  /** The subject, as the application's tables name it. It goes to the data, never to a log in clear. */
  readonly subject: string;
  /** Reference of what orders it, such as the id of a request: a declared or random name, nothing of a person. */
  readonly reference: string;
  /** The ground: GDPR article 17(1), withdrawal of consent, an objection that was upheld, or the replay after a restore. */
  readonly ground: "request" | "withdrawal" | "objection" | "restore";
  /** The day of the order. */
  readonly asOf: CalendarDate;
  /**
   * The declared purposes that ended with the order, one or more: only what is held for no other purpose goes. Absent: everything held about the subject.
   * An eraser that cannot tell for which purposes something is held keeps it, and says so.
   */
  readonly purposes?: readonly string[];
}

/** What was erased in one place. */
export interface ErasedPart {
  /** The relation or the copy, by its declared name. */
  readonly place: string;
  /** Rows, messages or objects. */
  readonly removed: number;
  /** The level reached there, as it can be confirmed: `row gone`, `columns emptied`, `key destroyed`. */
  readonly level: string;
}

/** What stays, why, and until when. */
export interface KeptPart {
  /** The relation or the copy, by its declared name. */
  readonly place: string;
  /** Rows, messages or objects. */
  readonly kept: number;
  /**
   * A hold, a floor that has not passed, a copy whose deletion is still to be confirmed, a place that does not answer, a purpose that did not end with
   * the order.
   */
  readonly reason: "held" | "floor" | "copy-pending" | "unreachable" | "other-purpose";
  /** First day on which it can go, where that is known. */
  readonly until?: CalendarDate;
  /** For `held`: kinds of the holds, such as `litigation`. */
  readonly kinds?: readonly string[];
  /** For `floor`: the text the period rests on, as it is declared, such as `law 1.509, art. 1`. */
  readonly basis?: string;
  /** For `other-purpose`: the declared purposes it is still held for, where they are known. */
  readonly purposes?: readonly string[];
}

/** The account of an erasure: it is complete when nothing is kept. */
export interface ErasureAccount {
  readonly erased: readonly ErasedPart[];
  readonly kept: readonly KeptPart[];
}

/** Erases what is held about a data subject: purge and right to erasure are one path. Running an order again is harmless. */
export interface Eraser {
  /** Carries out an order, and accounts for what went and what stays. */
  erase(order: ErasureOrder): Promise<ErasureAccount>;
}

/** Keeps the evidence of an open request from every purge. */
export interface SubjectHolds {
  /** Returns a reference for `release`. */
  place(hold: {
    readonly subject: string;
    readonly kind: string;
    readonly reason: string;
    readonly reviewOn?: CalendarDate;
  }): Promise<{ readonly id: string }>;
  /** What fell due meanwhile goes with the next sweep. */
  release(release: { readonly id: string; readonly reason: string }): Promise<void>;
}
