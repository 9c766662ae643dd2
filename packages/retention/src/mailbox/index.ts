/**
 * Mailboxes as secondary copies: intake of proofs over IMAP and deletion that is checked.
 * @packageDocumentation
 */

export {};
