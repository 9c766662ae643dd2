/** That evidence was taken is itself an entry of the log. */
import type { Appended, AuditLog, PartRetention } from "@favorable/audit";
import { type EvidenceReport, readReport } from "./report.ts";
import { reportSha256 } from "./signed.ts";

/** Who took the evidence. */
export interface EvidenceTaker {
  /** Identifier of the account; kept as a part that can be erased. */
  readonly actor: string;
  readonly role?: string;
  /** How long the log keeps the actor. */
  readonly retention: PartRetention;
}

/** The type of the entry: declare it where the log asks for declared types. */
export const EVIDENCE_EVENT_TYPE = "evidence.taken";

/**
 * Appends that evidence was taken: its hash, day, declaration and counts in clear, who took it as a part. Whoever sees the file later can ask the log
 * for it, and a file that was held back is missed.
 *
 * @throws `EVIDENCE_INVALID`; what `append` throws
 */
export async function recordEvidence(log: Pick<AuditLog, "append">, report: EvidenceReport, taker: EvidenceTaker): Promise<Appended> {
  const { evidence, notCollected } = readReport(report);
  const { asOf, simulated, declaration, ...parts } = evidence;
  return log.append({
    type: EVIDENCE_EVENT_TYPE,
    clear: {
      sha256: reportSha256(report),
      asOf,
      simulated,
      parts: Object.values(parts).filter((part) => part !== undefined).length,
      notCollected: notCollected.length,
      ...(declaration === undefined ? {} : { declaration }),
      ...(taker.role === undefined ? {} : { role: taker.role }),
    },
    parts: [{ name: "actor", subject: taker.actor, value: taker.actor, retention: taker.retention }],
  });
}
