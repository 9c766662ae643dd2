/**
 * Collectors of evidence from a live PostgreSQL database.
 * @packageDocumentation
 */

export {};
