/** Signed notes and verifier keys (C2SP signed-note): a text, and signature lines by named keys. Ed25519 only (type 0x01). */
import { concatBytes, equalBytes, fromBase64, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { isBytes, quiet } from "./coded.ts";
import { isKeyName, keyInvalid, parseVerifierKey } from "./verifier-key.ts";

export { formatVerifierKey, parseVerifierKey } from "./verifier-key.ts";

/** Most signature lines of a note; readers must take at least 16 (C2SP signed-note, Format), and the reader of Go takes 100. */
const MAX_SIGNATURES = 100;
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

/** Takes a note apart; throws `NOTE_MALFORMED`. */
export function parseNote(note: string | Uint8Array): Note {
  const whole = typeof note === "string" ? note : decode(note);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!whole.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(whole) || !whole.endsWith("\n")) throw malformed();
  const split = whole.lastIndexOf("\n\n");
  if (split < 0) throw malformed();
  return { text: whole.slice(0, split + 1), signatures: parseSignatures(whole.slice(split + 2)) };
}

/** Reads signature lines, each with its newline, as a witness answers them; throws `NOTE_MALFORMED`. */
export function parseSignatures(text: string): NoteSignature[] {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length === 0 || lines.length > MAX_SIGNATURES) throw malformed();
  return lines.map(parseSignature);
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
  const note = `${text}\n${signatureLine({ name, keyId, signature })}`;
  if (name !== signer.name || signature.length !== 64 || parseNote(note).text !== text) throw malformed();
  return note;
}

/** What {@link openNote} verified. */
export interface OpenedNote {
  /** What is signed. */
  readonly text: string;
  /** Names of the keys whose signatures are right, each once. */
  readonly signedBy: readonly string[];
  /** The same keys as `<name>+<key id in hex>`. */
  readonly keys: readonly string[];
  /** Signature lines of keys that are not among the verifiers; they prove nothing. */
  readonly unknown: number;
}

/**
 * Reads a note and verifies every signature of a known key.
 *
 * @throws `NOTE_MALFORMED`; `NOTE_SIGNATURE_INVALID` when a known key's signature is wrong; `NOTE_UNSIGNED` when no known key signed;
 *   `KEY_INVALID` for what are no verifiers, or one twice
 */
export async function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): Promise<OpenedNote> {
  checkVerifiers(verifiers);
  const { text, signatures } = parseNote(note);
  const message = utf8(text);
  const keys = new Map<string, string>();
  let unknown = 0;
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find((known) => known.name === name && equalBytes(known.keyId, keyId));
    if (verifier === undefined) unknown++;
    else if (signature.length === 64 && (await verifier.verify(message, signature))) keys.set(`${name}+${toHex(keyId)}`, name);
    else throw new PrivacyError("NOTE_SIGNATURE_INVALID", "the signature does not belong to the note");
  }
  if (keys.size === 0) throw new PrivacyError("NOTE_UNSIGNED", "no known key signed the note", { signatures: signatures.length });
  return { text, signedBy: [...new Set(keys.values())], keys: [...keys.keys()], unknown };
}

/** Refuses what are no verifiers, and one that is given twice: which of them speaks would be open. Throws `KEY_INVALID`. */
export function checkVerifiers(verifiers: readonly NoteVerifier[]): void {
  if (!Array.isArray(verifiers)) throw keyInvalid();
  verifiers.forEach(checkVerifier);
  if (new Set(verifiers.map(({ name, keyId }) => `${name}+${toHex(keyId)}`)).size < verifiers.length) throw keyInvalid();
}

/** Refuses what verifies nothing; throws `KEY_INVALID`. */
export function checkVerifier(verifier: NoteVerifier): void {
  if (!isKeyName(verifier?.name) || !isBytes(verifier.keyId) || typeof verifier.verify !== "function") throw keyInvalid();
}

/** Prints a signature line. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `${DASH}${name} ${toBase64(concatBytes(keyId, signature))}\n`;
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

function malformed(): PrivacyError {
  return new PrivacyError("NOTE_MALFORMED", "not a signed note");
}
