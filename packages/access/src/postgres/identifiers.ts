/** Names and constants in statements: quoted, so that none can become another statement. */
import { PrivacyError } from "@favorable/core";

/** PostgreSQL cuts longer identifiers silently (NAMEDATALEN − 1). */
const IDENTIFIER_BYTES = 63;
/** No quote and no backslash: such a name reads the same under every setting of the session that runs the statement. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_$-]*$/;
const CONSTANT = /^[A-Za-z0-9 ._:+@/=-]*$/;

/**
 * A quoted identifier.
 *
 * @throws `MAPPING_INVALID` for what is no plain name of at most 63 bytes
 */
export function ident(name: string): string {
  if (typeof name !== "string" || !IDENTIFIER.test(name) || name.length > IDENTIFIER_BYTES)
    throw new PrivacyError(
      "MAPPING_INVALID",
      "a name in the database is a letter or _, then letters, digits, _, $ or -, at most 63 in all",
      {
        length: typeof name === "string" ? name.length : 0,
      },
    );
  return `"${name}"`;
}

/**
 * A quoted constant.
 *
 * @throws `MAPPING_INVALID` for characters that quoting rules could read in two ways
 */
export function constant(text: string): string {
  if (typeof text !== "string" || !CONSTANT.test(text))
    throw new PrivacyError("MAPPING_INVALID", "a constant in a statement is letters, digits, spaces and . _ : + @ / = -");
  return `'${text}'`;
}

/** An array of quoted constants. */
export function constants(texts: readonly string[]): string {
  return texts.length === 0 ? "'{}'::text[]" : `array[${texts.map(constant).join(", ")}]`;
}

/** `vaccinationFollowUp` as `vaccination_follow_up`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toLowerCase();
}
