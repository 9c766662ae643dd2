/** A keyed reference of a data subject: a register that holds it names nobody without the key. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** Makes references. */
export type SubjectReference = (subject: string) => string;

const LABEL = "favorable rights subject v1\0";

/**
 * Makes the references of one register: HMAC-SHA-256 (RFC 2104), 64 hexadecimal digits. Who has the key can try identifiers.
 *
 * @param key - 32 random bytes, never kept in the database of the register
 * @throws `REFERENCE_KEY_INVALID`; the reference throws `SUBJECT_INVALID` for an empty subject, or one of more than 1,000 characters
 * @example
 * ```ts
 * import { subjectReference } from "@favorable/rights";
 *
 * const reference = subjectReference(new Uint8Array(32).fill(7)); // from the key service, in earnest
 * console.log(reference("A-0417") === reference("A-0417")); // true
 * console.log(reference("A-0417").length); // 64
 * ```
 */
export function subjectReference(key: Uint8Array): SubjectReference {
  if (!(key instanceof Uint8Array) || key.length !== 32)
    throw new PrivacyError("REFERENCE_KEY_INVALID", "references are made with a key of 32 bytes");
  const keyed = hmac.create(sha256, key).update(utf8(LABEL));
  return (subject) => {
    if (typeof subject !== "string" || subject === "" || subject.length > 1000 || !subject.isWellFormed())
      throw new PrivacyError("SUBJECT_INVALID", "a subject is a text of 1 to 1,000 characters");
    return toHex(keyed.clone().update(utf8(subject)).digest());
  };
}
