/** A bundle of evidence as a file that somebody answers for: canonical JSON, and a signed note (C2SP signed-note) that binds it. */
import { type NoteSigner, type NoteVerifier, openCheckpoint, openNote, parseCheckpoint, parseNote, signNote } from "@favorable/audit";
import { canonicalBytes, canonicalJson, isPrivacyError, type JsonValue, PrivacyError, toBase64, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { type EvidenceReport, readReport } from "./report.ts";
import { rememberSignature } from "./signature.ts";

const FORMAT = "favorable-evidence/1";

/** The file: a report and the note over it. */
export interface SignedEvidence {
  readonly format: typeof FORMAT;
  readonly report: EvidenceReport;
  /** The signed note: format, declaration, day, clock, log, hash, one line each; then the signatures. */
  readonly note: string;
}

/** Evidence whose signature is right. */
export interface OpenedEvidence extends EvidenceReport {
  /** SHA-256 of the canonical JSON of the report, hexadecimal. */
  readonly sha256: string;
  /** Names of the keys that signed it. */
  readonly signedBy: readonly string[];
  /** The log's state that it is bound to. `verified`: the checkpoint's own signature was checked as well. */
  readonly log?: { readonly origin: string; readonly size: number; readonly verified: boolean };
}

/** Whose signatures count. */
export interface OpenEvidenceOptions {
  /** Keys that may sign evidence; one signature of them is enough. */
  readonly verifiers: readonly NoteVerifier[];
  /** The key of the audit log, to check the checkpoint as well. */
  readonly log?: NoteVerifier;
}

/** SHA-256 of the canonical JSON (RFC 8785) of a report, hexadecimal. */
export function reportSha256(report: EvidenceReport): string {
  return toHex(sha256(canonicalBytes(plain(report))));
}

/**
 * Signs a report. The note binds the declaration's hash, the day, whether the clock was simulated, the checkpoint of the log and the hash of
 * everything: none of them can be exchanged. Its first line tells it from any other note that the key may sign.
 *
 * @throws `EVIDENCE_INVALID`, `KEY_INVALID`; `CHECKPOINT_INVALID`, `NOTE_MALFORMED` for a checkpoint that is none
 * @example
 * ```ts
 * import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
 * import { openEvidence, signEvidence } from "@favorable/review";
 *
 * const { vkey, privateKey } = generateKey("hospital.example/evidence");
 * const report = { evidence: { asOf: "2022-03-01", simulated: false }, notCollected: [], limited: [], given: [] };
 * const signed = await signEvidence(report, createSigner(privateKey));
 * const opened = await openEvidence(JSON.stringify(signed), { verifiers: [createVerifier(vkey)] });
 * console.log(`${opened.evidence.asOf}, ${opened.signedBy.join()}`); // 2022-03-01, hospital.example/evidence
 * ```
 */
export async function signEvidence(report: EvidenceReport, signer: NoteSigner): Promise<SignedEvidence> {
  const copy = readReport(plain(report));
  return { format: FORMAT, report: copy, note: await signNote(noteText(copy), signer) };
}

/** Prints signed evidence as a file: canonical JSON (RFC 8785) and a newline. */
export function evidenceText(signed: SignedEvidence): string {
  return `${canonicalJson(plain(signed))}\n`;
}

/** Whether parsed JSON claims to be signed evidence; nothing is verified. */
export function isSignedEvidence(value: unknown): boolean {
  return typeof value === "object" && value !== null && "format" in value && value.format === FORMAT;
}

/**
 * Opens signed evidence: checks the signature, that the note says what the report says, and the log's checkpoint where its key is given. Give the
 * result itself to `review`: a copy of it, or the bundle in it, is evidence that nobody signed.
 *
 * @param given - the file's text, or its parsed JSON
 * @throws `EVIDENCE_REFUSED` with a `reason`: `format`, `key` (no known key signed it), `signature`, `altered` (the report is not the one that
 *   was signed), `checkpoint`; `EVIDENCE_INVALID` for a report of another form, `KEY_INVALID` for what is no verifier
 */
export async function openEvidence(given: unknown, options: OpenEvidenceOptions): Promise<OpenedEvidence> {
  const value = typeof given === "string" ? parsed(given) : given;
  if (!isSignedEvidence(value)) throw refused("format");
  const { report: stated, note, ...rest } = value as Partial<SignedEvidence>;
  if (typeof note !== "string" || Object.keys(rest).join() !== "format") throw refused("format");
  const { text, signedBy } = await opened(note, options.verifiers);
  const report = readReport(stated);
  if (text !== textOf(report)) throw refused("altered");
  const log = await checkpointOf(report, options.log);
  const signature = { signedBy, ...(log === undefined ? {} : { log }) };
  const result: OpenedEvidence = { ...report, sha256: reportSha256(report), ...signature };
  rememberSignature(result, { report: result.sha256, ...signature });
  return result;
}

/** Six lines; a log's checkpoint has a size in its second, so that neither can be taken for the other. */
function noteText(report: EvidenceReport): string {
  const { evidence, checkpoint } = report;
  const log = checkpoint === undefined ? undefined : parseCheckpoint(parseNote(checkpoint).text);
  return `${[
    FORMAT,
    `declaration ${evidence.declaration ?? "none"}`,
    `as-of ${evidence.asOf}`,
    `clock ${evidence.simulated ? "simulated" : "live"}`,
    log === undefined ? "log none" : `log ${log.size} ${toBase64(log.root)} ${log.origin}`,
    `sha256 ${reportSha256(report)}`,
  ].join("\n")}\n`;
}

function textOf(report: EvidenceReport): string | undefined {
  try {
    return noteText(report);
  } catch (error) {
    if (isPrivacyError(error)) return undefined; // A checkpoint that is none was not what was signed.
    throw error;
  }
}

async function opened(note: string, verifiers: readonly NoteVerifier[]): Promise<{ text: string; signedBy: readonly string[] }> {
  try {
    return await openNote(note, verifiers);
  } catch (error) {
    if (isPrivacyError(error, "NOTE_UNSIGNED")) throw refused("key");
    if (isPrivacyError(error, "NOTE_SIGNATURE_INVALID")) throw refused("signature");
    throw isPrivacyError(error, "NOTE_MALFORMED") ? refused("format") : error;
  }
}

async function checkpointOf({ checkpoint }: EvidenceReport, key: NoteVerifier | undefined): Promise<OpenedEvidence["log"]> {
  if (checkpoint === undefined) {
    if (key !== undefined) throw refused("checkpoint");
    return undefined;
  }
  if (key === undefined) {
    const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
    return { origin, size, verified: false };
  }
  try {
    const { origin, size } = await openCheckpoint(checkpoint, key);
    return { origin, size, verified: true };
  } catch (error) {
    throw isPrivacyError(error, "KEY_INVALID") ? error : refused("checkpoint");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("format");
  }
}

/** The copy drops what JSON cannot hold; an interface has no index signature. */
function plain(value: object): JsonValue & object {
  return JSON.parse(JSON.stringify(value)) as JsonValue & object;
}

function refused(reason: string): PrivacyError {
  return new PrivacyError("EVIDENCE_REFUSED", `the evidence is refused: ${reason}`, { reason });
}
