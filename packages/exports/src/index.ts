/**
 * Encrypted exports with a manifest first, a seal last and a ledger.
 * @packageDocumentation
 */
export {};
