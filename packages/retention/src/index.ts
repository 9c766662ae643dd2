/**
 * Retention policies in calendar periods, expiry at read, sweeps that leave evidence.
 * @packageDocumentation
 */
export {};
