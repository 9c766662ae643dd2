/** Failures of the file system, told by the system's word for them: its own message holds the path. */
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** A coded error: `FILE_EXISTS`, or `FILE_FAILED` with the `reason` of the operating system, such as `ENOSPC`; coded ones pass. */
export function fileError(error: unknown, what: string): unknown {
  if (isPrivacyError(error) || !isSystemError(error)) return error;
  if (error.code === "EEXIST") return new PrivacyError("FILE_EXISTS", "there is a file of this name already", { what });
  return new PrivacyError("FILE_FAILED", "the file system refused", { what, reason: error.code });
}

/** Whether the file system failed, and with which word. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z0-9]{2,20}$/.test(error.code);
}
