/** The blind index that a body should stand under, from the body itself. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import { isBytes, quiet } from "../coded.ts";
import { keyedHash } from "./keyed-hash.ts";

/** Persons whose index is remembered: the same ones come again and again. */
const REMEMBERED = 10_000;

/**
 * Makes the function from a payload to its index (hexadecimal, empty for a body about nobody).
 *
 * @throws `SUBJECT_KEY_INVALID` for fewer than 32 bytes
 */
export function subjectCheck(key: Uint8Array): (payload: Uint8Array) => string {
  if (!isBytes(key) || key.length < 32) throw new PrivacyError("SUBJECT_KEY_INVALID", "a subject key has at least 32 bytes");
  const keyed = keyedHash(key);
  const known = new Map<string, string>();
  return (payload) => {
    const person = personIn(decoder.decode(payload));
    if (person === undefined) return "";
    const before = known.get(person);
    if (before !== undefined) return before;
    const index = toHex(keyed(utf8(person)));
    if (known.size >= REMEMBERED) known.clear();
    known.set(person, index);
    return index;
  };
}

/** Whom a payload is about: its subject, or who acted; nobody where it is no payload. */
export function personIn(payload: string): string | undefined {
  const part = quiet((): unknown => JSON.parse(payload));
  if (typeof part !== "object" || part === null) return undefined;
  const { name, subject, value }: { name?: unknown; subject?: unknown; value?: unknown } = part;
  const person = subject ?? (name === "actor" ? value : undefined);
  return typeof person === "string" && person !== "" ? person : undefined;
}

const decoder = new TextDecoder();
