/** Ed25519 keys of node:crypto as signers and verifiers of notes. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { concatBytes, fromBase64, PrivacyError, toBase64, toHex } from "@favorable/core";
import { formatVerifierKey, type NoteSigner, type NoteVerifier, parseVerifierKey } from "../signed-note.ts";

/** DER before an Ed25519 seed (RFC 8410 §7) and before an Ed25519 public key (§4). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const PREFIX = "PRIVATE+KEY+";

/** A key pair in the text forms of signed notes. */
export interface NoteKey {
  /** For everybody: `<name>+<id>+<base64>`. */
  readonly vkey: string;
  /** Secret: `PRIVATE+KEY+<name>+<id>+<base64>`, the form of Go's `sumdb/note`. */
  readonly privateKey: string;
}

/**
 * Makes a new key.
 *
 * @param name - the origin of the log it is for
 * @throws `KEY_INVALID` when the name is empty or holds a space, a plus or a control character
 * @example
 * ```ts
 * import { generateKey } from "@favorable/audit/node";
 *
 * const { vkey } = generateKey("hospital.example/audit");
 * console.log(vkey.split("+")[0]); // hospital.example/audit
 * ```
 */
export function generateKey(name: string): NoteKey {
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" }).subarray(PKCS8.length));
  const vkey = formatVerifierKey(name, publicKeyOf(privateKey));
  const { keyId } = parseVerifierKey(vkey);
  return { vkey, privateKey: `${PREFIX}${name}+${toHex(keyId)}+${toBase64(concatBytes(new Uint8Array([1]), seed))}` };
}

/**
 * Makes the signer of a private key.
 *
 * @param privateKey - the text that {@link generateKey} or Go's `note.GenerateKey` gave; white space around it is ignored
 * @throws `KEY_INVALID`
 */
export function createSigner(privateKey: string): NoteSigner {
  if (typeof privateKey !== "string") throw keyInvalid();
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(privateKey.trim());
  const [, name = "", id = "", material = ""] = match ?? [];
  const bytes = readBase64(material);
  if (match === null || bytes.length !== 33 || bytes[0] !== 1) throw keyInvalid();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(1)]), format: "der", type: "pkcs8" });
  const vkey = formatVerifierKey(name, publicKeyOf(key));
  if (toHex(parseVerifierKey(vkey).keyId) !== id) throw keyInvalid();
  return { name, vkey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** Makes the verifier of a verifier key; throws `KEY_INVALID`. */
export function createVerifier(vkey: string): NoteVerifier {
  const { name, keyId, publicKey } = parseVerifierKey(vkey);
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
  return { name, keyId, verify: (message, signature) => verify(null, message, key, signature) };
}

function publicKeyOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(SPKI.length));
}

function readBase64(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw keyInvalid();
  }
}

function keyInvalid(): PrivacyError {
  return new PrivacyError("KEY_INVALID", "not an Ed25519 private key in the form of signed notes");
}
