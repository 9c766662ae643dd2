/** That rights were attested: an entry of the log, with what is to be revoked. */
import type { Appended, AuditEntry, AuditLog } from "@favorable/audit";
import { canonicalJson } from "@favorable/core";
import type { LogReader } from "../entry.ts";
import { type AnsweredAttestation, type Attestation, assertAnswered, attestationHash, type Decision } from "./attestation.ts";

/** A right to take away. */
export interface Revocation {
  readonly actor: string;
  readonly role: string;
}

/** What an attestation asks to be taken away. */
export function revocationsOf({ attestation, answer }: AnsweredAttestation): readonly Revocation[] {
  assertAnswered({ attestation, answer });
  return attestation.rows.flatMap(({ actor, role }, row) => (answer.decisions[row] === "revoke" ? [{ actor, role }] : []));
}

/**
 * Appends the attestation: counts in clear; the reviewer, the hash of what was signed with the decisions, and each revocation as parts, so that they
 * can be erased when their period is over.
 *
 * @throws `ATTESTATION_MISMATCH`, `DECISION_MISSING`, `ATTESTATION_INVALID` when the reader is not the reviewer; what `append` throws
 * @returns the entry's identifier, and what is to be revoked
 */
export async function recordAttestation(
  log: AuditLog,
  answered: AnsweredAttestation,
  { role, purpose, retention }: Omit<LogReader, "actor">,
): Promise<Appended & { readonly revocations: readonly Revocation[] }> {
  const { attestation, answer } = answered;
  const revocations = revocationsOf(answered);
  const { reviewer: actor, rows, from, below } = attestation;
  const { id } = await log.append({
    type: "access.attested",
    clear: { role, purpose, from, below, rows: rows.length, revoked: revocations.length },
    parts: [
      { name: "actor", subject: actor, value: actor, retention },
      { name: "attested", value: { sha256: answer.attestation, decisions: [...answer.decisions] }, retention },
      ...revocations.map((one) => ({ name: "revoked", subject: one.actor, value: one.role, retention })),
    ],
  });
  return { id, revocations };
}

/** Whether an entry records this very attestation with these decisions; false once its parts are erased. */
export function isRecordOf(entry: AuditEntry, attestation: Attestation, decisions: readonly Decision[]): boolean {
  const value = entry.parts.find(({ name, present }) => present && name === "attested")?.value;
  const recorded = canonicalJson({ sha256: attestationHash(attestation), decisions: [...decisions] });
  return entry.type === "access.attested" && value !== undefined && canonicalJson(value) === recorded;
}
