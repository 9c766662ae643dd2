/** Failures of a mail server, told by a code: its own texts hold addresses and subjects. */
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** Runs a step of the protocol; what it throws is coded, and holds nothing of what the server said. */
export async function coded<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPrivacyError(error) ? error : mailError(error, step);
  }
}

/** What was answered by nothing, or by no. */
export function refused(step: string): PrivacyError {
  return new PrivacyError("MAILBOX_FAILED", "the mail server refused a step", { step });
}

function mailError(error: unknown, step: string): PrivacyError {
  if (error instanceof Error && "authenticationFailed" in error && error.authenticationFailed === true)
    return new PrivacyError("MAILBOX_AUTHENTICATION", "the mail server refused the account");
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const reason = /^[A-Z][A-Za-z0-9_]{2,50}$/.test(code) ? { reason: code } : {};
  if (step === "connect") return new PrivacyError("MAILBOX_UNREACHABLE", "no connection to the mail server", reason);
  return new PrivacyError("MAILBOX_FAILED", "a step failed at the mail server", { step, ...reason });
}
