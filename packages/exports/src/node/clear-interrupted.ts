/** Cleans up after a process that died while it exported. */
import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exportError } from "../export-error.ts";
import { type Ledger, record } from "../ledger.ts";
import { KEY, readPartialName } from "./partial-name.ts";
import { isReservation } from "./reservation.ts";

/** What else is cleared. */
export interface ClearOptions {
  /**
   * Also what another host has left: nobody can tell from here whether it still writes. True says that none does, as where the folder
   * belongs to one container at a time, whose host is named anew at each start.
   */
  readonly otherHosts?: boolean;
}

/**
 * Removes the partial files that dead processes left in a folder, and records each export as `export.aborted`. What is being written, by
 * this process or another on this host, stays, and an export that the ledger knows as sealed stays so (`exportStandings`): a file
 * name alone does not take that back. Half-written key files, which hold a secret, go as well, unrecorded and uncounted.
 *
 * @returns the identifiers of the exports that never ended
 * @throws `EXPORT_DISK`, `EXPORT_LEDGER`; what could not be recorded is not removed
 */
export async function clearInterrupted(folder: string, ledger: Ledger, options: ClearOptions = {}): Promise<readonly string[]> {
  const cleared: string[] = [];
  for (const { path, id, target } of await interrupted(folder, options)) {
    if (id !== KEY) await record(ledger, { type: "export.aborted", clear: { export: id, reason: "INTERRUPTED" } });
    // First the name that it had reserved: whoever dies here finds the partial file again.
    const named = join(resolve(folder), target);
    if (await isReservation(named, id)) await remove(named);
    await remove(path);
    if (id !== KEY) cleared.push(id);
  }
  return cleared;
}

/** Removes what dead processes left of one key file. */
export async function clearKeyPartials(folder: string, target: string): Promise<void> {
  for (const left of await interrupted(folder, {})) {
    if (left.id !== KEY || left.target !== target) continue;
    const named = join(resolve(folder), target);
    if (await isReservation(named, KEY)) await remove(named);
    await remove(left.path);
  }
}

async function interrupted(folder: string, { otherHosts = false }: ClearOptions) {
  const names = await readdir(folder).catch(() => {
    throw exportError("EXPORT_DISK", "the folder of the exports cannot be read", { step: "list" });
  });
  return names.flatMap((name) => {
    const path = join(resolve(folder), name);
    const partial = readPartialName(name, path);
    if (partial === undefined || !(partial.interrupted || (otherHosts && partial.owner === "elsewhere"))) return [];
    return [{ path, id: partial.id, target: partial.target }];
  });
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {
    throw exportError("EXPORT_DISK", "a partial file cannot be removed", { step: "remove" });
  });
}
