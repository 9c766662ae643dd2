/** Proof files (C2SP tlog-proof@v1): an entry's place in a log, its path to the root, and the checkpoint, to be checked offline. */
import { fromBase64, PrivacyError, toBase64 } from "@favorable/core";
import { isBytes, isCount, quiet } from "./coded.ts";
import { areHashes, HASH_SIZE, isHash, verifyInclusion } from "./merkle.ts";
import { parseNote } from "./signed-note.ts";
import { openWitnessed, type WitnessedCheckpoint, type WitnessedOptions } from "./witnessed-checkpoint.ts";

/** First line of a proof file. */
const HEADER = "c2sp.org/tlog-proof@v1";

/** Most hashes of a proof in a tree of at most 2^63 leaves. */
const MAX_HASHES = 63;

/** A proof taken apart; nothing is verified yet. */
export interface TlogProof {
  /** Position of the entry, from 0. */
  readonly index: number;
  /** The inclusion proof (RFC 6962 §2.1.1), lowest hash first. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, as it stands in the file. */
  readonly checkpoint: string;
  /** Data of the application; nothing vouches for them. */
  readonly extra?: Uint8Array;
}

/** What a proof showed. */
export interface CheckedProof extends WitnessedCheckpoint {
  /** Position of the entry, from 0. */
  readonly index: number;
}

/** Prints a proof file; throws `PROOF_MALFORMED` for what cannot stand in one. */
export function formatTlogProof(proof: TlogProof): string {
  const { index, hashes, checkpoint, extra } = proof ?? {};
  if (!isCount(index) || !areHashes(hashes) || hashes.length > MAX_HASHES || (extra !== undefined && !isBytes(extra))) throw malformed(0);
  if (typeof checkpoint !== "string" || quiet(() => parseNote(checkpoint)) === undefined) throw malformed(0);
  const lines = [HEADER, ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`, ...hashes.map(toBase64), ""];
  return `${lines.join("\n")}\n${checkpoint}`;
}

/** Reads a proof file; throws `PROOF_MALFORMED` with the line. */
export function parseTlogProof(file: string | Uint8Array): TlogProof {
  const text = typeof file === "string" ? file : decode(file);
  const end = text.indexOf("\n\n");
  if (end < 0) throw malformed(1);
  const lines = text.slice(0, end).split("\n");
  let at = 0;
  if (lines[at++] !== HEADER) throw malformed(at);
  const extra = lines[at]?.startsWith("extra ") ? base64(lines[at++]?.slice("extra ".length), at) : undefined;
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(lines[at++] ?? "") ?? [];
  const index = Number(digits);
  if (digits === undefined || !isCount(index)) throw malformed(at);
  const hashes = lines.slice(at).map((line, more) => {
    const hash = base64(line, at + more + 1);
    if (hash.length !== HASH_SIZE) throw malformed(at + more + 1);
    return hash;
  });
  const checkpoint = text.slice(end + 2);
  if (hashes.length > MAX_HASHES || quiet(() => parseNote(checkpoint)) === undefined) throw malformed(lines.length + 1);
  return { index, hashes, checkpoint, ...(extra === undefined ? {} : { extra }) };
}

/**
 * Checks a proof file: the checkpoint's signatures, and that the leaf stands where the proof says. Whether enough witnesses cosigned is
 * in the answer (`witnessed`), and demanded by `mustBeWitnessed`.
 *
 * @param leaf - hash of the entry, computed from the entry itself
 * @throws `PROOF_MALFORMED`; `PROOF_INVALID` when the leaf is not in that log at that place; `NOT_WITNESSED`; the codes of the note
 */
export async function verifyTlogProof(
  file: string | Uint8Array | TlogProof,
  leaf: Uint8Array,
  options: WitnessedOptions & { readonly mustBeWitnessed?: boolean },
): Promise<CheckedProof> {
  const proof = typeof file === "string" || isBytes(file) ? parseTlogProof(file) : file;
  const checkpoint = await openWitnessed(proof.checkpoint, options);
  const { index, hashes } = proof;
  if (!isHash(leaf) || !verifyInclusion({ index, size: checkpoint.size, leaf, proof: hashes, root: checkpoint.root }))
    throw new PrivacyError("PROOF_INVALID", "the entry is not in the log at that place");
  if (options.mustBeWitnessed === true && !checkpoint.witnessed)
    throw new PrivacyError("NOT_WITNESSED", "not enough witnesses cosigned the checkpoint", {
      cosignatures: checkpoint.cosignatures.length,
    });
  return { ...checkpoint, index };
}

function decode(bytes: Uint8Array): string {
  const text = quiet(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  if (text === undefined) throw malformed(0);
  return text;
}

function base64(line: string | undefined, at: number): Uint8Array {
  const bytes = quiet(() => fromBase64(line ?? ""));
  if (bytes === undefined) throw malformed(at);
  return bytes;
}

function malformed(line: number): PrivacyError {
  return new PrivacyError("PROOF_MALFORMED", "not a proof file of the form tlog-proof@v1", { line });
}
