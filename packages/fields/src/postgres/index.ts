/**
 * Consents in PostgreSQL and PGlite: appended, ordered, forgotten with the person.
 *
 * Codes: `CONSENT_ID_CONFLICT`, `CONSENT_BUSY`, and those of `@favorable/sql`.
 *
 * @example
 * ```ts
 * // not run: it needs a database
 * import { createConsentRegister } from "@favorable/fields";
 * import { consentMigrations, postgresConsentStore } from "@favorable/fields/postgres";
 * import { migrate } from "@favorable/sql";
 *
 * await migrate(sql, consentMigrations);
 * const consents = createConsentRegister({ policies, store: postgresConsentStore({ sql }) });
 * ```
 * @packageDocumentation
 */
export { type PostgresConsentStoreOptions, postgresConsentStore } from "./consent-store.ts";
export { consentMigrations } from "./schema.ts";
