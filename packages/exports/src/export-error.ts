/** The refusals of this package, as coded errors. */
import { type ErrorDetails, isPrivacyError, PrivacyError } from "@favorable/core";

/** The codes of this package. */
export type ExportErrorCode =
  | "EXPORT_REFUSED"
  | "EXPORT_FIELD"
  | "EXPORT_FACTS"
  | "EXPORT_VALUE"
  | "EXPORT_SOURCE"
  | "EXPORT_CANCELLED"
  | "EXPORT_LEDGER"
  | "EXPORT_EXISTS"
  | "EXPORT_DISK"
  | "EXPORT_FORMAT"
  | "EXPORT_UNSEALED"
  | "EXPORT_SEAL";

/** Makes a refusal; details hold names, positions and counts, never a value of a row. */
export function exportError(code: ExportErrorCode, message: string, details: ErrorDetails = {}): PrivacyError {
  return new PrivacyError(code, message, details);
}

/** An error of foreign code without its message and cause, which may quote a row: a database says "Key (name)=(…) exists". */
export function withoutContent(code: ExportErrorCode, message: string, error: unknown): PrivacyError {
  return isPrivacyError(error) ? error : exportError(code, message, { error: errorName(error) });
}

function errorName(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(name) ? name : "unknown";
}
