/** Deletes the controller's own copies of exports whose last day has passed, and records it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PartRetention } from "@favorable/audit";
import type { Ledger } from "../ledger.ts";
import { type ExportStanding, recordDeletion } from "../standing.ts";
import { disk } from "./disk.ts";

/** A file that was deleted. */
export interface DeletedFile {
  readonly export: string;
  readonly file: string;
}

/**
 * Removes from a folder every file that is, by its digest, an export whose last day has passed, and records each as
 * `export.deleted` by the controller. What a file is called does not matter. The recipients' copies are out of reach.
 *
 * @throws `EXPORT_DISK`; `EXPORT_LEDGER` after a file is gone and could not be recorded: run it again once the log is back, with the
 *   same standings, and record it by hand
 */
export async function deleteOverdueFiles(
  folder: string,
  standings: readonly ExportStanding[],
  ledger: Ledger,
  retention: PartRetention,
): Promise<readonly DeletedFile[]> {
  const overdue = new Map(
    standings.flatMap((one) =>
      one.due === "overdue" && !one.deleted.controller && one.fileSha256 !== undefined ? [[one.fileSha256, one.export]] : [],
    ),
  );
  if (overdue.size === 0) return [];
  const deleted: DeletedFile[] = [];
  for (const entry of await disk("list", () => readdir(folder, { withFileTypes: true }))) {
    if (!entry.isFile()) continue;
    const path = join(folder, entry.name);
    const id = overdue.get(await disk("read", () => digest(path)));
    if (id === undefined) continue;
    await disk("remove", () => rm(path));
    await recordDeletion(ledger, { export: id, by: "controller", how: "unlinked", retention });
    deleted.push({ export: id, file: entry.name });
  }
  return deleted;
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}
