/** Cosignatures (C2SP tlog-cosignature, Ed25519, `cosignature/v1`): what a witness says of a checkpoint, and when. */
import { concatBytes, equalBytes, PrivacyError, toHex, utf8 } from "@favorable/core";
import { isBytes, isCount } from "./coded.ts";
import { checkVerifier, type NoteSignature, type NoteSigner, type NoteVerifier, parseNote, signatureLine } from "./signed-note.ts";
import { keyInvalid, parseCosignerKey } from "./verifier-key.ts";

/** Bytes of a timestamp and of an Ed25519 signature after it. */
const TIME_SIZE = 8;
const SIGNATURE_SIZE = 64;

/** Signs cosignatures: a key of signature type 0x04. `sign` is plain Ed25519 (RFC 8032). */
export interface Cosigner extends NoteSigner {
  /** Tells it from the signer of a log. */
  readonly type: "cosignature/v1";
}

/** Checks cosignatures of one key of signature type 0x04. `verify` is plain Ed25519 (RFC 8032). */
export interface CosignatureVerifier extends NoteVerifier {
  /** Tells it from the verifier of a log. */
  readonly type: "cosignature/v1";
}

/** A cosignature that is right. */
export interface Cosignature {
  /** Name of the cosigner's key. */
  readonly name: string;
  /** The key as `<name>+<key id in hex>`. */
  readonly key: string;
  /** When the cosigner signed, by its own clock: seconds since 1970, UTC. */
  readonly time: number;
}

/** The message that is signed: two lines before the text of the checkpoint (C2SP tlog-cosignature, Ed25519 signed message). */
function messageOf(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/**
 * Cosigns a checkpoint; whether it may is for the caller to have checked.
 *
 * @param note - the checkpoint, signed or only its text
 * @param time - seconds since 1970, UTC, at least 1
 * @returns one signature line, its newline included
 * @throws `KEY_INVALID` for what is no cosigner, `INSTANT_INVALID` for no such time, `NOTE_MALFORMED`
 */
export async function cosign(note: string | Uint8Array, cosigner: Cosigner, time: number): Promise<string> {
  if (cosigner?.type !== "cosignature/v1" || typeof cosigner.sign !== "function") throw keyInvalid();
  const { name, keyId } = parseCosignerKey(cosigner.vkey);
  if (name !== cosigner.name) throw keyInvalid();
  if (!isCount(time) || time < 1) throw new PrivacyError("INSTANT_INVALID", "a cosignature has a time in whole seconds");
  const { text } = parseNote(note);
  const signature = await cosigner.sign(messageOf(text, time));
  if (!isBytes(signature) || signature.length !== SIGNATURE_SIZE) throw new PrivacyError("NOTE_MALFORMED", "not an Ed25519 signature");
  const stamped = new Uint8Array(TIME_SIZE);
  new DataView(stamped.buffer).setBigUint64(0, BigInt(time));
  return signatureLine({ name, keyId, signature: concatBytes(stamped, signature) });
}

/**
 * Verifies every cosignature of a known key on a note; lines of other keys are ignored. Of one key the latest counts.
 *
 * @throws `NOTE_MALFORMED`; `NOTE_SIGNATURE_INVALID` when a known key's cosignature is wrong, has no time or one that no clock tells;
 *   `KEY_INVALID` for what are no verifiers
 */
export async function openCosignatures(note: string | Uint8Array, verifiers: readonly CosignatureVerifier[]): Promise<Cosignature[]> {
  const { text, signatures } = parseNote(note);
  return verifyCosignatures(text, signatures, verifiers);
}

/** The same for signature lines apart from their text, as a witness answers them. */
export async function verifyCosignatures(
  text: string,
  signatures: readonly NoteSignature[],
  verifiers: readonly CosignatureVerifier[],
): Promise<Cosignature[]> {
  if (!Array.isArray(verifiers)) throw keyInvalid();
  for (const verifier of verifiers) {
    checkVerifier(verifier);
    if (verifier.type !== "cosignature/v1") throw keyInvalid();
  }
  const found = new Map<string, Cosignature>();
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find((known) => known.name === name && equalBytes(known.keyId, keyId));
    if (verifier === undefined) continue;
    const time = timeOf(signature);
    if (time === undefined || !(await verifier.verify(messageOf(text, time), signature.slice(TIME_SIZE))))
      throw new PrivacyError("NOTE_SIGNATURE_INVALID", "the cosignature does not belong to the note");
    const key = `${name}+${toHex(keyId)}`;
    if (time > (found.get(key)?.time ?? 0)) found.set(key, { name, key, time });
  }
  return [...found.values()];
}

/** A time beyond 2^53 seconds is none that a clock tells, and would not be kept exactly. */
function timeOf(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_SIZE + SIGNATURE_SIZE) return undefined;
  const time = Number(new DataView(signature.buffer, signature.byteOffset, TIME_SIZE).getBigUint64(0));
  return Number.isSafeInteger(time) && time > 0 ? time : undefined;
}
