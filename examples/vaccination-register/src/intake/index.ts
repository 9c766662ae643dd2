/**
 * The files the register is filled from.
 *
 * Codes of a file: `HEADER_INVALID`, `SOURCE_UNREADABLE`. Codes of a row: see `RowCode`.
 * @packageDocumentation
 */
export { type CsvImport, type ImportCounts, importCsv, type SourceForm } from "./import-csv.ts";
export { importOutsiders, type OutsiderRow } from "./outsiders.ts";
export { type AcceptedRow, describeRefusal, type RefusedRow, type RowCode, type RowFault, type RowOutcome } from "./row.ts";
export { importStaff, type StaffRow } from "./staff.ts";
