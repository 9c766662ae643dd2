/**
 * Retention policies in calendar periods: floor and cap, phases, events that end later, what a day means for a row, and what may be
 * amended. Holds, expiry at read and sweeps on PostgreSQL: `@favorable/retention/postgres`.
 *
 * Codes: `POLICY_INVALID` (details: `paths`), `START_MISSING`, `DATE_INVALID`, `CERTIFICATE_INVALID`, `AMENDMENT_INVALID` (details: `reason`),
 * `AMENDMENT_UNAPPROVED` (details: `policy`, `version`, `places`), `POLICY_NOT_IN_FORCE`.
 * Of secondary copies and the erasure ledger: `COPY_INVALID` (details: `paths`), `EVIDENCE_REFUSED` (details: `reason`), `LEDGER_INVALID`.
 * @packageDocumentation
 */
export { type Amendment, type Approval, amend } from "./amend.ts";
export type { FinalAction, RetentionArchive, RetentionArchiveDefinition } from "./archive.ts";
export type { RetentionBasis, RetentionBound } from "./bound.ts";
export { activeUntil, boundsOf, deletableFrom, type LastDay, lastDay, type RetentionBounds } from "./bounds.ts";
export {
  type CertificateSigner,
  type CertificateVerifier,
  type CertifiedLevel,
  PLACES,
  type Place,
  type PurgeCertificate,
  type PurgeCertificateBody,
  verifyCertificate,
} from "./certificate.ts";
export { type DatedPolicy, datedPolicies, type PolicyChain, policyOn } from "./chain.ts";
export { type BackupInventory, type KeyDestruction, rotatedCopies, shreddedCopies } from "./copies/backups.ts";
export { assertEnds, type CopyCount, type CopyEvidence } from "./copies/evidence.ts";
export { type CopyFinding, type CopyFindingCode, copyFindings } from "./copies/findings.ts";
export { type ObjectStore, type ObjectVersion, objectCopies } from "./copies/object-storage.ts";
export {
  type CopyDays,
  type CopyObligation,
  type CopyObligationDefinition,
  type CopyStart,
  type CopySystem,
  copyDays,
  defineCopy,
} from "./copies/obligation.ts";
export { type CopyAnswer, type CopyConnector, type CopyPending, type CopyState, type CopyTask, copyState } from "./copies/task.ts";
export { isVisible, judge, type RetentionVerdict } from "./due.ts";
export { findingsOf, type RetentionDependency, type RetentionFinding, type RetentionFindingCode } from "./findings.ts";
export type { CheckpointEntry, HoldEntry, LedgerEntry, LogPosition, ReleasedEntry, RestoredEntry, Tombstone } from "./ledger/entry.ts";
export { type ErasureLedger, type ErasureLedgerOptions, erasureLedger, type LedgerState, ledgerState } from "./ledger/ledger.ts";
export { type ErasureStore, memoryErasureStore } from "./ledger/store.ts";
export { phaseOn, type RetentionPhase } from "./phase.ts";
export { definePolicy, finalAction, type RetentionAction, type RetentionPolicy, type RetentionPolicyDefinition } from "./policy.ts";
export type { RetainedRow } from "./row.ts";
export type { ArchiveStart, RetentionStart } from "./start.ts";
export { archiveStartOf, type RetentionEvents, type RowValues, startOf } from "./start-of.ts";
export { type Reading, visible } from "./visible.ts";
