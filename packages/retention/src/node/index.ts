/**
 * What retention keeps and removes on a disk: the erasure ledger outside the database, and export files as secondary copies.
 *
 * Codes: `LEDGER_INVALID` (details: `line`), `FILE_INVALID`, `FILE_FAILED` (details: `reason`).
 * @packageDocumentation
 */
export { fileErasureStore } from "./erasure-store.ts";
export { fileCopies } from "./file-copies.ts";
