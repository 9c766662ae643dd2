/**
 * The SQL port, transactions with role and settings in one round trip, migrations, cursors. Drivers: `@favorable/sql/pg`,
 * `@favorable/sql/pglite`.
 *
 * Codes: `SQL_FAILED` (details: `sqlState`, names of table, column, constraint), `SQL_UNAVAILABLE`, `PARAM_INVALID`, `CONTEXT_INVALID`,
 * `NESTED_CONTEXT`, `TRANSACTION_BUSY`, `TRANSACTION_ENDED`, `TRANSACTION_ABORTED`, `TRANSACTION_CONTROL` (details: `statement`),
 * `COMMIT_UNKNOWN`, `MIGRATION_INVALID`, `MIGRATION_CHANGED`, `BATCH_INVALID`; from `./pglite` also `FOLDER_LOCKED`, `FOLDER_INVALID`,
 * `LOCK_UNSUPPORTED`, `PGLITE_MISSING`, `PG_MISSING`.
 * @packageDocumentation
 */
export { beginText, setupText } from "./begin.ts";
export { cursorRows } from "./cursor.ts";
export { databaseError, sqlState } from "./database-error.ts";
export { inTime } from "./in-time.ts";
export { type Migration, migrate } from "./migrate.ts";
export { paramTexts } from "./params.ts";
export type { Sql, SqlParam, SqlResult, TransactionContext } from "./port.ts";
export { readerOf, typesRead, type ValueReader } from "./results.ts";
export { type Connection, runInside, runTransaction, type TransactionEnd } from "./transaction.ts";
