/**
 * Files on Node: age files, key-encryption keys, the erasure fence outside the database.
 *
 * Codes: `FILE_EXISTS`, `FILE_FAILED` (details: `what`, the operating system's `reason`), `KEY_FILE_UNSAFE`, `FENCE_INVALID` (with the
 * `line`), and those of the main entry.
 * @packageDocumentation
 */
export { type AgeFileSource, ageFileSource, decryptAgeFile, encryptAgeFile, type FileSizes, rekeyAgeFile } from "./age-file.ts";
export { fileFence } from "./file-fence.ts";
export { fileKeyService } from "./key-file.ts";
export type { WholeFileOptions } from "./whole-file.ts";
