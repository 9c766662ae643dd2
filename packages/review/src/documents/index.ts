/**
 * The documents that follow from one declaration.
 * @packageDocumentation
 */

export {};
