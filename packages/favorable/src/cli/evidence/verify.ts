/** `favorable evidence verify`, and signed evidence for other verbs. */
import { createVerifier } from "@favorable/audit/node";
import { isPrivacyError } from "@favorable/core";
import { type OpenedEvidence, openEvidence } from "@favorable/review";
import { readVkey } from "../audit/inputs.ts";
import { readText } from "../input.ts";
import { lookOf } from "../terminal.ts";
import { accountText } from "./words.ts";

/** Options of the verb. */
export interface VerifyEvidenceOptions {
  readonly key: string;
  readonly logKey?: string | undefined;
  readonly json?: true | undefined;
}

/** Opens signed evidence with a verifier key as text or in a file; throws as `openEvidence`. */
export async function openedEvidence(file: string, { key, logKey }: Omit<VerifyEvidenceOptions, "json">): Promise<OpenedEvidence> {
  return openEvidence(readText(file, "evidence"), {
    verifiers: [createVerifier(readVkey(key))],
    ...(logKey === undefined ? {} : { log: createVerifier(readVkey(logKey)) }),
  });
}

/** Checks a file and prints what it is; returns 0 for genuine evidence, 1 for any other. */
export async function evidenceVerify(file: string, options: VerifyEvidenceOptions): Promise<number> {
  try {
    const opened = await openedEvidence(file, options);
    const { evidence, sha256, signedBy, log } = opened;
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ genuine: true, sha256, signedBy, log, asOf: evidence.asOf, simulated: evidence.simulated, declaration: evidence.declaration }, undefined, 2)}\n`
        : `Genuine.\n${accountText(opened, signedBy.join(", "), lookOf(process.stdout, process.env))}`,
    );
    return 0;
  } catch (error) {
    if (!isPrivacyError(error, "EVIDENCE_REFUSED") && !isPrivacyError(error, "EVIDENCE_INVALID")) throw error;
    const reason = error.code === "EVIDENCE_REFUSED" ? String(error.details["reason"]) : "format";
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ genuine: false, reason }, undefined, 2)}\n` : `NOT GENUINE (${reason}).\n`,
    );
    return 1;
  }
}
