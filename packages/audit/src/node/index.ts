/**
 * Keys of node:crypto, export of a log into a folder, verification of such folders, a witness on a port.
 *
 * Codes: `KEY_INVALID`, `KEY_FILE_EXISTS`, `KEY_FILE_EXPOSED`, `KEY_FILE_INVALID`, `SIGNATURE_INVALID`, `POLICY_INVALID`,
 * `EXPORT_FAILED`, `FOLDER_UNREADABLE`, `TLOG_UNREADABLE`, `FILE_TOO_LARGE`, `DATE_INVALID`, `WITNESS_STATE_INVALID`, `LISTEN_FAILED`, and those of the log.
 * @packageDocumentation
 */
export { type ExportedLog, type ExportOptions, exportLog } from "./export-log.ts";
export { cosignerFromFile, createKeyFile, signerFromFile } from "./key-file.ts";
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
