/**
 * Mailboxes as secondary copies: intake of proofs over IMAP (imapflow, postal-mime) and deletion that is asked for again.
 *
 * Codes: `MAILBOX_INVALID` (details: `path`), `MAILBOX_MISSING`, `MAILBOX_UNREACHABLE` (details: `reason`), `MAILBOX_AUTHENTICATION`,
 * `MAILBOX_UNSUPPORTED` (details: `capability`), `MAILBOX_FAILED` (details: `step`), `MESSAGE_INVALID`. None holds what a server or a message
 * said.
 * @packageDocumentation
 */
export { mailboxCopies } from "./connector.ts";
export { type IntakeOptions, type IntakeResult, intake } from "./intake.ts";
export { type Mailbox, type MailboxOptions, openMailbox } from "./mailbox.ts";
export type { MailProof, MessageMark, ProofAttachment } from "./proof.ts";
export { removeMessage, type Whereabouts, whereabouts } from "./removal.ts";
