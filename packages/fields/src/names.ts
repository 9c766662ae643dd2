/** Declared names are plain words: they become keys, columns and file names, and must never reach a prototype. */
import { PrivacyError } from "@favorable/core";

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** Throws `NAME_INVALID` for a name that is not a plain word of at most 63 characters, or that every object inherits. */
export function assertName(name: string, what: string): void {
  if (typeof name !== "string" || !NAME.test(name) || name in {})
    throw new PrivacyError(
      "NAME_INVALID",
      `a ${what} is named by a letter, then letters, digits, _ or -, at most 63 in all, and not as something every object inherits`,
      { what },
    );
}

/** The own names of a literal, checked; throws `NAME_INVALID`. */
export function declaredNames(literal: object, what: string): ReadonlySet<string> {
  const names = Object.keys(literal);
  for (const name of names) assertName(name, what);
  return new Set(names);
}
