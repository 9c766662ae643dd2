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
  | "EXPORT_OBSERVER"
  | "EXPORT_LEDGER"
  | "EXPORT_EXISTS"
  | "EXPORT_DISK"
  | "EXPORT_FORMAT"
  | "EXPORT_APPROVAL"
  | "EXPORT_SIGNATURE"
  | "EXPORT_UNSEALED"
  | "EXPORT_SEAL";

/** Errors made here: an application can make a `PrivacyError` with any code and any text. */
const own = new WeakSet<PrivacyError>();

/** Makes a refusal; details hold names, positions and counts, never a value of a row. */
export function exportError(code: ExportErrorCode, message: string, details: ErrorDetails = {}): PrivacyError {
  const error = new PrivacyError(code, message, details);
  own.add(error);
  return error;
}

/**
 * An error without anything foreign code could have put into it: a database says "Key (name)=(…) exists", and an error's class, message
 * and details may all be made of a row. An error made here passes; of another only a code of Favorable's own packages is kept.
 */
export function withoutContent(code: ExportErrorCode, message: string, error: unknown): PrivacyError {
  if (isOwn(error)) return error;
  const known = codeOf(error);
  return exportError(code, message, known === undefined ? {} : { code: known });
}

function isOwn(error: unknown): error is PrivacyError {
  return typeof error === "object" && error !== null && own.has(error as PrivacyError);
}

/** What sources meet: the database, a guard, a session, a parser of rows. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["SQL_FAILED", "SQL_UNAVAILABLE", "PARAM_INVALID", "CONTEXT_INVALID", "NESTED_CONTEXT", "BATCH_INVALID", "COMMIT_UNKNOWN"],
  ...["TRANSACTION_BUSY", "TRANSACTION_ENDED", "TRANSACTION_ABORTED", "TRANSACTION_CONTROL"],
  ...["ROW_INVALID", "ROW_INCOMPLETE", "RECORD_FOREIGN", "CHECK_FAILED", "ORIGIN_REFUSED", "PURPOSE_UNKNOWN", "NOT_CANONICAL"],
  ...["AGE_RECIPIENT", "AGE_ENDED"],
]);

function codeOf(error: unknown): string | undefined {
  try {
    return isPrivacyError(error) && KNOWN.has(error.code) ? `${error.code}` : undefined;
  } catch {
    return undefined; // An object may throw when it is looked at.
  }
}
