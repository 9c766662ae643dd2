/** What the erasure ledger keeps outside the database: no person is named in it. */
import { type CalendarDate, isCalendarDate } from "@favorable/core";

/** A subject has been ordered to be erased. It is kept as long as a backup may still hold the person, then it goes too. */
export interface Tombstone {
  readonly kind: "tombstone";
  /** Code of the subject under the ledger's key, 64 hexadecimal digits. */
  readonly subject: string;
  /** Reference of the order. */
  readonly reference: string;
  /** The declared purposes that ended, where the order is limited to them. */
  readonly purposes?: readonly string[];
  /** The day of the order. */
  readonly on: CalendarDate;
  /** The day something of the subject went last: backups of before hold it. */
  readonly goneOn?: CalendarDate;
  /** Something is still to go: the tombstone stays, whatever its last day. */
  readonly waiting?: true;
  /** Last day on which it is needed, once nothing waits. */
  readonly expiresOn: CalendarDate;
}

/** Where a log stood: origin, entries and root (hexadecimal), as in an external checkpoint. */
export type LogPosition = {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
};

/** The last checkpoint that left the database. */
export interface CheckpointEntry extends LogPosition {
  readonly kind: "checkpoint";
}

/** A restore or rollback was dealt with on that day; the log goes on from the position. It stays for good. */
export interface RestoredEntry {
  readonly kind: "restored";
  readonly on: CalendarDate;
  readonly replayed: number;
  readonly from?: LogPosition;
  readonly to?: LogPosition;
}

/** A hold on a subject, so that a restore does not lose it. */
export interface HoldEntry {
  readonly kind: "hold";
  readonly id: string;
  readonly subject: string;
  /** The kind of reason, a declared word. */
  readonly because: string;
  readonly reviewOn?: CalendarDate;
}

/** The hold is released. It is kept as long as a backup may bring the hold back. */
export interface ReleasedEntry {
  readonly kind: "released";
  readonly id: string;
  readonly on: CalendarDate;
}

/** One line of the ledger. */
export type LedgerEntry = Tombstone | CheckpointEntry | RestoredEntry | HoldEntry | ReleasedEntry;

/** Reads a line; `undefined` for what is none. */
export function readEntry(value: unknown): LedgerEntry | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const of = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  const [kind, id, subject, on] = [of("kind"), of("id"), of("subject"), of("on")];
  switch (kind) {
    case "tombstone": {
      const [reference, expiresOn, goneOn, purposes] = [of("reference"), of("expiresOn"), of("goneOn"), of("purposes")];
      // An order that was limited is not replayed as one about everything.
      if (purposes !== undefined && !(Array.isArray(purposes) && purposes.length > 0 && purposes.every((one) => typeof one === "string")))
        return undefined;
      const limit = purposes === undefined ? {} : { purposes };
      if (!isCode(subject) || typeof reference !== "string" || !isCalendarDate(on) || !isCalendarDate(expiresOn)) return undefined;
      const gone = isCalendarDate(goneOn) ? { goneOn } : {};
      return { kind, subject, reference, ...limit, on, ...gone, ...(of("waiting") === true ? { waiting: true as const } : {}), expiresOn };
    }
    case "checkpoint": {
      const position = readPosition(value);
      return position === undefined ? undefined : { kind, ...position };
    }
    case "restored": {
      const replayed = of("replayed");
      if (!isCalendarDate(on) || !isCount(replayed)) return undefined;
      const [from, to] = [readPosition(of("from")), readPosition(of("to"))];
      return { kind, on, replayed, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }
    case "hold": {
      const [because, reviewOn] = [of("because"), of("reviewOn")];
      if (typeof id !== "string" || !isCode(subject) || typeof because !== "string") return undefined;
      return { kind, id, subject, because, ...(isCalendarDate(reviewOn) ? { reviewOn } : {}) };
    }
    case "released":
      return typeof id === "string" && isCalendarDate(on) ? { kind, id, on } : undefined;
    default:
      return undefined;
  }
}

/** Reads a position; `undefined` for what is none. */
function readPosition(value: unknown): LogPosition | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const [origin, size, root]: unknown[] = ["origin", "size", "root"].map((name) => Reflect.get(value, name));
  if (typeof origin !== "string" || origin === "" || !isCount(size) || !isCode(root)) return undefined;
  return { origin, size, root };
}

function isCode(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
