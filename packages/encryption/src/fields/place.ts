/** Where a sealed value stands: what its ciphertext is bound to. */
import { concatBytes, utf8 } from "@favorable/core";
import { keyError } from "../keys/key-error.ts";

/** The place of a value. A ciphertext that is moved to another one does not open. */
export interface Place {
  /** The table, or whatever collection. */
  readonly table: string;
  /** The column, or whatever field. */
  readonly column: string;
  /** The data subject, as the application identifies them. */
  readonly subject: string;
  /** The row, where a subject has several in the table; without it, cells of one subject and column can change rows unnoticed. */
  readonly row?: string;
}

const LABEL: Uint8Array = utf8("favorable sealed field v1");

/**
 * What is authenticated with the value: a label, table, column and subject each behind its length, whether there is a row and the row behind
 * its length, the version of the key. No two places give the same bytes.
 *
 * @throws `SUBJECT_INVALID`, `SEALED_INVALID` for what is no place
 */
export function placeBytes(place: Place, version: number): Uint8Array {
  const { table, column, row } = place;
  if (!isText(table) || !isText(column) || (row !== undefined && typeof row !== "string"))
    throw keyError("SEALED_INVALID", "a sealed value has the names of its table and column");
  const parts = [prefixed(table), prefixed(column), prefixed(subjectText(place.subject))];
  const rowPart = row === undefined ? Uint8Array.of(0) : concatBytes(Uint8Array.of(1), prefixed(row));
  return concatBytes(LABEL, ...parts, rowPart, number(version));
}

/** A subject as it is: a text that is not empty; throws `SUBJECT_INVALID`. */
export function subjectText(subject: unknown): string {
  if (!isText(subject)) throw keyError("SUBJECT_INVALID", "a subject is named by a text that is not empty");
  return subject;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.isWellFormed();
}

function prefixed(text: string): Uint8Array {
  if (!text.isWellFormed()) throw keyError("SEALED_INVALID", "a place is named by well-formed text");
  const bytes = utf8(text);
  return concatBytes(number(bytes.length), bytes);
}

/** Four bytes, big endian. */
export function number(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
