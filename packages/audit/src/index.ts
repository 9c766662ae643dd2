/**
 * An append-only, provable and still erasable audit log in C2SP formats.
 * @packageDocumentation
 */
export {};
