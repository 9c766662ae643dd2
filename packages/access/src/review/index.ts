/**
 * Access review and log review, from the entries of a log.
 * @packageDocumentation
 */

export {};
