/**
 * Passwords, accounts and second factors as the CNIL's recommendation of 2022 measures them.
 * @packageDocumentation
 */

export {};
