/**
 * Keys of node:crypto, journals in files, a sealer of bodies, export of a log into a folder, verification of such folders, a witness on a port.
 *
 * Codes: `KEY_INVALID`, `KEY_FILE_EXISTS`, `KEY_FILE_EXPOSED`, `KEY_FILE_INVALID`, `SIGNATURE_INVALID`, `POLICY_INVALID`,
 * `EXPORT_FAILED`, `FOLDER_UNREADABLE`, `TLOG_UNREADABLE`, `FILE_TOO_LARGE`, `DATE_INVALID`, `WITNESS_STATE_INVALID`, `LISTEN_FAILED`,
 * `JOURNAL_LOCKED`, `JOURNAL_FAILED`, `JOURNAL_CORRUPT`, `SEALER_INVALID`, and those of the log.
 * @packageDocumentation
 */
export { type ExportedLog, type ExportOptions, exportLog } from "./export-log.ts";
export { cosignerFromFile, createKeyFile, signerFromFile } from "./key-file.ts";
export { nodeSealer } from "./node-sealer.ts";
export { openJournal } from "./open-journal.ts";
export { type RunningServer, serveRequests } from "./serve-witness.ts";
export {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  createVerifier,
  generateCosignerKey,
  generateKey,
  type KeyUse,
  type NoteKey,
  policyOf,
  remoteSigner,
  vkeyOf,
} from "./signer.ts";
export { folderTiles, httpTiles } from "./tlog-files.ts";
export { type VerifyFolderOptions, verifyFolder } from "./verify-folder.ts";
export { witnessStateFolder } from "./witness-state.ts";
