/**
 * Privacy by design as code: the whole of Favorable and its command line.
 * @packageDocumentation
 */
export {};
