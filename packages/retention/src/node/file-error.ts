/** Failures of the file system, told by the system's word for them: its own message holds the path. */
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** `FILE_FAILED` with the `reason` of the operating system, such as `ENOSPC`; coded errors pass. */
export function fileError(error: unknown, what: string): unknown {
  if (isPrivacyError(error)) return error;
  const reason = systemWord(error);
  return reason === undefined ? error : new PrivacyError("FILE_FAILED", "the file system refused", { what, reason });
}

/** The system's word for a failure, such as `ENOENT`. */
export function systemWord(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^E[A-Z0-9]{2,20}$/.test(error.code) ? error.code : undefined;
}
