/**
 * The audit log on PostgreSQL and PGlite.
 *
 * Codes: `AUDIT_UNAVAILABLE`, `AUDIT_BLOCKED`, `LOG_NOT_MIGRATED`, `ORIGIN_INVALID`, `ORIGIN_MISMATCH`, `SIGNER_MISMATCH`,
 * `SUBJECT_KEY_INVALID`, `SUBJECT_KEY_MISSING`, `SNAPSHOT_BUSY`, `LOG_CORRUPT`, and those of events.
 * @packageDocumentation
 */
export { type AuditLogOptions, openAuditLog } from "./open-audit-log.ts";
export { auditMigrations } from "./schema.ts";
