/**
 * An append-only, provable and still erasable audit log in C2SP formats: a Merkle log whose entries commit to personal data without
 * holding them. Stores: memory here, PostgreSQL and PGlite in `@favorable/audit/postgres`; keys, export and verification of folders in
 * `@favorable/audit/node`.
 *
 * Codes: `EVENT_INVALID`, `EVENT_TOO_LARGE`, `NOT_CANONICAL`, `INSTANT_INVALID`, `FILTER_INVALID`, `DATE_INVALID`, `AS_OF_FUTURE`,
 * `AGAINST_INVALID`, `EVENTS_INVALID`, `QUERY_INVALID`, `EVIDENCE_INVALID`, `SIEM_INVALID`, `CURSOR_FOREIGN`, `DISCLOSURE_INVALID`, `PART_UNKNOWN`,
 * `PART_ERASED`, `ENTRY_UNKNOWN`, `ENTRY_TOO_LARGE`, `LEAF_INVALID`, `OPENING_INVALID`, `LINES_INVALID`, `BUNDLE_INVALID`, `TILE_INVALID`, `TILE_MISSING`, `HASH_INVALID`, `PROOF_RANGE`,
 * `FRONTIER_INVALID`, `PROOF_MALFORMED`, `PROOF_INVALID`, `NOT_WITNESSED`,
 * `POLICY_INVALID`, `NOTE_MALFORMED`, `NOTE_UNSIGNED`, `NOTE_SIGNATURE_INVALID`, `KEY_INVALID`, `CHECKPOINT_INVALID`,
 * `FOLDER_UNREADABLE`, `ORIGIN_INVALID`, `SIGNER_MISMATCH`, `NO_TRANSACTION`, and from a store `AUDIT_UNAVAILABLE`, `AUDIT_BLOCKED`,
 * `ORIGIN_MISMATCH`, `LOG_NOT_MIGRATED`, `SUBJECT_KEY_MISSING`, `SUBJECT_KEY_INVALID`, `SNAPSHOT_BUSY`, `LOG_CORRUPT`,
 * `AUDIT_UNKNOWN`, `ERASURE_UNAUTHORISED`, `ERASURE_HELD`, `OUTBOX_KEY_INVALID`, `OUTBOX_KEY_MISMATCH`, `OUTBOX_KEY_MISSING`, `SEALER_MISSING`,
 * `SEALER_MISMATCH`, `JOURNAL_CORRUPT`, `JOURNAL_FAILED`.
 * @packageDocumentation
 */

export type { BodySealer, DataKey, SealingOptions } from "./body-sealer.ts";
export {
  type Checkpoint,
  formatCheckpoint,
  isOrigin,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "./checkpoint.ts";
export { commit, type PartOpening, type PartPayload, payloadBytes, SALT_SIZE } from "./commitment.ts";
export {
  type CompletenessEvidence,
  type CountedOperations,
  countedEvidence,
  type SampledOperations,
  sampledEvidence,
  type Traces,
} from "./completeness/completeness.ts";
export { type Cosignature, type CosignatureVerifier, type Cosigner, cosign, openCosignatures } from "./cosignature.ts";
export { type CheckedDisclosure, type DisclosureRequest, disclose, verifyDisclosure } from "./disclosure/disclose.ts";
export { type DisclosedPart, type OpenedEntry, openParts, readOpening } from "./disclosure/opening.ts";
export { type FolderDisclosureRequest, proveFromFolder } from "./disclosure/prove-from-folder.ts";
export type { EncodedEntry, EncodedPart } from "./encode.ts";
export { type AuditEvent, type AuditPart, type ClearFact, checkEvent, MAX_PARTS, type PartRetention } from "./event.ts";
export {
  defineEvents,
  type EventCatalogue,
  type EventDefinition,
  type EventDefinitions,
  type EventInput,
  type GivenPart,
  type PartDefinition,
} from "./event-catalogue.ts";
export { type FallbackLog, type FallbackOptions, withFallback } from "./file/fallback.ts";
export { type FileLog, type FileLogOptions, openFileLog } from "./file/file-log.ts";
export type { JournalFile } from "./file/journal-file.ts";
export { type Frontier, frontier } from "./frontier.ts";
export type { KeptLog } from "./kept-log.ts";
export {
  type KeyStanding,
  type KeyState,
  keyCompromisedEvent,
  keyCreatedEvent,
  keyLostEvent,
  keyRotatedEvent,
  keyState,
} from "./key-events.ts";
export { descriptorRoot, type Leaf, leafText, type PartDescriptor, parseLeaf } from "./leaf.ts";
export { PARTS_IN_LEAF } from "./leaf-form.ts";
export type {
  Appended,
  AuditEntry,
  AuditHealth,
  AuditLog,
  EarlyErasureRequest,
  EntryFilter,
  EntryPart,
  ErasureResult,
  LogSnapshot,
  StoredEntry,
} from "./log.ts";
export { type MemoryLogOptions, memoryLog } from "./memory-log.ts";
export type { MergeTarget } from "./merge-target.ts";
export {
  type ConsistencyClaim,
  consistencyProof,
  emptyRoot,
  type InclusionClaim,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";
export type { LeafRange } from "./merkle-ranges.ts";
export {
  type Access,
  type AccessPage,
  type AccessQuery,
  type AccessReader,
  readAccesses,
  readAllAccesses,
} from "./reading/read-accesses.ts";
export {
  type EarlyErasure,
  type ErasureScope,
  endEvent,
  erasedEarlyEvent,
  holdEvent,
  type PolicyTerms,
  policyEvent,
  releaseEvent,
} from "./retention-events.ts";
export { type SiemLine, type SiemOptions, siemLines } from "./siem/siem-export.ts";
export {
  type Note,
  type NoteSignature,
  type NoteSigner,
  type NoteVerifier,
  type OpenedNote,
  openNote,
  parseNote,
  signNote,
} from "./signed-note.ts";
export { streamedConsistencyProof } from "./streamed-proof.ts";
export {
  type SubtreeConsistencyClaim,
  type SubtreeInclusionClaim,
  subtreeConsistencyProof,
  subtreeInclusionProof,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from "./subtree.ts";
export { type ReadTile, type TileTree, tileTree } from "./tile-tree.ts";
export {
  bundlePath,
  bundlesOf,
  decodeBundle,
  encodeBundle,
  type FilledTile,
  type Tile,
  type TileBuilder,
  tileBuilder,
  tilePath,
  tilesOf,
} from "./tiles.ts";
export { type PolicyMember, parsePolicy, type TlogPolicy, type VerifierFactory, witnessPolicy } from "./tlog-policy.ts";
export {
  type CheckedProof,
  formatTlogProof,
  parseTlogProof,
  type TlogProof,
  verifyTlogProof,
} from "./tlog-proof.ts";
export type { PartVerdict } from "./verdict.ts";
export {
  formatCosignerKey,
  formatVerifierKey,
  isKeyName,
  parseCosignerKey,
  parseVerifierKey,
  type VerifierKey,
} from "./verifier-key.ts";
export type { LogFiles } from "./verify/files.ts";
export type { Finding, LogVerification } from "./verify/findings.ts";
export { bodyOpener, type OpenBodies } from "./verify/sealed-bodies.ts";
export { type VerifyOptions, verifyLog } from "./verify/verify-log.ts";
export { type TlogFinding, type TlogVerification, type VerifyTlogOptions, verifyTlog } from "./verify-tlog.ts";
export { openWitnessed, type WitnessedCheckpoint, type WitnessedOptions } from "./witnessed-checkpoint.ts";
