/** Rows as they come from the application's database: plain objects, looked at once, and whom they are about. */
import { PrivacyError } from "@favorable/core";
import { type AnyRecord, subjectFieldsOf } from "@favorable/fields";

/** A row, copied and frozen, and the persons it is about. */
export interface PersonRow {
  readonly row: Readonly<Record<string, unknown>>;
  /** Those whom the subject fields of the record name; none when it has no such field, or the row names nobody. */
  readonly subjects: readonly string[];
  /** Whether every subject field stands in the row, and at least one names somebody: a field that is left out may name anybody. */
  readonly known: boolean;
}

/**
 * Reads rows once: what is checked is what goes on, whatever getters, proxies or later changes would make of the originals.
 *
 * @throws `ROW_INVALID` for what is no array of plain objects, or a subject that is no text or whole number
 */
export function personRows(record: AnyRecord, rows: unknown): readonly PersonRow[] {
  if (!Array.isArray(rows)) throw invalid("rows are an array");
  return Array.from(rows, (row: unknown) => ofPerson(record, snapshot(row)));
}

/** Rows with values that the guard sets, over whatever stood there; whom they are about is found again, for the actor may be that person. */
export function withValues(record: AnyRecord, rows: readonly PersonRow[], values: Readonly<Record<string, unknown>>): readonly PersonRow[] {
  if (Object.keys(values).length === 0) return rows;
  return rows.map(({ row }) => ofPerson(record, Object.freeze({ ...row, ...values })));
}

function ofPerson(record: AnyRecord, row: PersonRow["row"]): PersonRow {
  const fields = subjectFieldsOf(record);
  const subjects = fields.flatMap((key) => (Object.hasOwn(row, key) ? (subjectOf(row[key]) ?? []) : []));
  return { row, subjects, known: subjects.length > 0 && fields.every((key) => Object.hasOwn(row, key) && row[key] !== undefined) };
}

function snapshot(row: unknown): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown>;
  try {
    if (!isPlain(row)) throw invalid("a row is a plain object");
    copy = { ...row };
    // What lies inside a value is frozen too: the permitted object does not change afterwards.
    for (const [name, value] of Object.entries(copy))
      if (typeof value === "object" && value !== null) copy[name] = deepFreeze(structuredClone(value));
  } catch {
    // A getter's or a proxy's own error may quote the row.
    throw invalid("a row is a plain object of values");
  }
  return Object.freeze(copy);
}

/** Keys that a look at the row would not show (inherited, not enumerable) could carry what is not checked. */
function isPlain(row: unknown): row is object {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
  const prototype: unknown = Object.getPrototypeOf(row);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertyNames(row).length === Object.keys(row).length;
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}

function subjectOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && value !== "" && value.isWellFormed() && value.length <= 1000) return value;
  if (typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value))) return String(value);
  throw invalid("a subject is a text or a whole number");
}

function invalid(message: string): PrivacyError {
  return new PrivacyError("ROW_INVALID", message);
}
