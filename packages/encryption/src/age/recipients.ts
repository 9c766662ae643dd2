/** The rules across the recipients and identities of a file. */
import { ageError } from "./age-error.ts";
import { type Header, verifyHeader, writeHeader } from "./header.ts";
import type { Identity, Recipient, Stanza } from "./ports.ts";
import { x25519Identity, x25519Recipient } from "./x25519.ts";

const FILE_KEY = 16;
const SCRYPT = "scrypt";

/**
 * Reads recipients given as text or objects.
 *
 * @throws `AGE_RECIPIENT`, with the `position` from 0: none at all, a malformed one, the same one twice
 */
export function readRecipients(recipients: readonly (string | Recipient)[] | undefined): readonly Recipient[] {
  if (!Array.isArray(recipients) || recipients.length === 0) throw ageError("AGE_RECIPIENT", "a file needs at least one recipient");
  const read = recipients.map((recipient, position) => {
    if (recipients.indexOf(recipient) !== position) throw ageError("AGE_RECIPIENT", "the same recipient twice", { position });
    if (hasMethod(recipient, "wrapFileKey")) return recipient;
    try {
      return x25519Recipient(recipient);
    } catch {
      throw ageError("AGE_RECIPIENT", "not an age X25519 recipient (age1…)", { position });
    }
  });
  // C2SP age: a file SHOULD NOT be for recipients that resist a quantum computer and for others that do not.
  const odd = read.findIndex(({ labels }) => !sameLabels(labels, read[0]?.labels));
  if (odd !== -1) throw ageError("AGE_RECIPIENT", "recipients that promise different things do not share a file", { position: odd });
  return read;
}

function sameLabels(left: readonly string[] = [], right: readonly string[] = []): boolean {
  return [...left].sort().join() === [...right].sort().join();
}

/** Reads identities given as text, bytes or objects; throws `AGE_IDENTITY` with the `position` from 0. */
export function readIdentities(identities: readonly (string | Uint8Array | Identity)[] | undefined): readonly Identity[] {
  if (!Array.isArray(identities) || identities.length === 0) throw ageError("AGE_IDENTITY", "opening needs at least one identity");
  return identities.map((identity, position) => {
    if (!(identity instanceof Uint8Array) && hasMethod(identity, "unwrapFileKey")) return identity;
    try {
      return x25519Identity(identity);
    } catch {
      throw ageError("AGE_IDENTITY", "not an age X25519 identity (AGE-SECRET-KEY-1…)", { position });
    }
  });
}

/** An object of another kind; everything else is read as text, which refuses it. */
function hasMethod<T extends object>(value: string | T, method: keyof T): value is T {
  return typeof value === "object" && value !== null && typeof value[method] === "function";
}

/** A file key: 16 bytes, one for each file. */
export function newFileKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(FILE_KEY));
}

/** Makes the header that wraps a file key. */
export async function wrapFileKey(recipients: readonly Recipient[], fileKey: Uint8Array): Promise<Uint8Array> {
  const stanzas: Stanza[] = [];
  // A copy for each: a recipient that keeps or clears its argument must not reach the others'.
  for (const recipient of recipients) stanzas.push(...(await recipient.wrapFileKey(fileKey.slice())));
  if (stanzas.length === 0) throw ageError("AGE_RECIPIENT", "the recipients gave no stanza");
  if (mixesPassphrase(stanzas)) throw ageError("AGE_RECIPIENT", "a passphrase must be the only recipient of a file");
  return writeHeader(stanzas, fileKey);
}

/** Finds the file key and verifies the header with it; throws `AGE_HEADER`, `AGE_NO_MATCH`, `AGE_HMAC`. */
export async function unwrapFileKey(header: Header, identities: readonly Identity[]): Promise<Uint8Array> {
  // Checked here, not by the passphrase identity alone: a mixed header is a forgery for every reader.
  if (mixesPassphrase(header.stanzas)) throw ageError("AGE_HEADER", "a passphrase stanza beside another stanza");
  for (const identity of identities) {
    const fileKey = await identity.unwrapFileKey([...header.stanzas]);
    if (fileKey === null || fileKey === undefined) continue;
    if (fileKey.length !== FILE_KEY) throw ageError("AGE_HEADER", "a stanza whose file key is not 16 bytes");
    verifyHeader(header, fileKey);
    return fileKey;
  }
  throw ageError("AGE_NO_MATCH", "the file is not encrypted to any of the identities", { stanzas: header.stanzas.length });
}

/** C2SP age: a scrypt stanza must be the only one, so that a passphrase keeps authenticating the file. */
function mixesPassphrase(stanzas: readonly Stanza[]): boolean {
  return stanzas.length > 1 && stanzas.some(({ args }) => args[0] === SCRYPT);
}
