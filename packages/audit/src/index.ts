/**
 * An append-only, provable and still erasable audit log in C2SP formats: a Merkle log whose entries commit to personal data without
 * holding them. Stores: memory here, PostgreSQL and PGlite in `@favorable/audit/postgres`; keys, export and verification of folders in
 * `@favorable/audit/node`.
 *
 * Codes: `EVENT_INVALID`, `EVENT_TOO_LARGE`, `NOT_CANONICAL`, `INSTANT_INVALID`, `FILTER_INVALID`, `DATE_INVALID`, `AS_OF_FUTURE`,
 * `ENTRY_TOO_LARGE`, `LEAF_INVALID`, `OPENING_INVALID`, `LINES_INVALID`, `BUNDLE_INVALID`, `TILE_INVALID`, `TILE_MISSING`, `HASH_INVALID`, `PROOF_RANGE`,
 * `FRONTIER_INVALID`, `NOTE_MALFORMED`, `NOTE_UNSIGNED`, `NOTE_SIGNATURE_INVALID`, `KEY_INVALID`, `CHECKPOINT_INVALID`,
 * `FOLDER_UNREADABLE`, `ORIGIN_INVALID`, `SIGNER_MISMATCH`, `NO_TRANSACTION`, and from a store `AUDIT_UNAVAILABLE`, `AUDIT_BLOCKED`,
 * `ORIGIN_MISMATCH`, `LOG_NOT_MIGRATED`, `SUBJECT_KEY_MISSING`, `SUBJECT_KEY_INVALID`, `SNAPSHOT_BUSY`, `LOG_CORRUPT`.
 * @packageDocumentation
 */
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
export { type AuditEvent, type AuditPart, type ClearFact, checkEvent, MAX_PARTS, type PartRetention } from "./event.ts";
export { type Frontier, frontier } from "./frontier.ts";
export { descriptorRoot, type Leaf, leafText, PARTS_IN_LEAF, type PartDescriptor, parseLeaf } from "./leaf.ts";
export type {
  Appended,
  AuditEntry,
  AuditHealth,
  AuditLog,
  EntryFilter,
  EntryPart,
  ErasureResult,
  LogSnapshot,
  StoredEntry,
} from "./log.ts";
export { type MemoryLogOptions, memoryLog } from "./memory-log.ts";
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
export { type ErasureScope, endEvent, holdEvent, type PolicyTerms, policyEvent, releaseEvent } from "./retention-events.ts";
export {
  formatVerifierKey,
  isKeyName,
  type Note,
  type NoteSignature,
  type NoteSigner,
  type NoteVerifier,
  type OpenedNote,
  openNote,
  parseNote,
  parseVerifierKey,
  signNote,
  type VerifierKey,
} from "./signed-note.ts";
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
export type { PartVerdict } from "./verdict.ts";
export type { LogFiles } from "./verify/files.ts";
export type { Finding, LogVerification } from "./verify/findings.ts";
export { type VerifyOptions, verifyLog } from "./verify/verify-log.ts";
