/** A file that has its name only once it is whole. */
import { createHash } from "node:crypto";
import { access, type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { exportError } from "../export-error.ts";
import { disk } from "./disk.ts";
import { hold, partialPath } from "./partial-name.ts";
import { Reservation } from "./reservation.ts";

/** Written beside its target as `<target>.<id>.<process>.partial`, readable by its owner only. */
export class PartialFile {
  readonly #target: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  readonly #letGo: () => void;
  readonly #hash = createHash("sha256");
  #bytes = 0;
  #open = true;
  #reservation: Reservation | undefined;
  readonly #id: string;

  private constructor(target: string, partial: string, id: string, handle: FileHandle, letGo: () => void) {
    this.#id = id;
    this.#target = target;
    this.#partial = partial;
    this.#handle = handle;
    this.#letGo = letGo;
  }

  /** Throws `EXPORT_DISK` with the code of the system. */
  static async open(target: string, id: string): Promise<PartialFile> {
    const path = textPath(target);
    const partial = partialPath(path, id);
    const letGo = hold(partial); // Before the file is there: nobody ever sees it as nobody's.
    try {
      return new PartialFile(path, partial, id, await disk("open", () => open(partial, "wx", 0o600)), letGo);
    } catch (error) {
      letGo();
      throw error;
    }
  }

  /** Bytes written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends pieces, in one call of the system unless that takes only some; throws `EXPORT_DISK`. */
  async write(...pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces) this.#hash.update(piece);
    let left: readonly Uint8Array[] = pieces.filter(({ length }) => length > 0);
    while (left.length > 0) {
      const all = left;
      const { bytesWritten } = await disk("write", () => this.#handle.writev([...all]));
      this.#bytes += bytesWritten;
      left = after(all, bytesWritten);
    }
  }

  /** Makes the content durable and ends it; gives its SHA-256 in hexadecimal. */
  async finish(): Promise<string> {
    await disk("sync", () => this.#handle.sync());
    await this.#close();
    return this.#hash.digest("hex");
  }

  /** Takes the name, so that of several writers one goes on; throws `EXPORT_EXISTS`, `EXPORT_DISK`. */
  async reserve(): Promise<void> {
    this.#reservation = await Reservation.take(this.#target, this.#id);
  }

  /** Gives the file its name, durably; throws `EXPORT_EXISTS` when a reserved name has been taken away, `EXPORT_DISK`. */
  async publish(): Promise<void> {
    await this.#reservation?.assertOurs();
    await disk("rename", () => rename(this.#partial, this.#target));
    this.#reservation = undefined;
    this.#letGo();
    try {
      await disk("sync-folder", () => syncFolder(dirname(this.#target)));
    } catch (error) {
      await rm(this.#target, { force: true });
      throw error;
    }
  }

  /** Removes the partial file; never throws, for it runs after another failure. */
  async discard(): Promise<void> {
    await this.#close().catch(() => {});
    await this.#reservation?.release();
    await rm(this.#partial, { force: true }).catch(() => {});
    this.#letGo();
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await disk("close", () => this.#handle.close());
  }
}

/** What is left of pieces of which so many bytes were written. */
function after(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let skip = written;
  return pieces.flatMap((piece) => {
    const gone = Math.min(skip, piece.length);
    skip -= gone;
    return gone === piece.length ? [] : [piece.subarray(gone)];
  });
}

function textPath(target: string): string {
  if (typeof target !== "string" || target === "")
    throw exportError("EXPORT_DISK", "the file is named by a path", { step: "open", system: "path" });
  return resolve(target);
}

/** Throws `EXPORT_EXISTS` when something has this name. */
export async function refuseExisting(target: string): Promise<void> {
  const found = await access(target).then(
    () => true,
    () => false,
  );
  if (found) throw exportError("EXPORT_EXISTS", "a file of this name exists; pass `replace` to replace it");
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return; // Windows cannot open a folder to sync it.
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
