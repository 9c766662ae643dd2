/** The text files of age: identities and recipients, one a line, `#` for comments. */
import { ageError } from "./age-error.ts";
import type { Identity, Recipient } from "./ports.ts";
import { readIdentities, readRecipients } from "./recipients.ts";
import { type AgeKeyPair, isRecipient } from "./x25519.ts";

const HASH = 0x23;

/**
 * Prints an identity file as `age-keygen` does; `age -d -i` reads it.
 *
 * @param createdAt - printed as a comment
 * @throws `AGE_IDENTITY`, `AGE_RECIPIENT` for a malformed pair
 */
export function identityFile(keys: AgeKeyPair, createdAt: Date): string {
  readIdentities([keys?.identity]);
  readRecipients([keys?.recipient]);
  return `# created: ${createdAt.toISOString()}\n# public key: ${keys.recipient}\n${keys.identity}\n`;
}

/**
 * Reads the identities of an identity file, of which bytes never become a string.
 *
 * @param other - reads a line that is no X25519 identity, such as `postQuantumIdentity`
 * @returns the identities, of the kind of `file`: texts, or the bytes of texts, to be cleared by the caller
 * @throws `AGE_IDENTITY` with the number of the line, from 1; the line is never quoted
 */
export function parseIdentityFile<I extends Identity = never>(
  file: string,
  other?: (line: string | Uint8Array) => I,
): readonly (string | I)[];
export function parseIdentityFile<I extends Identity = never>(
  file: Uint8Array,
  other?: (line: string | Uint8Array) => I,
): readonly (Uint8Array | I)[];
export function parseIdentityFile(
  file: string | Uint8Array,
  other?: (line: string | Uint8Array) => Identity,
): readonly (string | Uint8Array | Identity)[] {
  const lines: readonly Entry<string | Uint8Array>[] = file instanceof Uint8Array ? byteEntries(file) : entries(file);
  if (lines.length === 0) throw ageError("AGE_IDENTITY", "the identity file holds no identity");
  return lines.map((line) => readLine(line, other));
}

function readLine(
  { entry, line }: Entry<string | Uint8Array>,
  other: ((line: string | Uint8Array) => Identity) | undefined,
): string | Uint8Array | Identity {
  try {
    readIdentities([entry]);
    return entry;
  } catch {
    // Perhaps of another kind.
  }
  try {
    const identity = other?.(entry);
    if (identity !== undefined) return identity;
  } catch {
    // Refused below, without its words.
  }
  throw ageError("AGE_IDENTITY", "a line of the identity file is no identity that is read here", { line });
}

/**
 * Reads a recipients file (`age -R`): a recipient a line, comments after `#`, empty lines.
 *
 * @param other - reads a line that is no X25519 recipient, such as `postQuantumRecipient`; what it throws or does not give is refused
 * @throws `AGE_RECIPIENT` with the number of the `line`, from 1, and of the earlier one (`first`) when it is there twice; the line is never
 *   quoted
 * @example
 * ```ts
 * import { generateIdentity, parseRecipientsFile } from "@favorable/encryption";
 *
 * const [director, officer] = [await generateIdentity(), await generateIdentity()];
 * const text = `# may open exports\n${director.recipient}\n\n${officer.recipient}\n`;
 * console.log(parseRecipientsFile(text).length); // 2
 * ```
 */
export function parseRecipientsFile<R extends Recipient = never>(text: string, other?: (line: string) => R): readonly (string | R)[] {
  const found = entries(text);
  const recipients = found.map(({ entry, line }, at) => {
    const first = found.findIndex((earlier) => earlier.entry === entry);
    if (first < at) throw ageError("AGE_RECIPIENT", "the same recipient twice", { line, first: found[first]?.line ?? 0 });
    if (isRecipient(entry)) return entry;
    try {
      const recipient = other?.(entry);
      if (recipient !== undefined) return recipient;
    } catch {
      // Refused below, without its words.
    }
    throw ageError("AGE_RECIPIENT", "a line of the recipients file is no recipient that is read here", { line });
  });
  if (recipients.length === 0) throw ageError("AGE_RECIPIENT", "the recipients file holds no recipient: a file needs at least one");
  return recipients;
}

interface Entry<T> {
  readonly entry: T;
  readonly line: number;
}

function entries(text: unknown): Entry<string>[] {
  const lines = (typeof text === "string" ? text : "").split(/\r?\n/).map((entry, at) => ({ entry: entry.trim(), line: at + 1 }));
  return lines.filter(({ entry }) => entry !== "" && !entry.startsWith("#"));
}

/** The same over bytes: lines without blanks at either end. */
function byteEntries(file: Uint8Array): Entry<Uint8Array>[] {
  const found: Entry<Uint8Array>[] = [];
  let line = 0;
  for (let start = 0; start < file.length; ) {
    const feed = file.indexOf(0x0a, start);
    let end = feed === -1 ? file.length : feed;
    const next = end + 1;
    while (end > start && isBlank(file[end - 1])) end--;
    while (start < end && isBlank(file[start])) start++;
    line++;
    if (start < end && file[start] !== HASH) found.push({ entry: file.slice(start, end), line });
    start = next;
  }
  return found;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);
}
