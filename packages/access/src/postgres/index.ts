/**
 * The matrix held by PostgreSQL: levels `columns` and `sealed`, verified against the live catalogue.
 *
 * Codes: `MAPPING_INVALID`, `ROLE_UNKNOWN`, `RECORD_FOREIGN`, `RECORD_UNKNOWN`, `PURPOSE_NOT_HELD`, `ACTOR_MISSING`, `ACCOUNT_SHARED`,
 * `ROLE_NOT_HELD`, `CONTEXT_INVALID`, `CONTEXT_KEY_INVALID`, `ATTEMPT_KEY_INVALID`, `LEVEL_NOT_HELD`, `SQL_FAILED`; of `sealedAccess`
 * besides `VALUE_INVALID`, `ASKING_BLOCKED`, `ISOLATION_UNFIT`, `ANSWER_MISSING`, `ANSWER_INVALID`; in answers `COLUMN_DENIED`,
 * `ROW_DENIED`.
 * @packageDocumentation
 */
export { assertLevel, type HeldLevel, heldLevel, type LevelBreach } from "./assert-level.ts";
export { attemptMigrations, type PostgresAttempts, postgresAttempts } from "./attempt-store.ts";
export type { Bypass } from "./bypass.ts";
export type { FunctionFinding } from "./catalogue-functions.ts";
export type { PolicyFinding } from "./catalogue-policies.ts";
export type { DriftedCell } from "./catalogue-rights.ts";
export { type Acting, actingContext, columnNames, columnsFor, databaseRole } from "./columns-for.ts";
export { type ContextKey, dropContextKey, installContextKey, LONGEST_CONTEXT, type SignedClaims, signContext } from "./context.ts";
export { type DatabaseAccount, databaseAccounts } from "./database-accounts.ts";
export { type DeniedAnswer, type DeniedColumn, type DeniedStatement, explainDenied } from "./explain-denied.ts";
export type { Claim, DeclaredFunction, EnforcedLevel, ListClaim, PostgresMapping, RowCondition, TableMapping } from "./mapping.ts";
export type { ActingChanges, ActingIn, EmptiedFields, SealedActing, ShownFields, WrittenFields } from "./sealed-acting.ts";
export { type SealedAccess, type SealedOptions, sealedAccess } from "./sealed-client.ts";
export { SEALED_EVENT_TYPES } from "./sealed-parts.ts";
export type { PreparedChange, SealedChanges, SealedRow } from "./sealed-types.ts";
export { applyPostgres, toPostgres } from "./to-postgres.ts";
export { type PostgresReport, verifyPostgres } from "./verify-postgres.ts";
