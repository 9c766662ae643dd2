/** The body of `add-checkpoint` (C2SP tlog-witness): the size known before, a consistency proof, a checkpoint. */
import { fromBase64, PrivacyError, toBase64 } from "@favorable/core";
import { isCount, quiet } from "../coded.ts";
import { areHashes, HASH_SIZE } from "../merkle.ts";
import { parseNote } from "../signed-note.ts";

/** Most lines of a consistency proof (C2SP tlog-witness, add-checkpoint). */
export const MAX_PROOF_LINES = 63;

/** What a log submits to a witness. */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last; 0 when it never did. */
  readonly old: number;
  /** Consistency proof (RFC 6962 §2.1.2) from that size; empty from 0. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, as it was sent. */
  readonly checkpoint: string;
}

/** Prints the body; throws `REQUEST_INVALID` for what cannot stand in one. */
export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  if (!isCount(old) || !areHashes(proof) || proof.length > MAX_PROOF_LINES || quiet(() => parseNote(checkpoint)) === undefined)
    throw invalid();
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${checkpoint}`;
}

/** Reads the body as far as it is the protocol's own: the checkpoint is not looked into. Throws `REQUEST_INVALID`. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf("\n\n");
  const [first = "", ...lines] = end < 0 ? [] : body.slice(0, end).split("\n");
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const old = Number(digits);
  if (digits === undefined || !isCount(old) || lines.length > MAX_PROOF_LINES) throw invalid();
  const proof = lines.map((line) => {
    const hash = quiet(() => fromBase64(line));
    if (hash?.length !== HASH_SIZE) throw invalid();
    return hash;
  });
  return { old, proof, checkpoint: body.slice(end + 2) };
}

function invalid(): PrivacyError {
  return new PrivacyError("REQUEST_INVALID", "not the body of add-checkpoint");
}
