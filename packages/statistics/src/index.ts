/**
 * Counts, shares and cross tables that disclose nobody.
 *
 * @packageDocumentation
 */
export {};
