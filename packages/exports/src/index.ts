/**
 * What an encrypted export is made of: permission and projection, manifest and seal, lines, ledger. Files: `@favorable/exports/node`.
 *
 * Codes: `EXPORT_REFUSED` (details: `reason`), `EXPORT_FIELD`, `EXPORT_FACTS`, `EXPORT_VALUE` (details: `field`, `row`), `EXPORT_SOURCE`,
 * `EXPORT_CANCELLED`, `EXPORT_LEDGER`, `EXPORT_EXISTS`, `EXPORT_DISK`, `EXPORT_FORMAT` (details: `line`), `EXPORT_UNSEALED`, `EXPORT_SEAL`,
 * and those of `@favorable/encryption`.
 * @packageDocumentation
 */
export type { ExportErrorCode } from "./export-error.ts";
export type { Ledger } from "./ledger.ts";
export type { ExportedField, ExportedRecipient, ExportManifest, ExportSeal, ManifestFacts } from "./manifest.ts";
export { type Row, rowPrinter } from "./ndjson.ts";
export { ExportPayload } from "./payload.ts";
export { type ExportableRecord, type ExportPlan, type ExportRequest, planExport } from "./plan.ts";
export { type ExportedRow, type ExportPart, readExport } from "./read-export.ts";
export { type RowSource, type Rows, snapshotRows } from "./row-source.ts";
