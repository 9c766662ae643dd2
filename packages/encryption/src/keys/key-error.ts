/** The refusals around sealed fields and their keys, as coded errors. */
import { type ErrorDetails, PrivacyError } from "@favorable/core";

/** The codes; see the package documentation. */
export type KeyErrorCode =
  | "KEY_INVALID"
  | "KEY_EPOCH_UNKNOWN"
  | "KEY_EPOCH_CURRENT"
  | "KEY_EPOCH_IN_USE"
  | "KEY_UNSUPPORTED"
  | "KEY_REFUSED"
  | "KEY_TOO_YOUNG"
  | "KEY_FILE_UNSAFE"
  | "SEALED_INVALID"
  | "SEALED_REFUSED"
  | "SEALED_SCHEMA"
  | "SEALED_VALUE"
  | "SUBJECT_INVALID"
  | "SUBJECT_ERASED"
  | "SUBJECT_KEY_MISSING"
  | "FENCE_INVALID"
  | "INDEX_INVALID";

/** Makes a refusal; details hold names of tables and columns, versions and counts, never a subject, a value or key material. */
export function keyError(code: KeyErrorCode, message: string, details: ErrorDetails = {}): PrivacyError {
  return new PrivacyError(code, message, details);
}
