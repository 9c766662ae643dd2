/**
 * Collectors of evidence from a live PostgreSQL database and its audit log: counts and names of the catalogue and of the declaration, never a value
 * of a person.
 *
 * Codes: `MAPPING_INVALID` (details: `paths`), `NOTICE_AMBIGUOUS`, and those of the packages that are looked at.
 * @packageDocumentation
 */

export { ageEvidence, type CollectedAges } from "./ages.ts";
export { collectEvidence } from "./collect.ts";
export { PARTS } from "./concerns.ts";
export { backupEvidence, channelEvidence, obligationEvidence } from "./copies.ts";
export { exportEvidence, type FoundCopy } from "./copies-of-exports.ts";
export { coverageOf, type ReplayedOperation, replayOperations } from "./coverage.ts";
export { driftEvidence } from "./drift.ts";
export type { Parts } from "./gathering.ts";
export { type DeclaredLevel, grantsBeyondMatrix, grantsOf } from "./level.ts";
export { logEvidence, mayChangeLog, oldestBody, storedCheckpoint } from "./log.ts";
export { type LogFacts, logFacts } from "./log-facts.ts";
export type { EvidenceMapping, MappedRecord, MappedRetention, PurgeEntries } from "./mapping.ts";
export type { EvidenceOptions } from "./options.ts";
export { type CollectedPurges, type LoggedPurge, purgeEvidence } from "./purges.ts";
export { readMapping } from "./read-mapping.ts";
export { type UndeclaredReaders, undeclaredReaders } from "./readers.ts";
export { breachEvidence, erasureEvidence, noticeEvidence, requestEvidence, restrictionEvidence } from "./rights.ts";
export { grantsToOthers, type SchemaMapping, undeclaredColumns } from "./schema.ts";
