/** Signed notes and verifier keys (C2SP signed-note): a text, and signature lines by named keys. Ed25519 only (type 0x01). */
import { concatBytes, equalBytes, fromBase64, fromHex, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { isBytes } from "./coded.ts";

const ED25519 = 1;
const MAX_SIGNATURES = 64;
const DASH = "— ";

/** Signs notes: the private key may stand in a file or behind a key service. */
export interface NoteSigner {
  /** Name of the key, usually the origin of its log. */
  readonly name: string;
  /** The verifier key that belongs to it, in the text form of C2SP. */
  readonly vkey: string;
  /** The Ed25519 signature (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Checks signatures of one key. */
export interface NoteVerifier {
  /** Name of the key. */
  readonly name: string;
  /** The four bytes that identify the key beside its name. */
  readonly keyId: Uint8Array;
  /** True when the Ed25519 signature (RFC 8032) is right. */
  verify(message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}

/** One signature line. */
export interface NoteSignature {
  /** Name of the key. */
  readonly name: string;
  /** The four bytes that identify the key beside its name. */
  readonly keyId: Uint8Array;
  /** The signature proper. */
  readonly signature: Uint8Array;
}

/** A note taken apart; nothing is verified yet. */
export interface Note {
  /** What is signed, its last newline included. */
  readonly text: string;
  /** The signature lines in order. */
  readonly signatures: readonly NoteSignature[];
}

/** A verifier key taken apart. */
export interface VerifierKey {
  /** Name of the key. */
  readonly name: string;
  /** The four bytes that identify the key beside its name. */
  readonly keyId: Uint8Array;
  /** The Ed25519 public key, 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** Tells whether a text can name a key: not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note holds no control character but newlines
  return typeof name === "string" && name.isWellFormed() && /^[^\p{Z}\u0000-\u0020\u0085\u007f+]+$/u.test(name);
}

/**
 * Prints a verifier key: `<name>+<key id in hex>+<base64(0x01 || public key)>`.
 *
 * @throws `KEY_INVALID` when the name or the length of the key is not allowed
 */
export function formatVerifierKey(name: string, publicKey: Uint8Array): string {
  if (!isKeyName(name) || !isBytes(publicKey) || publicKey.length !== 32)
    throw new PrivacyError("KEY_INVALID", "not an Ed25519 key with a name");
  const material = concatBytes(new Uint8Array([ED25519]), publicKey);
  return `${name}+${toHex(keyIdOf(name, material))}+${toBase64(material)}`;
}

/**
 * Reads a verifier key; white space around it, as in a file, is ignored.
 *
 * @throws `KEY_INVALID` when it is not an Ed25519 verifier key or its id does not belong to it
 */
export function parseVerifierKey(text: string): VerifierKey {
  if (typeof text !== "string") throw keyInvalid();
  const [name, id, material, ...rest] = splitKey(text.trim());
  if (name === undefined || id === undefined || material === undefined || rest.length > 0 || !isKeyName(name) || !/^[0-9a-f]{8}$/.test(id))
    throw keyInvalid();
  const bytes = quiet(() => fromBase64(material));
  const keyId = fromHex(id);
  if (bytes === undefined || bytes.length !== 33 || bytes[0] !== ED25519 || !equalBytes(keyIdOf(name, bytes), keyId)) throw keyInvalid();
  return { name, keyId, publicKey: bytes.slice(1) };
}

/** Takes a note apart; throws `NOTE_MALFORMED`. */
export function parseNote(note: string | Uint8Array): Note {
  const whole = typeof note === "string" ? note : decode(note);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!whole.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(whole) || !whole.endsWith("\n")) throw malformed();
  const split = whole.lastIndexOf("\n\n");
  if (split < 0) throw malformed();
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw malformed();
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

/**
 * Signs a text as a note with one signature line.
 *
 * @param text - ends with a newline
 * @throws `NOTE_MALFORMED` when the text cannot stand in a note, `KEY_INVALID` for a signer whose verifier key is none
 */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  if (typeof signer?.sign !== "function") throw keyInvalid();
  const { keyId, name } = parseVerifierKey(signer.vkey);
  if (typeof text !== "string" || !text.endsWith("\n")) throw malformed();
  const signature = await signer.sign(utf8(text));
  if (!isBytes(signature)) throw malformed();
  const note = `${text}\n${DASH}${name} ${toBase64(concatBytes(keyId, signature))}\n`;
  if (name !== signer.name || signature.length !== 64 || parseNote(note).text !== text) throw malformed();
  return note;
}

/** What {@link openNote} verified. */
export interface OpenedNote {
  /** What is signed. */
  readonly text: string;
  /** Names of the keys whose signatures are right. */
  readonly signedBy: readonly string[];
  /** Signature lines of keys that are not among the verifiers; they prove nothing. */
  readonly unknown: number;
}

/**
 * Reads a note and verifies every signature of a known key.
 *
 * @throws `NOTE_MALFORMED`; `NOTE_SIGNATURE_INVALID` when a known key's signature is wrong; `NOTE_UNSIGNED` when no known key signed;
 *   `KEY_INVALID` for what are no verifiers
 */
export async function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): Promise<OpenedNote> {
  if (!Array.isArray(verifiers)) throw keyInvalid();
  verifiers.forEach(checkVerifier);
  const { text, signatures } = parseNote(note);
  const message = utf8(text);
  const signedBy: string[] = [];
  let unknown = 0;
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find((known) => known.name === name && equalBytes(known.keyId, keyId));
    if (verifier === undefined) unknown++;
    else if (signature.length === 64 && (await verifier.verify(message, signature))) signedBy.push(name);
    else throw new PrivacyError("NOTE_SIGNATURE_INVALID", "the signature does not belong to the note");
  }
  if (signedBy.length === 0) throw new PrivacyError("NOTE_UNSIGNED", "no known key signed the note", { signatures: signatures.length });
  return { text, signedBy, unknown };
}

/** Refuses what verifies nothing; throws `KEY_INVALID`. */
export function checkVerifier(verifier: NoteVerifier): void {
  if (!isKeyName(verifier?.name) || !isBytes(verifier.keyId) || typeof verifier.verify !== "function") throw keyInvalid();
}

/** First four bytes of `SHA-256(name || 0x0A || type || public key)` (C2SP signed-note). */
function keyIdOf(name: string, material: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(`${name}\n`), material)).slice(0, 4);
}

/** Only the first two plus signs separate: base64 may hold more. */
function splitKey(text: string): string[] {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function parseSignature(line: string): NoteSignature {
  const [name, encoded, ...rest] = line.slice(DASH.length).split(" ");
  if (!line.startsWith(DASH) || name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name)) throw malformed();
  const bytes = quiet(() => fromBase64(encoded));
  if (bytes === undefined || bytes.length < 5) throw malformed();
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function decode(bytes: Uint8Array): string {
  const text = quiet(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  if (text === undefined) throw malformed();
  return text;
}

function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function malformed(): PrivacyError {
  return new PrivacyError("NOTE_MALFORMED", "not a signed note");
}

function keyInvalid(): PrivacyError {
  return new PrivacyError("KEY_INVALID", "not an Ed25519 verifier key");
}
