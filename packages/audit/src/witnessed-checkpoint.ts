/** A checkpoint under a policy: signed by a log that is accepted, cosigned by enough witnesses. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { type Cosignature, openCosignatures } from "./cosignature.ts";
import { type NoteVerifier, openNote } from "./signed-note.ts";
import type { TlogPolicy } from "./tlog-policy.ts";

/** What a note is opened with. */
export interface WitnessedOptions {
  /** Keys of the log; by default those of the policy. */
  readonly logs?: readonly NoteVerifier[];
  /** Origin of the log, when it is not the name of its key: `go.sum database tree` is one. */
  readonly origin?: string;
  /** Which witnesses are known, and how many must have cosigned; none by default. */
  readonly policy?: TlogPolicy;
}

/** A checkpoint whose signatures are right. */
export interface WitnessedCheckpoint extends Checkpoint {
  /** The log's keys that signed, as `<name>+<key id in hex>`. */
  readonly signedBy: readonly string[];
  /** The cosignatures of known witnesses. */
  readonly cosignatures: readonly Cosignature[];
  /** True when the policy asks for cosignatures and has them: then they are of somebody else, at the times they say. */
  readonly witnessed: boolean;
  /** The text that was signed. */
  readonly text: string;
}

/**
 * Opens a checkpoint of any log. Signatures of unknown keys are ignored; a wrong one of a known key refuses the note.
 *
 * @throws `NOTE_MALFORMED`, `NOTE_UNSIGNED`, `NOTE_SIGNATURE_INVALID`, `CHECKPOINT_INVALID`, `KEY_INVALID`; `ORIGIN_MISMATCH` for the
 *   checkpoint of another log
 */
export async function openWitnessed(note: string | Uint8Array, options: WitnessedOptions): Promise<WitnessedCheckpoint> {
  const { policy, origin } = options ?? {};
  const logs = options?.logs ?? policy?.logs.map(({ verifier }) => verifier) ?? [];
  const opened = await openNote(note, logs);
  const checkpoint = parseCheckpoint(opened.text);
  const accepted = origin === undefined ? opened.signedBy.includes(checkpoint.origin) : checkpoint.origin === origin;
  if (!accepted) throw new PrivacyError("ORIGIN_MISMATCH", "the checkpoint is of another log");
  const cosignatures = await openCosignatures(note, policy?.witnesses.map(({ verifier }) => verifier) ?? []);
  const met = policy?.isMet(new Set(cosignatures.map(({ key }) => key))) ?? false;
  return { ...checkpoint, signedBy: opened.keys, cosignatures, witnessed: met && cosignatures.length > 0, text: opened.text };
}

/** Opens a checkpoint, or gives the code of what is wrong with it; what a verifier itself throws travels on. */
export async function tryWitnessed(note: string | Uint8Array, options: WitnessedOptions): Promise<WitnessedCheckpoint | string> {
  try {
    return await openWitnessed(note, options);
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  }
}
