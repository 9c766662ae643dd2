/** A CSV file, row by row: what can be read goes on, what cannot is refused by line and field, and the counts add up. */
import { createReadStream } from "node:fs";
import { constants } from "node:os";
import { PrivacyError } from "@favorable/core";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type * as z from "zod";
import { isFormula } from "./cells.ts";
import { faultsOf } from "./faults.ts";
import { type SourceLine, sourceLines } from "./lines.ts";
import type { RefusedRow, RowCode, RowFault, RowOutcome } from "./row.ts";

/** Codes such as ENOENT. */
const SYSTEM_CODES: ReadonlySet<string> = new Set(Object.keys(constants.errno));

/** What a file must look like. */
export interface SourceForm<T> {
  /** The declared origin of its rows. */
  readonly origin: string;
  /** Every column, in any order; a file with others, fewer or repeated ones is refused as a whole. */
  readonly columns: readonly string[];
  /** Makes a value of a row whose empty columns are absent. */
  readonly schema: z.ZodType<T>;
  /** What must not come twice, in terms of the columns, and the field that names it. */
  readonly unique: { readonly field: string; key(columns: Readonly<Record<string, string | undefined>>): string };
}

/** Rows so far. `read` is always `accepted` + `refused`. */
export interface ImportCounts {
  readonly read: number;
  readonly accepted: number;
  readonly refused: number;
  /** Refused rows by their first fault. */
  readonly byCode: Readonly<Partial<Record<RowCode, number>>>;
}

/** An import under way: iterate once, then look at the counts. */
export interface CsvImport<T> extends AsyncIterable<RowOutcome<T>> {
  readonly counts: ImportCounts;
}

/**
 * Imports a CSV file with `;`, UTF-8 or windows-1252, one row a line.
 *
 * @param source - the path of the file, or its bytes
 * @throws while iterating: `HEADER_INVALID` (details: `missing` and `repeated` columns, number of `unknown` ones),
 *   `SOURCE_UNREADABLE` (details: the system's `reason`)
 */
export function importCsv<T>(source: string | AsyncIterable<Uint8Array>, form: SourceForm<T>): CsvImport<T> {
  const counts = { read: 0, accepted: 0, refused: 0, byCode: {} as Partial<Record<RowCode, number>> };
  async function* rows(): AsyncGenerator<RowOutcome<T>, void, undefined> {
    for await (const outcome of outcomes(readable(source), form)) {
      counts.read += 1;
      if ("value" in outcome) counts.accepted += 1;
      else {
        counts.refused += 1;
        counts.byCode[outcome.code] = (counts.byCode[outcome.code] ?? 0) + 1;
      }
      yield outcome;
    }
  }
  return { counts, [Symbol.asyncIterator]: rows };
}

async function* outcomes<T>(lines: AsyncIterable<SourceLine>, form: SourceForm<T>): AsyncGenerator<RowOutcome<T>, void, undefined> {
  let header: readonly string[] | undefined;
  const seen = new Set<string>();
  for await (const line of lines) {
    if (header === undefined) {
      header = readHeader(line, form.columns);
      continue;
    }
    if (line.text?.trim() === "") continue;
    yield readRow(line, header, form, seen);
  }
  if (header === undefined) throw headerInvalid(form.columns, [], 0);
}

function readRow<T>(line: SourceLine, header: readonly string[], form: SourceForm<T>, seen: Set<string>): RowOutcome<T> {
  const row = line.number;
  if (line.text === undefined) return refused(row, [{ code: "TOO_LONG" }]);
  const values = split(line.text);
  if (values === undefined) return refused(row, [{ code: "QUOTE" }]);
  if (values.length !== header.length) return refused(row, [{ code: "COLUMNS" }]);
  const formulas = header.filter((_, place) => isFormula(values[place] ?? ""));
  if (formulas.length > 0)
    return refused(
      row,
      formulas.map((field) => ({ field, code: "MALFORMED" })),
    );
  const columns: Record<string, string | undefined> = {};
  for (const [place, name] of header.entries()) {
    const value = values[place]?.trim();
    if (value !== undefined && value !== "") columns[name] = value;
  }
  const parsed = form.schema.safeParse(columns);
  if (!parsed.success) return refused(row, faultsOf(parsed.error, columns));
  const key = form.unique.key(columns);
  if (seen.has(key)) return refused(row, [{ field: form.unique.field, code: "DUPLICATE" }]);
  seen.add(key);
  return { row, origin: form.origin, value: parsed.data };
}

/**
 * The values of one line; nothing when its quotes do not match. csv-parse's messages quote the line, so its errors end here.
 * The delimiter is given because it would else be guessed, and a carriage return inside a line would cut it.
 */
function split(text: string): readonly string[] | undefined {
  try {
    const [values] = parse(text, { delimiter: ";", record_delimiter: "\n", relax_column_count: true }) as string[][];
    return values ?? [];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function readHeader(line: SourceLine, columns: readonly string[]): readonly string[] {
  const names = (line.text === undefined ? undefined : split(line.text))?.map((name) => name.trim()) ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  const repeated = columns.filter((column) => names.filter((name) => name === column).length > 1);
  const unknown = names.filter((name) => !columns.includes(name)).length;
  if (missing.length + repeated.length + unknown > 0) throw headerInvalid(missing, repeated, unknown);
  return names;
}

/** A header may in truth be a first row: columns that are not known are counted, not named. */
function headerInvalid(missing: readonly string[], repeated: readonly string[], unknown: number): PrivacyError {
  return new PrivacyError("HEADER_INVALID", "the first line does not name the columns of this file", { missing, repeated, unknown });
}

function refused(row: number, [first, ...further]: readonly RowFault[]): RefusedRow {
  return { row, ...(first ?? { code: "MALFORMED" }), further };
}

/** Whatever a source fails with may quote it: only the system's own code travels. */
async function* readable(source: string | AsyncIterable<Uint8Array>): AsyncGenerator<SourceLine, void, undefined> {
  try {
    yield* sourceLines(typeof source === "string" ? createReadStream(source) : source);
  } catch (error) {
    throw new PrivacyError("SOURCE_UNREADABLE", "the file cannot be read", { reason: systemCode(error) });
  }
}

function systemCode(error: unknown): string {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return "unknown";
  return SYSTEM_CODES.has(String(error.code)) ? String(error.code) : "unknown";
}
