/**
 * Role-permission matrices: role × category × action, for a purpose.
 * @packageDocumentation
 */
export {};
