/** Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log, signed as a note. */
import { fromBase64, isPrivacyError, PrivacyError, toBase64 } from "@favorable/core";
import { isBytes, isCount } from "./coded.ts";
import { HASH_SIZE } from "./merkle.ts";
import { type NoteSigner, type NoteVerifier, openNote, signNote } from "./signed-note.ts";

/** What a log commits to: everything it holds, in one hash. */
export interface Checkpoint {
  /** Identity of the log, such as `hospital.example/audit`. */
  readonly origin: string;
  /** Entries in the log, up to 2^53 − 1; C2SP allows 2^63 − 1, and a checkpoint of more entries than can be told apart here is refused. */
  readonly size: number;
  /** Root of the Merkle tree over them, 32 bytes. */
  readonly root: Uint8Array;
}

/** The text that is signed: three lines. Throws `CHECKPOINT_INVALID`. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint ?? {};
  if (!isOrigin(origin) || !isCount(size) || !isBytes(root) || root.length !== HASH_SIZE) throw invalid();
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint; extension lines are allowed and ignored. Throws `CHECKPOINT_INVALID`. */
export function parseCheckpoint(text: string): Checkpoint {
  if (typeof text !== "string") throw invalid();
  const lines = text.split("\n");
  const [origin, size, root] = lines;
  if (lines.pop() !== "" || lines.includes("") || origin === undefined || size === undefined || root === undefined) throw invalid();
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw invalid();
  try {
    const bytes = fromBase64(root);
    if (bytes.length === HASH_SIZE) return { origin, size: Number(size), root: bytes };
  } catch (error) {
    if (!isPrivacyError(error, "BASE64_INVALID")) throw error;
  }
  throw invalid();
}

/** Signs a checkpoint as a note; throws `CHECKPOINT_INVALID`, `KEY_INVALID`. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), signer);
}

/** A checkpoint whose signature is right. */
export interface OpenedCheckpoint extends Checkpoint {
  /** Signature lines of keys that are not the verifier's, such as a witness's. */
  readonly unknownSignatures: number;
}

/**
 * Reads a signed checkpoint and verifies its signature.
 *
 * @throws `NOTE_MALFORMED`, `NOTE_SIGNATURE_INVALID`, `NOTE_UNSIGNED`, `CHECKPOINT_INVALID`; `KEY_INVALID` for what is no verifier
 */
export async function openCheckpoint(note: string | Uint8Array, verifier: NoteVerifier): Promise<OpenedCheckpoint> {
  const { text, unknown } = await openNote(note, [verifier]);
  return { ...parseCheckpoint(text), unknownSignatures: unknown };
}

/** Tells whether a text can name a log: one line without spaces or plus (the recommendation of tlog-checkpoint, made a rule). */
export function isOrigin(text: string): boolean {
  return typeof text === "string" && text.length <= 200 && text.isWellFormed() && /^[^\p{Z}\p{Cc}+]+$/u.test(text);
}

function invalid(): PrivacyError {
  return new PrivacyError("CHECKPOINT_INVALID", "not a checkpoint: origin, size and root, one a line");
}
