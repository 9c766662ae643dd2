/**
 * Encrypted exports as files. Codes: see `@favorable/exports`.
 * @packageDocumentation
 */
export { type ClearOptions, clearInterrupted } from "./clear-interrupted.ts";
export { type DeletedFile, deleteOverdueFiles } from "./delete-overdue.ts";
export type { ExportFileRequest, ExportProgress } from "./export-file-request.ts";
export { type ExportResult, exportRecords } from "./export-records.ts";
export { writeIdentityFile } from "./identity-file.ts";
export { type OpenedExport, type OpenOptions, openExport } from "./open-export.ts";
