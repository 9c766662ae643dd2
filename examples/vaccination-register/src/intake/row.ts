/** What an import says of each row. */

/** Why a row is refused. */
export type RowCode =
  /** A field that is needed is empty. */
  | "MISSING"
  /** A value without the form of its field, such as a date that is none; in any field what a spreadsheet would calculate. */
  | "MALFORMED"
  /** A value outside a closed list. */
  | "UNKNOWN_VALUE"
  /** A value, or the whole line, is longer than it may be. */
  | "TOO_LONG"
  /** A value that contradicts another of the row. */
  | "CONFLICT"
  /** The person stands higher up in the file. */
  | "DUPLICATE"
  /** The person is not subject to the duty: nothing is kept (CCIN deliberation 2021-206, I). */
  | "OUT_OF_SCOPE"
  /** The row has not as many values as the header. */
  | "COLUMNS"
  /** A quote is opened and not closed, or stands where none may. */
  | "QUOTE";

/** One fault of a row; without a field when it is the row's as a whole. */
export interface RowFault {
  readonly field?: string;
  readonly code: RowCode;
}

/** A row that was read. */
export interface AcceptedRow<T> {
  /** Its line in the file; the header is line 1. */
  readonly row: number;
  /** The declared origin of what it holds. */
  readonly origin: string;
  readonly value: T;
}

/** A row that was refused: where and why, never what stood there. */
export interface RefusedRow extends RowFault {
  /** Its line in the file; the header is line 1. */
  readonly row: number;
  /** Faults of the same row beside the first. */
  readonly further: readonly RowFault[];
}

/** Either of the two: `"value" in outcome` tells which. */
export type RowOutcome<T> = AcceptedRow<T> | RefusedRow;

const REASONS: Readonly<Record<RowCode, string>> = {
  MISSING: "is missing",
  MALFORMED: "is malformed",
  UNKNOWN_VALUE: "is not one of the list",
  TOO_LONG: "is too long",
  CONFLICT: "contradicts another field",
  DUPLICATE: "is already in the file",
  OUT_OF_SCOPE: "puts the person outside the duty",
  COLUMNS: "has not the columns of the header",
  QUOTE: "has a quote out of place",
};

/**
 * Says a refusal in words, without the value.
 *
 * @returns such as `line 18: surname is missing`
 */
export function describeRefusal({ row, field, code, further }: RefusedRow): string {
  const faults = [field === undefined ? { code } : { field, code }, ...further];
  return `line ${row}: ${faults.map((fault) => `${fault.field ?? "the row"} ${REASONS[fault.code]}`).join(", ")}`;
}
