/** Why something could not be collected, as a code: messages may quote. */
import { isPrivacyError } from "@favorable/core";

/** The code of an error, with the SQLSTATE where there is one; `failed` for what has no code. */
export function reasonOf(error: unknown): string {
  if (!isPrivacyError(error)) return "failed";
  const state = error.details["sqlState"];
  return typeof state === "string" ? `${error.code} ${state}` : error.code;
}
