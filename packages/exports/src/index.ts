/**
 * What an encrypted export is made of: permission and projection, manifest and seal, lines, ledger. Files: `@favorable/exports/node`.
 *
 * Codes: `EXPORT_REFUSED` (details: `reason`), `EXPORT_FIELD`, `EXPORT_FACTS`, `EXPORT_VALUE` (details: `field`, `row`), `EXPORT_SOURCE`,
 * `EXPORT_CANCELLED`, `EXPORT_OBSERVER`, `EXPORT_LEDGER`, `EXPORT_EXISTS`, `EXPORT_DISK`, `EXPORT_FORMAT` (details: `line`), `EXPORT_UNSEALED`, `EXPORT_SEAL`,
 * `EXPORT_APPROVAL` and `EXPORT_SIGNATURE` (details: `reason`),
 * and those of `@favorable/encryption`.
 * @packageDocumentation
 */
export {
  type Approval,
  type ApprovalOptions,
  type ApprovalQuestion,
  type ApprovalRule,
  approveExport,
} from "./approval.ts";
export { guardCell, unguardCell } from "./csv-cell.ts";
export type { ExportErrorCode } from "./export-error.ts";
export type { Ledger } from "./ledger.ts";
export type { ExcludedField, ExportedField, ExportedRecipient, ExportManifest, ExportSeal, ManifestFacts } from "./manifest.ts";
export { type Row, rowPrinter } from "./ndjson.ts";
export { ExportPayload, type PayloadWriter, type SignSeal } from "./payload.ts";
export { approvalQuestion, type ExportableRecord, type ExportPlan, type ExportRequest, planExport } from "./plan.ts";
export { type ExportedRow, type ExportPart, readExport } from "./read-export.ts";
export { type RowSource, type Rows, snapshotRows } from "./row-source.ts";
export { checkSignature, type SignatureState, signSeal } from "./signature.ts";
export {
  type ExportStanding,
  exportStandings,
  type LedgerEvent,
  recordDeletion,
  recordReminder,
} from "./standing.ts";
export { masked, pseudonymised, type Transform, type Transforms } from "./transform.ts";
