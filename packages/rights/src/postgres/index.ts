/**
 * The desk's tables on PostgreSQL.
 *
 * Codes: `REQUEST_EXISTS`, `ROLE_INVALID`, those of the desk, of `@favorable/sql` and of the audit log.
 * @packageDocumentation
 */

export { breachLedger, caseMigrations, type PostgresCaseRegisterOptions, postgresBreachRegister } from "./breaches-register.ts";
export { type DeskWork, deskGrants, deskMigrations } from "./desk-schema.ts";
export { type DeskStoreOptions, postgresDeskStore } from "./desk-store.ts";
export { noticeLedger, noticeMigrations, type PostgresNoticeStoreOptions, postgresNoticeStore } from "./notices-store.ts";
export { postgresRectificationRegister, recipientTasks } from "./rectification-register.ts";
export { type RequestLedger, requestLedger } from "./request-ledger.ts";
export {
  type PostgresRestrictionStoreOptions,
  postgresRestrictionStore,
  type RestrictionLedger,
  restrictionLedger,
  restrictionMigrations,
} from "./restrictions-store.ts";
