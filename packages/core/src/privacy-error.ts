/**
 * Errors as data: a code, and details that name places and counts, never values.
 */

/** What an error may carry besides its code: names, counts and dates; never a value of a person. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const BRAND: symbol = Symbol.for("@favorable/privacy-error");

/**
 * The error that every Favorable package throws.
 *
 * Recognise it by `code` (or {@link isPrivacyError}), not by `instanceof`: two copies of a package
 * may be loaded side by side. The message and the details never hold a personal value, a key or a row.
 *
 * @example
 * ```ts
 * import { isPrivacyError, PrivacyError } from "@favorable/core";
 *
 * const error = new PrivacyError("UNKNOWN_ROLE", "the matrix has no such role", { known: 4 });
 * console.log(error.code); // UNKNOWN_ROLE
 * console.log(isPrivacyError(error, "UNKNOWN_ROLE")); // true
 * ```
 */
export class PrivacyError extends Error {
  override readonly name = "PrivacyError";
  /** What went wrong, in upper snake case; each package documents its own. */
  readonly code: string;
  /** Where and how much: field paths, counts, dates, names of declared things. */
  readonly details: ErrorDetails;

  constructor(code: string, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** What may be logged or sent: no stack and no cause, which belong to the process. */
  toJSON(): { code: string; message: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** Tells whether a thrown value is a {@link PrivacyError}, and optionally one of the given code. */
export function isPrivacyError(value: unknown, code?: string): value is PrivacyError {
  if (typeof value !== "object" || value === null || !(BRAND in value)) return false;
  return code === undefined || (value as PrivacyError).code === code;
}
