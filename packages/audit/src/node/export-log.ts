/** Exports a log as a folder that anybody can verify offline. */
import { PrivacyError, utf8 } from "@favorable/core";
import { type BodyLine, type DescriptorLine, formatBodies, formatDescriptors } from "../lines.ts";
import type { AuditLog, StoredEntry } from "../log.ts";
import { leafHash } from "../merkle.ts";
import { exportedEvent } from "../retention-events.ts";
import { bundlePath, encodeBundle, TILE_WIDTH, tileBuilder, tilePath } from "../tiles.ts";
import { bodyPath, partsPath } from "../verify/body-files.ts";
import { largest } from "../verify/limits.ts";
import { sealedPath } from "../verify/sealed-bodies.ts";
import { replaceFolder, type WriteFile } from "./durable-folder.ts";

/** How a log is exported. */
export interface ExportOptions {
  /**
   * `omitted` (the default): commitments only, nothing personal leaves. `plain`: salts and payloads in clear under `body/`, so that every
   * part can be verified and judged; the folder is then as sensitive as the log itself. `sealed`: the same, each file through `seal`, as
   * `body/….age`.
   */
  readonly bodies?: "omitted" | "plain" | "sealed";
  /** Seals a file of bodies, for `sealed`: `(bytes) => encryptAge(bytes, { recipients })` of `@favorable/encryption`. */
  readonly seal?: (bodies: Uint8Array) => Promise<Uint8Array>;
  /** Told of entries written, of how many; after each group of 256. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What was exported. */
export interface ExportedLog {
  /** Entries in the folder, the one about this export included. */
  readonly size: number;
  /** The checkpoint in the folder: leave a copy with somebody else. */
  readonly checkpoint: string;
}

/**
 * Writes a log into a folder of C2SP tiles: `checkpoint`, `tile/`, and beside them `parts/` and `body/` where there are any. The folder
 * is replaced as a whole and forced to the disk. The export is itself an entry of the log, its last (`audit.exported`).
 *
 * @throws `EXPORT_FAILED` when the disk refuses, with its code, when a file would be larger than a verifier reads (`too-large`), or for
 *   what is no log, folder or choice of bodies; errors of the log
 */
export async function exportLog(log: AuditLog, folder: string, options: ExportOptions = {}): Promise<ExportedLog> {
  const bodies = options === null ? undefined : (options.bodies ?? "omitted");
  if (bodies !== "omitted" && bodies !== "plain" && bodies !== "sealed") throw failed("bodies");
  const seal = bodies === "sealed" ? options.seal : undefined;
  if (bodies === "sealed" && typeof seal !== "function") throw failed("no-seal");
  if (typeof log?.snapshot !== "function") throw failed("no-log");
  if (typeof folder !== "string" || folder === "" || folder.includes("\0")) throw failed("no-folder");
  const { size: below } = await log.sequence();
  await log.append(exportedEvent(bodies, below));
  return log.snapshot(async ({ checkpoint, size, groups }) => {
    await onDisk(() =>
      replaceFolder(folder, async (unbounded) => {
        const write: WriteFile = (path, bytes) =>
          bytes.length > largest(path) ? Promise.reject(failed("too-large")) : unbounded(path, bytes);
        const tiles = tileBuilder();
        let bundle = 0;
        let done = 0;
        for await (const group of groups({ bodies: bodies !== "omitted" })) {
          await writeBundle(write, bundle++, group, bodies === "omitted" ? 0 : below, seal);
          // Of a pruned entry the hash is left, and no text.
          for (const { leaf, hash } of group)
            for (const tile of tiles.add(hash ?? leafHash(utf8(leaf)))) await write(tilePath(tile), tile.bytes);
          done += group.length;
          options.onProgress?.(done, size);
        }
        for (const tile of tiles.finish()) await write(tilePath(tile), tile.bytes);
        await write("checkpoint", utf8(checkpoint));
      }),
    );
    return { size, checkpoint };
  });
}

async function writeBundle(
  write: WriteFile,
  index: number,
  group: readonly StoredEntry[],
  below: number,
  seal: ExportOptions["seal"],
): Promise<void> {
  if (group.length > TILE_WIDTH) throw new PrivacyError("LOG_CORRUPT", "a group holds more entries than a bundle");
  await write(bundlePath(index, group.length), encodeBundle(group.map(({ leaf }) => utf8(leaf))));
  const descriptors = group.flatMap((entry) =>
    (entry.descriptors ?? []).map((descriptor, part): DescriptorLine => ({ entry: entry.index, part, descriptor })),
  );
  if (descriptors.length > 0) await write(partsPath(index), formatDescriptors(descriptors));
  const bodies = group.flatMap((entry) =>
    (entry.index < below ? entry.bodies : []).map((body): BodyLine => ({ entry: entry.index, ...body })),
  );
  if (bodies.length === 0) return;
  const bytes = formatBodies(bodies);
  if (seal === undefined) await write(bodyPath(index), bytes);
  else await write(sealedPath(bodyPath(index)), await seal(bytes));
}

/** Errors of the file system name paths of the machine: only their code travels. */
async function onDisk<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Error && "syscall" in error && "code" in error) throw failed(String(error.code));
    throw error;
  }
}

function failed(reason: string): PrivacyError {
  return new PrivacyError("EXPORT_FAILED", "the folder could not be written", { reason });
}
