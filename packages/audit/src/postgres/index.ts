/**
 * The audit log on PostgreSQL and PGlite.
 *
 * Codes: `AUDIT_UNAVAILABLE`, `AUDIT_BLOCKED`, `LOG_NOT_MIGRATED`, `LOG_NOT_BEGUN`, `ORIGIN_INVALID`, `ORIGIN_MISMATCH`, `KEY_INVALID`, `SIGNER_MISMATCH`,
 * `INSTANT_INVALID`, `FILTER_INVALID`, `DATE_INVALID`, `AS_OF_FUTURE`, `SUBJECT_KEY_INVALID`, `SUBJECT_KEY_MISSING`, `SNAPSHOT_BUSY`, `LOG_CORRUPT`, `AGAINST_INVALID`, `EVIDENCE_INVALID`, `TABLE_UNKNOWN`,
 * `AUDIT_UNKNOWN`, `OUTBOX_KEY_INVALID`, `OUTBOX_KEY_MISMATCH`, `OUTBOX_KEY_MISSING`, `OUTBOX_KEY_UNRECORDED`, `SEALER_MISSING`, `SEALER_MISMATCH`, `ERASURE_UNAUTHORISED`,
 * `ERASURE_HELD`, `ROLE_INVALID`, and those of events.
 * @packageDocumentation
 */
export { type RowSample, sampledRows, type TableCounters, tableCounters } from "./independent-sources.ts";
export { type LaidOutboxKey, layOutboxKey } from "./lay-outbox-key.ts";
export { type LogHeadAt, logHead } from "./log-head.ts";
export { type AuditLogOptions, type DatabaseLog, openAuditLog } from "./open-audit-log.ts";
export { auditRoleNames, auditRoles } from "./roles.ts";
export { type RotatedLog, rotateLogKey } from "./rotate-key.ts";
export { auditMigrations } from "./schema.ts";
export { type VerifyStoreOptions, verifyStore } from "./verify-store.ts";
