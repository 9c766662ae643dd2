/** Declarations are values: nobody changes them after they were checked. */
import { PrivacyError } from "./privacy-error.ts";

/**
 * Copies plain data and freezes the copy to the bottom, so that what was declared cannot be changed behind those who read it.
 *
 * @param code - the code to refuse with
 * @throws the `code`, `NOT_PLAIN` unless told, for what cannot be copied: functions, symbols, getters that throw
 * @example
 * ```ts
 * import { frozenCopy } from "@favorable/core";
 *
 * const mine = { bases: ["consent"] };
 * const copy = frozenCopy(mine);
 * mine.bases.push("contract");
 * console.log(copy.bases.join()); // consent
 * ```
 */
export function frozenCopy<T>(value: T, code = "NOT_PLAIN"): T {
  try {
    return freeze(structuredClone(value));
  } catch {
    // The platform's error prints the value.
    throw new PrivacyError(code, "a declaration is plain data: no functions, symbols or getters that throw");
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}
