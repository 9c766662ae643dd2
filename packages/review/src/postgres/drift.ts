/** The declaration in use, held against the approved one. */
import { compareDocuments, type Lock, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "../evidence/bundle.ts";

/**
 * Names the places where the declaration is wider than the lock's document, each once.
 *
 * @throws `DOCUMENT_INVALID`, `DOCUMENT_UNSAFE`
 */
export function driftEvidence(lock: Lock, document: ProcessingDocument): NonNullable<EvidenceBundle["drift"]> {
  const { differences } = compareDocuments(lock.document, document);
  const widened = differences.filter(({ direction }) => direction === "widening").map(({ place }) => place);
  return { approved: lock.sha256, widened: [...new Set(widened)].sort() };
}
