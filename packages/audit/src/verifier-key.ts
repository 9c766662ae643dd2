/** Verifier keys (C2SP signed-note, Verifier keys): Ed25519 keys of signers (0x01) and of cosigners (0x04, C2SP tlog-cosignature). */
import { concatBytes, equalBytes, fromBase64, fromHex, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { isBytes, quiet } from "./coded.ts";

/** Signature types of C2SP signed-note that are known here. */
const ED25519 = 0x01;
const COSIGNATURE = 0x04;

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
  return format(ED25519, name, publicKey);
}

/** Prints the verifier key of a cosigner such as a witness, of signature type 0x04; throws `KEY_INVALID`. */
export function formatCosignerKey(name: string, publicKey: Uint8Array): string {
  return format(COSIGNATURE, name, publicKey);
}

/**
 * Reads a verifier key; white space around it, as in a file, is ignored.
 *
 * @throws `KEY_INVALID` when it is not an Ed25519 verifier key or its id does not belong to it
 */
export function parseVerifierKey(text: string): VerifierKey {
  return parse(ED25519, text);
}

/** Reads the verifier key of a cosigner, of signature type 0x04; throws `KEY_INVALID`, for a log's key (0x01) too. */
export function parseCosignerKey(text: string): VerifierKey {
  return parse(COSIGNATURE, text);
}

/** True for a well-formed verifier key of a signature type that is not known here: neither 0x01 nor 0x04 (C2SP signed-note). */
export function isForeignKey(text: string): boolean {
  const [name, id, material] = splitKey(text.trim());
  const bytes = material === undefined ? undefined : quiet(() => fromBase64(material));
  if (name === undefined || id === undefined || bytes === undefined || bytes.length < 2 || !isKeyName(name)) return false;
  return bytes[0] !== ED25519 && bytes[0] !== COSIGNATURE && id === toHex(keyIdOf(name, bytes));
}

/** The refusal of what is no verifier key. */
export function keyInvalid(): PrivacyError {
  return new PrivacyError("KEY_INVALID", "not an Ed25519 verifier key");
}

function format(type: number, name: string, publicKey: Uint8Array): string {
  if (!isKeyName(name) || !isBytes(publicKey) || publicKey.length !== 32)
    throw new PrivacyError("KEY_INVALID", "not an Ed25519 key with a name");
  const material = concatBytes(new Uint8Array([type]), publicKey);
  return `${name}+${toHex(keyIdOf(name, material))}+${toBase64(material)}`;
}

function parse(type: number, text: string): VerifierKey {
  if (typeof text !== "string") throw keyInvalid();
  const [name, id, material, ...rest] = splitKey(text.trim());
  if (name === undefined || id === undefined || material === undefined || rest.length > 0 || !isKeyName(name) || !/^[0-9a-f]{8}$/.test(id))
    throw keyInvalid();
  const bytes = quiet(() => fromBase64(material));
  const keyId = fromHex(id);
  if (bytes === undefined || bytes.length !== 33 || bytes[0] !== type || !equalBytes(keyIdOf(name, bytes), keyId)) throw keyInvalid();
  return { name, keyId, publicKey: bytes.slice(1) };
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
