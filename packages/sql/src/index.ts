/**
 * The SQL port, its drivers, transactions with role and settings in one round trip, migrations.
 * @packageDocumentation
 */
export {};
