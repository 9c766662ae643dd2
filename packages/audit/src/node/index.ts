/**
 * Keys of node:crypto, export of a log into a folder, verification of such folders.
 *
 * Codes: `KEY_INVALID`, `EXPORT_FAILED`, `FOLDER_UNREADABLE`, `DATE_INVALID`, and those of the log.
 * @packageDocumentation
 */
export { type ExportedLog, type ExportOptions, exportLog } from "./export-log.ts";
export { createSigner, createVerifier, generateKey, type NoteKey } from "./signer.ts";
export { type VerifyFolderOptions, verifyFolder } from "./verify-folder.ts";
