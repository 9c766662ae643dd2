/** Words in a register that names nobody: free text is looked through for what identifies a person before it is kept. */
import { PrivacyError } from "@favorable/core";
import type { TextDetector } from "@favorable/fields";
import { createDetector, detectorKinds } from "@favorable/fields/detectors";

/** Longest text, in UTF-16 code units. */
const LONGEST = 4000;

/** What identifies a person; terms that judge are not of this register. */
const identifying: TextDetector = createDetector({ kinds: detectorKinds.filter((kind) => kind !== "term") });

/**
 * Gives the text without blanks at its ends.
 *
 * @param place - the name of the fact, for the error
 * @throws `TEXT_MISSING`; `TEXT_PERSONAL` with the kinds found. What is found is well-formed numbers and addresses, never names: a register
 *   without names is a rule for whoever writes, too
 */
export function plainWords(text: unknown, place: string, find: TextDetector = identifying): string {
  const words = typeof text === "string" ? text.trim() : "";
  if (words === "" || words.length > LONGEST || !words.isWellFormed())
    throw new PrivacyError("TEXT_MISSING", "a text of 1 to 4,000 characters is asked here", { place });
  const kinds = [...new Set(find(words).map(({ kind }) => kind))];
  if (kinds.length > 0) throw new PrivacyError("TEXT_PERSONAL", "the text holds what identifies a person", { place, kinds });
  return words;
}

/** Numbers of persons and accounts that are a whole name: within a longer one, such as a UUID, chance makes them too. */
const naming: TextDetector = createDetector({ kinds: ["iban", "fr-nir"] });

/** A declared name, as it may stand in clear; throws `NAME_INVALID` with the place, `TEXT_PERSONAL` for one that identifies a person. */
export function declared(name: unknown, place: string): string {
  if (typeof name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/.test(name))
    throw new PrivacyError("NAME_INVALID", "a declared name is letters, digits and . _ : / -", { place });
  const kinds = /^[A-Za-z0-9]+$/.test(name) ? [...new Set(naming(name).map(({ kind }) => kind))] : [];
  if (kinds.length > 0) throw new PrivacyError("TEXT_PERSONAL", "a declared name holds what identifies a person", { place, kinds });
  return name;
}

/** An instant in UTC; throws `INSTANT_INVALID` with the place. */
export function instant(text: unknown, place: string): string {
  const at = typeof text === "string" ? new Date(text) : undefined;
  if (
    at === undefined ||
    Number.isNaN(at.getTime()) ||
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text as string)
  )
    throw new PrivacyError("INSTANT_INVALID", "an instant is written in ISO 8601 with its offset", { place });
  return at.toISOString();
}
