/**
 * Keys of subjects in PostgreSQL, tables whose cells are emptied with them, resealing.
 *
 * Codes: `TABLE_INVALID` (details: `reason`), `BATCH_INVALID`, and those of the main entry and of `@favorable/sql`.
 * @packageDocumentation
 */
export type { AttachedTable } from "./attached.ts";
export { type PostgresKeyStoreOptions, postgresKeyStore } from "./key-store.ts";
export { type ResealStep, resealTable, type SealedTable } from "./reseal.ts";
export { type KeyStoreDuty, keyStoreGrants, keyStoreMigrations } from "./schema.ts";
