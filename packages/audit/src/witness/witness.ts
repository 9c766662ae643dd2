/** A witness (C2SP tlog-witness): cosigns what extends all it has seen of a log, and nothing else. */
import { type Clock, equalBytes, fromBase64, isPrivacyError, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Checkpoint, parseCheckpoint } from "../checkpoint.ts";
import { type Cosigner, cosign } from "../cosignature.ts";
import { emptyRoot, verifyConsistency } from "../merkle.ts";
import { checkClock, presentOf } from "../present.ts";
import { checkVerifiers, type NoteVerifier, openNote, parseNote, signatureLine } from "../signed-note.ts";
import { keyInvalid, parseCosignerKey } from "../verifier-key.ts";
import { type AddCheckpoint, parseAddCheckpoint } from "./request.ts";
import type { WitnessRecord, WitnessState } from "./state.ts";

/** A log that is watched over. */
export interface WitnessedLog {
  /** Keys that sign its checkpoints. */
  readonly verifiers: readonly NoteVerifier[];
  /** First line of its checkpoints; by default the name of its first key. */
  readonly origin?: string;
}

/** What a witness is made of. */
export interface WitnessOptions {
  /** Signs cosignatures. */
  readonly cosigner: Cosigner;
  /** The logs it watches over; all others are refused. */
  readonly logs: readonly WitnessedLog[];
  /** What it remembers. */
  readonly state: WitnessState;
  /** Gives the times of cosignatures. */
  readonly clock: Clock;
  /** Told of a checkpoint that a known log signed and that no log can have beside what was seen of it: evidence of a fork. */
  readonly onContradiction?: (evidence: { readonly origin: string; readonly note: string; readonly last: WitnessRecord }) => void;
}

/** The answer to one request: a status of HTTP and a body. */
export interface WitnessAnswer {
  /** 200, 400, 403, 404, 409 or 422 (C2SP tlog-witness); 503 when too many requests race. */
  readonly status: number;
  /** Signature lines, the size known, or what was wrong. */
  readonly body: string;
}

/** A witness. */
export interface Witness {
  /** Answers `add-checkpoint`. */
  addCheckpoint(body: string): Promise<WitnessAnswer>;
  /** The last checkpoint cosigned of the log whose origin has this SHA-256 (lower-case hexadecimal). */
  checkpoint(originHash: string): Promise<string | undefined>;
}

/** Racing requests are tried again this often. */
const ATTEMPTS = 4;

/**
 * Makes a witness.
 *
 * @throws `KEY_INVALID` for what is no cosigner or verifier, `INSTANT_INVALID` for no clock, `ORIGIN_INVALID` for a log named twice
 */
export function createWitness(options: WitnessOptions): Witness {
  const { cosigner, logs, state, clock, onContradiction } = options ?? {};
  checkClock(clock);
  if (parseCosignerKey(cosigner?.vkey).name !== cosigner.name) throw keyInvalid();
  const known = new Map<string, readonly NoteVerifier[]>();
  const hashes = new Map<string, string>();
  for (const { verifiers, origin = verifiers[0]?.name ?? "" } of logs) {
    checkVerifiers(verifiers);
    if (origin === "" || known.has(origin)) throw new PrivacyError("ORIGIN_INVALID", "a log has one origin, and stands once in the list");
    known.set(origin, verifiers);
    hashes.set(toHex(sha256(utf8(origin))), origin);
  }

  return {
    async addCheckpoint(body) {
      const request = await attempt(() => parseAddCheckpoint(body));
      const checkpoint = request && (await attempt(() => parseCheckpoint(textOf(request.checkpoint))));
      if (request === undefined || checkpoint === undefined) return answer(400, "not the body of add-checkpoint");
      const verifiers = known.get(checkpoint.origin);
      if (verifiers === undefined) return answer(404, "unknown log");
      const signed = await attempt(() => openNote(request.checkpoint, verifiers));
      if (signed === undefined) return answer(403, "no valid signature of the log");
      if (request.old > checkpoint.size) return answer(400, "the old size is above the checkpoint's");
      const note = onlyLines(request.checkpoint, new Set(signed.keys));
      for (let left = ATTEMPTS; left > 0; left--) {
        const before = await state.read(checkpoint.origin);
        const refusal = judge(request, checkpoint, before, note);
        if (refusal !== undefined) return refusal;
        const line = await cosign(note, cosigner, Math.floor(Date.parse(presentOf(clock)) / 1000));
        const after = { size: checkpoint.size, root: toBase64(checkpoint.root), note: `${note}${line}` };
        if (await state.swap(checkpoint.origin, before, after)) return answer(200, line);
      }
      return answer(503, "too many requests at once");
    },
    async checkpoint(originHash) {
      const origin = hashes.get(originHash);
      return origin === undefined ? undefined : (await state.read(origin))?.note;
    },
  };

  /** The order of the checks is that of the specification. */
  function judge(request: AddCheckpoint, checkpoint: Checkpoint, last: WitnessRecord | undefined, note: string): WitnessAnswer | undefined {
    const { origin, size, root } = checkpoint;
    if (request.old !== (last?.size ?? 0)) {
      // A smaller checkpoint accuses nobody: it may be one that was signed before, sent late or by somebody else.
      return answer(409, `${last?.size ?? 0}`);
    }
    const contradiction = (said: string): WitnessAnswer => {
      if (last !== undefined) onContradiction?.({ origin, note, last });
      return answer(422, said);
    };
    if (size === 0 && !equalBytes(root, emptyRoot())) return contradiction("not the root of the empty tree");
    if (request.old === 0) {
      return request.proof.length === 0 ? undefined : answer(422, "no proof leads from the empty tree");
    }
    const claim = { from: request.old, to: size, fromRoot: fromBase64(last?.root ?? ""), toRoot: root, proof: request.proof };
    if (verifyConsistency(claim)) return undefined;
    // A proof that was not sent or is damaged accuses nobody; another root at the same size does.
    return request.old === size && !equalBytes(claim.fromRoot, root)
      ? contradiction("another root at this size")
      : answer(422, "the consistency proof is wrong");
  }
}

/** The text of a note whose signatures may be anything: that they are none is said by another status. */
function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf("\n\n") + 1);
}

/** The note with the signature lines of some keys only: what is remembered and served holds nothing unverified. */
function onlyLines(note: string, keys: ReadonlySet<string>): string {
  const { text, signatures } = parseNote(note);
  const lines = signatures.filter(({ name, keyId }) => keys.has(`${name}+${toHex(keyId)}`)).map(signatureLine);
  return `${text}\n${lines.join("")}`;
}

function answer(status: number, said: string): WitnessAnswer {
  return { status, body: said.endsWith("\n") ? said : `${said}\n` };
}

/** What a step gives, or undefined where it refuses its input; other failures are the machine's and travel. */
async function attempt<T>(step: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (isPrivacyError(error)) return undefined;
    throw error;
  }
}
