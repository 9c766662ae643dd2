/**
 * Purpose-bound field tags on zod schemas, checked by the compiler and at run time.
 * @packageDocumentation
 */
export {};
