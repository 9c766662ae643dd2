/** What the union does with “the file was destroyed”: it believes nothing but two keys and the checkpoint it has had since the first day. */
import { parseTlogProof, verifyDisclosure } from "@favorable/audit";
import { createVerifier, verifyFolder } from "@favorable/audit/node";
import { isPrivacyError } from "@favorable/core";
import { verifyCertificate } from "@favorable/retention";

/** What the union holds, and what it is shown. */
export interface Claim {
  /** The exported log. */
  readonly log: string;
  readonly logKey: string;
  /** The checkpoint that was left with the union when the campaign began. */
  readonly checkpoint: string;
  readonly certificate: unknown;
  readonly certificateKey: string;
  /** Text of the proof that the log holds the certificate. */
  readonly proof: string;
}

/** What came of it: proved, or the first thing that is not so. */
export type Answer = { readonly proved: true; readonly rows: number } | { readonly proved: false; readonly why: string };

/** Checks a claim of destruction offline. */
export async function checkDestruction(claim: Claim): Promise<Answer> {
  try {
    // The proof's own checkpoint too: the log it was taken from and the log that is shown are one.
    const against = [claim.checkpoint, parseTlogProof(claim.proof).checkpoint];
    const log = await verifyFolder(claim.log, { vkey: claim.logKey, against });
    if (log.verdict !== "intact" || log.witnessed !== "witnessed") return no(`the log is ${log.verdict}, ${log.witnessed}`);
    const key = createVerifier(claim.certificateKey);
    const body = await verifyCertificate(claim.certificate, (name, bytes, signature) => name === key.name && key.verify(bytes, signature));
    const { entry } = await verifyDisclosure(claim.proof, { logs: [createVerifier(claim.logKey)] });
    if (entry.type !== "data.purge-certified" || entry.clear["sha256"] !== sha256Of(claim.certificate))
      return no("the log knows no such certificate");
    const { removable, held, overdue } = body.left;
    if (removable + held + overdue > 0) return no("rows are left");
    return { proved: true, rows: body.evidence.removed };
  } catch (error) {
    if (isPrivacyError(error)) return no([error.code, error.details["reason"]].filter((part) => part !== undefined).join(", "));
    throw error;
  }
}

const no = (why: string): Answer => ({ proved: false, why });

function sha256Of(certificate: unknown): unknown {
  return typeof certificate === "object" && certificate !== null && "sha256" in certificate ? certificate.sha256 : undefined;
}
