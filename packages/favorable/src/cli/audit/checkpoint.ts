/** `favorable audit checkpoint`: signs what the log is now, and asks witnesses for their word on it. */
import { writeFileSync } from "node:fs";
import {
  type AuditLog,
  frontier,
  type LogSnapshot,
  leafHash,
  parseCheckpoint,
  parseNote,
  streamedConsistencyProof,
  type TlogPolicy,
} from "@favorable/audit";
import { gatherCosignatures, type WitnessedNote } from "@favorable/audit/witness";
import { equalBytes, PrivacyError, utf8 } from "@favorable/core";
import { type DatabaseOptions, withLog } from "./database.ts";
import { readPolicy } from "./inputs.ts";
import { type Progress, progressOn } from "./progress.ts";
import { answer, EXIT, entries, instant, type JsonOption } from "./words.ts";

/** Options of the verb. */
export interface CheckpointOptions extends DatabaseOptions, JsonOption {
  readonly keyFile: string;
  readonly policy?: string | undefined;
  readonly out?: string | undefined;
}

/** Signs a checkpoint and prints it; returns the exit code. */
export async function auditCheckpoint(options: CheckpointOptions): Promise<number> {
  const policy = readPolicy(options.policy);
  return withLog(options, { keyFile: options.keyFile }, async ({ log }) => {
    const progress = progressOn(process.stderr, "reading");
    const cosigning = policy === undefined ? signed(log) : cosigned(log, policy, progress);
    const { note, ...asked } = await cosigning.finally(() => progress.done());
    const { size } = parseCheckpoint(parseNote(note).text);
    if (options.out !== undefined) writeNew(options.out, note);
    const code = policy === undefined || asked.met === true ? EXIT.intact : EXIT.unwitnessed;
    return answer(options, code, { origin: log.origin, size, ...asked, ...whereTo(options.out, note) }, () => {
      if (options.out === undefined) process.stdout.write(note);
      process.stderr.write(
        asked.met === undefined
          ? `Signed: ${entries(size)}. Leave this checkpoint with somebody else; kept here alone it proves nothing.\n`
          : `Signed: ${entries(size)}.\n${told(asked)}`,
      );
    });
  });
}

/** What a verb that signs says as JSON: the checkpoint, and the new file it went to where one was named. */
export function whereTo(out: string | undefined, checkpoint: string): { readonly checkpoint: string; readonly file?: string } {
  return { checkpoint, ...(out === undefined ? {} : { file: out }) };
}

/** What became of asking the witnesses, a sentence each. */
export function told({ met, witnesses }: { readonly met: boolean; readonly witnesses: WitnessedNote["witnesses"] }): string {
  const lines = witnesses.map(({ name, time, code }) =>
    time === undefined ? `${name} did not cosign (${code}).` : `${name} cosigned at ${instant(time)}.`,
  );
  return `${[...lines, met ? "Enough for the policy." : "Not enough for the policy."].join("\n")}\n`;
}

/** Writes a file that is not there yet. */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch {
    throw new PrivacyError("FILE_UNWRITABLE", "the file must be a new one that can be written", { file });
  }
}

async function signed(log: AuditLog): Promise<{ readonly note: string; readonly met?: undefined }> {
  return { note: await log.checkpoint() };
}

/** The proofs come from the log under the very checkpoint that is submitted; leaves are read as they are needed, bodies never. */
async function cosigned(log: AuditLog, policy: TlogPolicy, progress: Progress): Promise<WitnessedNote> {
  return log.snapshot(async (snapshot) => {
    const { checkpoint, size } = snapshot;
    const tree = frontier();
    for await (const hash of leafHashes(snapshot)) {
      tree.append(hash);
      progress.at(tree.size, size);
    }
    if (!equalBytes(tree.root(), parseCheckpoint(parseNote(checkpoint).text).root))
      throw new PrivacyError("LOG_CORRUPT", "the entries are not those of the checkpoint");
    // One connection reads one proof after the other.
    let last: Promise<unknown> = Promise.resolve();
    const proofFrom = (from: number): Promise<readonly Uint8Array[]> => {
      const proof = last.then(() => streamedConsistencyProof(leafHashes(snapshot), from, size));
      last = proof.catch(() => undefined);
      return proof;
    };
    return gatherCosignatures({ policy, checkpoint, proofFrom });
  });
}

async function* leafHashes({ groups }: LogSnapshot): AsyncGenerator<Uint8Array> {
  for await (const group of groups({ bodies: false })) for (const { leaf, hash } of group) yield hash ?? leafHash(utf8(leaf));
}
