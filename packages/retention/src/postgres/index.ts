/**
 * Retention on PostgreSQL and PGlite: holds, expiry at read, dry runs and sweeps that leave evidence, over the application's own tables.
 *
 * Codes: `TABLE_INVALID` (details: `reason`), `INDEX_MISSING` (details: `policy`), `ACTION_UNSUPPORTED`, `AS_OF_FUTURE`, `BATCH_INVALID`, `DUTY_INVALID`, `SWEEP_FAILED`, `EVIDENCE_MISSING`, `SNAPSHOT_OPEN`, `PARTITION_REFERENCED`,
 * `DEPENDANT_UNDECLARED` (details: `tables`, `constraints`), `DEPENDANT_INVALID` (details: `table`, `reason`), `HOLD_INVALID`,
 * `HOLD_UNKNOWN`, `ROLE_UNKNOWN`, `ATTACHMENT_UNKNOWN`, `POLICY_NOT_ATTACHED` (details: `reason`), `EVENT_RECORDED`, `EVENT_UNKNOWN`, `EVENT_INVALID` (details: `reason`),
 * `AMENDMENT_UNAPPROVED` (details: `event`), `CLOCK_BACKWARDS`, `INSTANT_INVALID`, `COPY_INVALID`, `COPY_UNKNOWN`,
 * `CONNECTOR_UNKNOWN`, `ERASURE_INVALID` (details: `path`), `ERASURE_BLOCKED` (details: `constraint`), `ERASURE_FAILED`,
 * `DATABASE_RESTORED` (details: `reason`), `LEDGER_INVALID`, `EVIDENCE_REFUSED`, `FILTER_INVALID`, and those of `@favorable/sql`.
 * @packageDocumentation
 */

export { type AfterRestoreOptions, afterRestore, type RestoreAccount } from "./after-restore.ts";
export { type AgeOptions, type RetentionAge, retentionAge } from "./age.ts";
export { type AmendmentRecord, amendments } from "./amendment.ts";
export { type AttachOptions, type AttachReport, attach, type Created } from "./attach.ts";
export { type BackfillOptions, type BackfillResult, backfill } from "./backfill.ts";
export { type CertifyOptions, certify } from "./certify.ts";
export { type DatabaseDay, databaseDay, recordEvent, recordedEvents, simulateTime } from "./clock.ts";
export { type CopiesRaised, type CopyFilter, copyTasks, raiseCopies, settleCopy } from "./copies.ts";
export { type CopyPursuit, type CopyPursuitResult, pursueCopies } from "./copies-pursuit.ts";
export { type CopyCounts, copyLedger } from "./copy-ledger.ts";
export { detach } from "./detach.ts";
export type { ErasableTable } from "./erasable.ts";
export type { KeptRows } from "./erase-kept.ts";
export { type EraserOptions, eraser, type RetentionEraser, type RetentionErasureAccount } from "./eraser.ts";
export { type EventChange, type EventDay, eventHistory, redateEvent } from "./event-day.ts";
export { type PurgeEvidence, type PurgeLevel, purgeEvidence } from "./evidence.ts";
export { createExpiryPolicy, dropExpiryPolicy, type ExpiryPolicyOptions } from "./expiry-policy.ts";
export { type Attachment, createExpiryView, visibleCondition } from "./expiry-view.ts";
export { retentionGrants } from "./grants.ts";
export { type HoldRequest, type HoldScope, placeHold } from "./hold.ts";
export { type Hold, type HoldFilter, holds, holdsToReview } from "./hold-list.ts";
export { type HoldRelease, type PolicyOnTable, type ReleasedHold, releaseHold } from "./hold-release.ts";
export { holdsBySubject } from "./holds-by-subject.ts";
export { dropExpiredPartitions, type PartitionDropOptions, type PartitionVerdict } from "./partitions.ts";
export { type PlanOptions, plan, type RetentionPlan } from "./plan.ts";
export { type PurgeRun, purgeRuns } from "./purge-runs.ts";
export type { Readers } from "./readers.ts";
export { type ReadingCheck, type ReadingFinding, readingFindings } from "./reading-findings.ts";
export { type LogHead, openAfterStart, type RestoreGate, type RestoreGateOptions, type RestoreReason } from "./restore-gate.ts";
export type { Dependant, DependantTable, RetainedTable } from "./retained-table.ts";
export { retentionMigrations } from "./schema.ts";
export { type SettledPurge, type SettleRequest, settlePurge } from "./settle.ts";
export type { Shredder, ShredOrder } from "./shredder.ts";
export { type StartReport, startReport } from "./start-report.ts";
export { type SubjectHoldOptions, subjectHolds } from "./subject-holds.ts";
export { type SweepOptions, type SweepResult, sweep } from "./sweep.ts";
export type { SweepMetrics } from "./sweep-metrics.ts";
export type { SweepMode } from "./window.ts";
