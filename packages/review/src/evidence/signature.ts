/** Which evidence was opened here with its signature verified: an object that only looks like it was not. */
import type { EvidenceBundle } from "./bundle.ts";
import { evidenceSha256 } from "./hash.ts";

/** Who answers for evidence, and which state of the audit log it is bound to. */
export interface EvidenceSignature {
  /** Names of the keys that signed it. */
  readonly signedBy: readonly string[];
  /** SHA-256 of the report that was signed, hexadecimal. */
  readonly report: string;
  /** The log's checkpoint in it. `verified`: its own signature was checked as well. */
  readonly log?: { readonly origin: string; readonly size: number; readonly verified: boolean };
}

const opened = new WeakMap<object, { readonly bundle: string; readonly signature: EvidenceSignature }>();

/** Remembers what a signature was verified of. */
export function rememberSignature(report: { readonly evidence: EvidenceBundle }, signature: EvidenceSignature): void {
  opened.set(report, { bundle: evidenceSha256(report.evidence), signature: structuredClone(signature) });
}

/** The signature of a report that was opened here and whose evidence is still what was signed; undefined for any other. */
export function signatureOf(report: { readonly evidence: EvidenceBundle }): EvidenceSignature | undefined {
  const known = opened.get(report);
  return known !== undefined && known.bundle === evidenceSha256(report.evidence) ? known.signature : undefined;
}
