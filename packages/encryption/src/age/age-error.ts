/** The refusals of this package, as coded errors. */
import { type ErrorDetails, PrivacyError } from "@favorable/core";

/** The codes; each names the layer that refused. */
export type AgeErrorCode =
  | "AGE_ARMOR"
  | "AGE_HEADER"
  | "AGE_HMAC"
  | "AGE_NO_MATCH"
  | "AGE_PAYLOAD"
  | "AGE_TRUNCATED"
  | "AGE_RECIPIENT"
  | "AGE_IDENTITY"
  | "AGE_RANGE"
  | "AGE_ENDED";

/** Makes a refusal; details hold positions and counts, never key material or content. */
export function ageError(code: AgeErrorCode, message: string, details: ErrorDetails = {}): PrivacyError {
  return new PrivacyError(code, message, details);
}
