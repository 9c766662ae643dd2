/** Errors of the database without the values they quote. */
import { type ErrorDetails, isPrivacyError, PrivacyError } from "@favorable/core";

const STATE = /^[0-9A-Z]{5}$/;
const NESTED = ["cause", "original", "originalCause", "originalError", "meta", "error"] as const;

/**
 * Classes of SQLSTATE whose message speaks of rows, parameters or text of the statement (PostgreSQL documentation, appendix A): 21 to 23,
 * 44 and raised exceptions. 42601 quotes the statement.
 */
const QUOTES_VALUES = /^(2[0-9A-Z]...|44...|P0...|42601|XX...)$/;

/**
 * Finds the SQLSTATE of an error, however deep a driver or an ORM has wrapped it.
 *
 * @returns five characters such as `23505`, or `undefined`
 * @example
 * ```ts
 * import { sqlState } from "@favorable/sql";
 *
 * console.log(sqlState({ cause: { code: "23505" } })); // 23505
 * console.log(sqlState(new Error("no state"))); // undefined
 * ```
 */
export function sqlState(error: unknown): string | undefined {
  return findState(error, 0);
}

function findState(error: unknown, depth: number): string | undefined {
  if (typeof error !== "object" || error === null || depth > 6) return undefined;
  if (isPrivacyError(error)) {
    const state = error.details["sqlState"];
    return typeof state === "string" ? state : undefined;
  }
  for (const name of ["code", "originalCode", "sqlState"]) {
    const state: unknown = Reflect.get(error, name);
    // Five letters alone are an operating system's code, such as EPIPE.
    if (typeof state === "string" && STATE.test(state) && /\d/.test(state)) return state;
  }
  for (const name of NESTED) {
    const state = findState(Reflect.get(error, name), depth + 1);
    if (state !== undefined) return state;
  }
  return undefined;
}

/**
 * Makes a {@link PrivacyError} of what a driver threw: `SQL_FAILED` with the SQLSTATE and the names of table, column and constraint, or
 * `SQL_UNAVAILABLE` when there was no answer of the database. The driver's own error quotes rows and parameters, so it is not kept, not
 * even as the cause.
 */
export function databaseError(error: unknown): PrivacyError {
  if (isPrivacyError(error)) return error;
  const state = sqlState(error);
  if (state === undefined) {
    const reason = textOf(error, "code");
    return new PrivacyError("SQL_UNAVAILABLE", "the database gave no answer", reason === undefined ? {} : { reason });
  }
  const details: Record<string, string> = { sqlState: state };
  for (const name of ["schema", "table", "column", "constraint", "routine", "position"]) {
    const value = textOf(error, name);
    if (value !== undefined) details[name] = value;
  }
  const message = QUOTES_VALUES.test(state) ? undefined : textOf(error, "message");
  return new PrivacyError(
    "SQL_FAILED",
    `the database refused a statement (${state})${message === undefined ? "" : `: ${message}`}`,
    details satisfies ErrorDetails,
  );
}

function textOf(error: unknown, name: string): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
