/**
 * age v1 encryption on noble and node:crypto.
 * @packageDocumentation
 */
export {};
