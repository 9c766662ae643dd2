/** Cleans up after a process that died while it exported. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { exportError } from "../export-error.ts";
import { EXPORT_ID } from "../export-id.ts";
import { type Ledger, record } from "../ledger.ts";

const PARTIAL: RegExp = new RegExp(`\\.(${EXPORT_ID.source})\\.partial$`);

/**
 * Removes the partial files of a folder and records each export as `export.aborted`. Run it at the start, before any export: it cannot
 * tell a file that is still being written from one whose process died.
 *
 * @returns the identifiers of the exports that never ended
 * @throws `EXPORT_DISK`, `EXPORT_LEDGER`; what could not be recorded is not removed
 */
export async function clearInterrupted(folder: string, ledger: Ledger): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => {
    throw exportError("EXPORT_DISK", "the folder of the exports cannot be read", { step: "list" });
  });
  const cleared: string[] = [];
  for (const name of names) {
    const id = PARTIAL.exec(name)?.[1];
    if (id === undefined) continue;
    await record(ledger, { type: "export.aborted", clear: { export: id, reason: "INTERRUPTED" } });
    await rm(join(folder, name), { force: true }).catch(() => {
      throw exportError("EXPORT_DISK", "a partial file cannot be removed", { step: "remove" });
    });
    cleared.push(id);
  }
  return cleared;
}
