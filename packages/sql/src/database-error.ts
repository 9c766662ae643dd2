/** Errors of the database without the values they quote. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { messageOf } from "./state-messages.ts";

const STATE = /^[0-9A-Z]{5}$/;
const NESTED = ["cause", "original", "originalCause", "originalError", "meta", "error"] as const;

/** Where a `raise` of PL/pgSQL, PL/Python, PL/Perl or PL/Tcl comes from: its state and all its names are what the function put there. */
const RAISED = /^(exec_stmt_raise|PLy_|plperl_|do_util_elog|pltcl_)/;
const NAMES = ["schema", "table", "column", "constraint"] as const;

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
    // Five letters alone are an operating system's code, such as EPIPE, unless the error says how severe the server found it.
    if (typeof state === "string" && STATE.test(state) && (/\d/.test(state) || textOf(error, "severity") !== undefined)) return state;
  }
  for (const name of NESTED) {
    const state = findState(Reflect.get(error, name), depth + 1);
    if (state !== undefined) return state;
  }
  return undefined;
}

/**
 * Makes a {@link PrivacyError} of what a driver threw: `SQL_FAILED` with the SQLSTATE, or `SQL_UNAVAILABLE` when there was no answer of the
 * database. The driver's own error quotes rows, parameters and the statement, so it is not kept, not even as the cause; and no message of
 * the server is: it may hold a value in any state (`'…'::regclass` is 42P01), and a function may raise any state with any text.
 *
 * Details: `sqlState`, `routine` (the server's own function) and `position` in the statement; names of schema, table, column and constraint
 * where an integrity constraint (class 23) was broken and no function claims so by `raise`.
 */
export function databaseError(error: unknown): PrivacyError {
  if (isPrivacyError(error)) return error;
  const state = sqlState(error);
  if (state === undefined) {
    const reason = textOf(error, "code");
    const known = reason !== undefined && /^E[A-Z]{2,20}$/.test(reason); // The operating system's words: ECONNREFUSED.
    return new PrivacyError("SQL_UNAVAILABLE", "the database gave no answer", known ? { reason } : {});
  }
  const details: Record<string, string> = { sqlState: state };
  const keep = (name: string, form: RegExp): void => {
    const value = textOf(error, name);
    if (value !== undefined && form.test(value)) details[name] = value;
  };
  keep("routine", /^[A-Za-z_][A-Za-z0-9_]{0,62}$/);
  keep("position", /^\d{1,9}$/);
  if (state.startsWith("23") && !RAISED.test(details["routine"] ?? "")) for (const name of NAMES) keep(name, /^[^\0]{1,63}$/);
  return new PrivacyError("SQL_FAILED", `the database refused a statement (${state}): ${messageOf(state)}`, details);
}

function textOf(error: unknown, name: string): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
