/** `favorable audit checkpoint`: signs what the log is now, and asks witnesses for their word on it. */
import { writeFileSync } from "node:fs";
import { type AuditLog, consistencyProof, leafHash, parseCheckpoint, parseNote, rootOf, type TlogPolicy } from "@favorable/audit";
import { gatherCosignatures, type WitnessedNote } from "@favorable/audit/witness";
import { PrivacyError, utf8 } from "@favorable/core";
import { type DatabaseOptions, withLog } from "./database.ts";
import { readPolicy } from "./inputs.ts";
import { EXIT, entries, instant } from "./words.ts";

/** Options of the verb. */
export interface CheckpointOptions extends DatabaseOptions {
  readonly keyFile: string;
  readonly policy?: string | undefined;
  readonly out?: string | undefined;
}

/** Signs a checkpoint and prints it; returns the exit code. */
export async function auditCheckpoint(options: CheckpointOptions): Promise<number> {
  const policy = readPolicy(options.policy);
  return withLog(options, { keyFile: options.keyFile }, async ({ log }) => {
    const result = policy === undefined ? { note: await log.checkpoint(), met: false, witnesses: [] } : await cosigned(log, policy);
    if (options.out === undefined) process.stdout.write(result.note);
    else writeNew(options.out, result.note);
    const { size } = parseCheckpoint(parseNote(result.note).text);
    process.stderr.write(
      policy === undefined
        ? `Signed: ${entries(size)}. Leave this checkpoint with somebody else; kept here alone it proves nothing.\n`
        : `Signed: ${entries(size)}.\n${told(result)}`,
    );
    return policy === undefined || result.met ? EXIT.intact : EXIT.unwitnessed;
  });
}

/** What became of asking the witnesses, a sentence each. */
export function told({ met, witnesses }: Pick<WitnessedNote, "met" | "witnesses">): string {
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

/** The proofs come from the log under the very checkpoint that is submitted. */
async function cosigned(log: AuditLog, policy: TlogPolicy): Promise<WitnessedNote> {
  return log.snapshot(async ({ checkpoint, groups }) => {
    const hashes: Uint8Array[] = [];
    for await (const group of groups()) for (const { leaf, hash } of group) hashes.push(hash ?? leafHash(utf8(leaf)));
    const { root } = parseCheckpoint(parseNote(checkpoint).text);
    if (!rootOf(hashes).every((byte, at) => byte === root[at]))
      throw new PrivacyError("LOG_CORRUPT", "the entries are not those of the checkpoint");
    return gatherCosignatures({ policy, checkpoint, proofFrom: async (size) => consistencyProof(hashes, size) });
  });
}
