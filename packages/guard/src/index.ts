/**
 * Binds actor, role and purpose to every access, and records it.
 * @packageDocumentation
 */
export {};
