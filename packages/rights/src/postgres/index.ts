/**
 * The desk's tables on PostgreSQL.
 * @packageDocumentation
 */

export {};
