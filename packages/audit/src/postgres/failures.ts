/** Failures of the store as codes of the log, without what the database quotes. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { sqlState } from "@favorable/sql";

const OWN = /^(AUDIT_|ERASURE_|EVENT_|LEAF_|LOG_|ORIGIN_|OUTBOX_|SEALER_|SIGNER_|SUBJECT_|SNAPSHOT_|INSTANT_|NOT_CANONICAL|NO_)/;

/** Turns what a driver threw into `AUDIT_BLOCKED`, `LOG_NOT_MIGRATED` or `AUDIT_UNAVAILABLE`; own errors pass. */
export function storeFailure(error: unknown): PrivacyError {
  if (isPrivacyError(error) && OWN.test(error.code)) return error;
  if (isPrivacyError(error, "TRANSACTION_BUSY"))
    return new PrivacyError(
      "AUDIT_BLOCKED",
      "the store's only connection is in the caller's transaction: append after it, or in it with appendIn",
    );
  const state = sqlState(error);
  if (state === "42P01" || state === "3F000")
    return new PrivacyError("LOG_NOT_MIGRATED", "the tables of the log are missing: apply auditMigrations");
  const reason = isPrivacyError(error) ? error.code : "SQL_FAILED";
  return new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed", { reason, ...(state === undefined ? {} : { sqlState: state }) });
}

/** Runs a step of the store; throws what {@link storeFailure} makes of a failure. */
export async function storing<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw storeFailure(error);
  }
}
