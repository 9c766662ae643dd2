/** What is kept of an act of consent: enough to prove it (GDPR art. 7(1)), and nothing that is not needed for that. */

/** What a person did. */
export type ConsentAct = "given" | "refused" | "withdrawn";

/**
 * Who acted: the person; the holder of parental responsibility; both together, as France asks below fifteen (loi n° 78-17, art. 45); or the
 * legal representative of a protected adult.
 */
export type ConsentGiver = "subject" | "parental-responsibility" | "jointly" | "legal-representative";

/** One act, never changed afterwards. Instants are ISO 8601 in UTC with milliseconds. */
export interface ConsentRecord {
  /** Chosen by whoever records it, so that recording it twice leaves one record. */
  readonly id: string;
  /** Whose data: an identifier of the application's, a pseudonym by preference. */
  readonly subject: string;
  readonly purpose: string;
  readonly act: ConsentAct;
  /** When the person acted; for a form on paper, the day it was signed. */
  readonly at: string;
  /** The instant that was stated, where another counts: a withdrawal that came after a giving of a later instant counts from when it came. */
  readonly stated?: string;
  /** When it came to be recorded. */
  readonly recordedAt: string;
  readonly channel: string;
  readonly giver: ConsentGiver;
  /** The version of the statement that was shown. A withdrawal names none: nothing has to be read to withdraw. */
  readonly version?: string;
  readonly language?: "fr" | "en";
  /** SHA-256 of the very text that was shown, UTF-8, hexadecimal. */
  readonly sha256?: string;
  /** Where the proof lies, such as the number of the signed form; never its content. */
  readonly evidence?: string;
}

/** An act before it is recorded: without an instant of its own it happened now, by the store's clock. */
export type NewConsentRecord = Omit<ConsentRecord, "at" | "stated" | "recordedAt"> & { readonly at?: string };

/**
 * Acts by when they happened. Of acts of the same instant a withdrawal or refusal counts last: it is the one that protects; then the one
 * recorded last, then the id decides, so that the order never depends on how the records were read.
 */
export function inOrder(records: readonly ConsentRecord[]): readonly ConsentRecord[] {
  const rank = ({ act }: ConsentRecord): number => (act === "given" ? 0 : 1);
  return [...records].sort(
    (one, other) =>
      Date.parse(one.at) - Date.parse(other.at) ||
      rank(one) - rank(other) ||
      compare(one.recordedAt, other.recordedAt) ||
      compare(one.id, other.id),
  );
}

/** By code units, so that every machine gives one order. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * When an act counts. One without an instant of its own follows all before it, also when the clock was set back. A withdrawal counts from now
 * when its own instant is not after a giving that is recorded already: a letter that bears a day, and no hour, ends the consent of that day.
 */
export function countsFrom(given: NewConsentRecord, before: readonly ConsentRecord[], now: number): string {
  const times = (records: readonly ConsentRecord[]): number => Math.max(...records.map(({ at }) => Date.parse(at)));
  const late =
    given.act === "withdrawn" && given.at !== undefined && times(before.filter(({ act }) => act === "given")) >= Date.parse(given.at);
  if (given.at !== undefined && !late) return given.at;
  return new Date(Math.max(now, times(before) + 1)).toISOString();
}
