/** Asks witnesses for cosignatures (C2SP tlog-witness). */
import { PrivacyError, toHex } from "@favorable/core";
import { parseCheckpoint } from "../checkpoint.ts";
import { isCount } from "../coded.ts";
import { type Cosignature, type CosignatureVerifier, openCosignatures, verifyCosignatures } from "../cosignature.ts";
import { type NoteSignature, parseNote, parseSignatures, signatureLine } from "../signed-note.ts";
import type { TlogPolicy } from "../tlog-policy.ts";
import { formatAddCheckpoint } from "./request.ts";

/** Sends one request; `fetch` of the platform by default. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Gives the consistency proof from a smaller size of the log to the checkpoint's (RFC 6962 §2.1.2): `tileTree(…).consistencyProof`. */
export type ProofFrom = (size: number) => Promise<readonly Uint8Array[]>;

/** What a witness is asked with. */
export interface AskOptions {
  /** Submission prefix of the witness. */
  readonly url: string;
  /** Its key. */
  readonly verifier: CosignatureVerifier;
  /** The signed checkpoint. */
  readonly checkpoint: string;
  /** Proofs from what the witness has seen. */
  readonly proofFrom: ProofFrom;
  /** The size it cosigned last, if known; it says itself when this is wrong. */
  readonly known?: number;
  /** Sends the requests. */
  readonly fetch?: Fetch;
  /** Milliseconds for each request; 10,000 by default. */
  readonly patience?: number;
}

/** A cosignature with its line. */
export interface GivenCosignature extends Cosignature {
  /** The signature line to append to the checkpoint, its newline included. */
  readonly line: string;
}

/** Bytes of an answer that are read. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * Submits a checkpoint to one witness and verifies what it answers. On 409 the witness says which size it knows, and is asked again with
 * a proof from there.
 *
 * @throws `WITNESS_UNREACHABLE`; `WITNESS_AHEAD` (details: `size`) when it has cosigned a larger tree of this log: the log was rolled
 *   back; `WITNESS_REFUSED` (details: `status`): 404 for a log it does not know, 403 for a signature it does not accept, 422 when what it
 *   has seen of the log is no part of this checkpoint; `WITNESS_INVALID` when the answer is no cosignature of its key on this checkpoint
 */
export async function askWitness(options: AskOptions): Promise<GivenCosignature> {
  const { checkpoint, proofFrom } = options;
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  let old = Math.min(options.known ?? 0, size);
  for (let left = 3; left > 0; left--) {
    const proof = old === 0 || old === size ? [] : await proofFrom(old);
    const { status, text } = await post(options, formatAddCheckpoint({ old, proof, checkpoint }));
    if (status === 200) return cosignatureIn(text, options);
    if (status !== 409) throw new PrivacyError("WITNESS_REFUSED", "the witness does not cosign the checkpoint", { status });
    const said = /^(0|[1-9]\d{0,15})\n?$/.test(text) ? Number(text) : Number.NaN;
    if (!isCount(said)) throw invalid();
    if (said > size) throw new PrivacyError("WITNESS_AHEAD", "the witness has cosigned a larger tree of this log", { size: said });
    old = said;
  }
  throw new PrivacyError("WITNESS_REFUSED", "the witness keeps knowing another size", { status: 409 });
}

/** What became of asking all witnesses of a policy. */
export interface WitnessedNote {
  /** The checkpoint with all cosignatures that were given. */
  readonly note: string;
  /** True when they are enough for the policy. */
  readonly met: boolean;
  /** Each witness that has an address: its cosignature's time, or the code of what went wrong. */
  readonly witnesses: readonly { readonly name: string; readonly time?: number; readonly code?: string; readonly details?: unknown }[];
}

/** Asks every witness of a policy that has an address, all at once, and gathers what they give; nothing is thrown for one that fails. */
export async function gatherCosignatures(
  options: Omit<AskOptions, "url" | "verifier" | "known"> & { readonly policy: TlogPolicy },
): Promise<WitnessedNote> {
  const { policy, ...common } = options;
  const asked = policy.witnesses.flatMap(({ verifier, url }) => (url === undefined ? [] : [{ verifier, url }]));
  const answers = await Promise.allSettled(asked.map((one) => askWitness({ ...common, ...one })));
  const lines = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value.line] : []));
  const note = `${withoutLinesOf(common.checkpoint, lines)}${lines.join("")}`;
  const given = await openCosignatures(
    note,
    policy.witnesses.map(({ verifier }) => verifier),
  );
  return {
    note,
    met: policy.isMet(new Set(given.map(({ key }) => key))),
    witnesses: answers.map((one, at) => {
      const name = asked[at]?.verifier.name ?? "";
      if (one.status === "fulfilled") return { name, time: one.value.time };
      const { reason } = one;
      return reason instanceof PrivacyError ? { name, code: reason.code, details: reason.details } : { name, code: "WITNESS_UNREACHABLE" };
    }),
  };
}

/** The note without what the same witnesses gave before: asked again, each stands in it once. */
function withoutLinesOf(note: string, given: readonly string[]): string {
  const keyOf = ({ name, keyId }: NoteSignature): string => `${name}+${toHex(keyId)}`;
  const renewed = new Set(given.flatMap((line) => parseSignatures(line).map(keyOf)));
  const { text, signatures } = parseNote(note);
  if (!signatures.some((one) => renewed.has(keyOf(one)))) return note;
  return `${text}\n${signatures
    .filter((one) => !renewed.has(keyOf(one)))
    .map(signatureLine)
    .join("")}`;
}

async function post({ url, fetch: send = fetch, patience = 10_000 }: AskOptions, body: string): Promise<{ status: number; text: string }> {
  try {
    const headers = { "content-type": "text/plain; charset=utf-8" };
    const signal = AbortSignal.timeout(patience);
    const response = await send(`${url.replace(/\/$/, "")}/add-checkpoint`, { method: "POST", body, headers, signal, redirect: "error" });
    return { status: response.status, text: await shortText(response) };
  } catch {
    // What a network says may hold addresses and paths.
    throw new PrivacyError("WITNESS_UNREACHABLE", "the witness does not answer");
  }
}

async function shortText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; size <= MAX_ANSWER_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return "";
}

/** Lines of keys that are not this witness's are ignored; of several of its own the latest is taken, with its own line. */
async function cosignatureIn(answer: string, { checkpoint, verifier }: AskOptions): Promise<GivenCosignature> {
  let latest: GivenCosignature | undefined;
  try {
    const { text } = parseNote(checkpoint);
    for (const line of parseSignatures(answer)) {
      const [given] = await verifyCosignatures(text, [line], [verifier]);
      if (given !== undefined && given.time > (latest?.time ?? 0)) latest = { ...given, line: signatureLine(line) };
    }
  } catch {
    throw invalid();
  }
  if (latest === undefined) throw invalid();
  return latest;
}

function invalid(): PrivacyError {
  return new PrivacyError("WITNESS_INVALID", "the witness did not answer with a cosignature of its key");
}
