/** A name that is taken before the file is whole: of several exports to one name, one is recorded as sealed. */
import { open, readFile, rm } from "node:fs/promises";
import { exportError } from "../export-error.ts";
import { disk } from "./disk.ts";

/** A small file under the name: made exclusively, so that it needs no links of the file system, and replaced by the rename. */
export class Reservation {
  readonly #target: string;
  readonly #id: string;

  private constructor(target: string, id: string) {
    this.#target = target;
    this.#id = id;
  }

  /** Throws `EXPORT_EXISTS` when something has the name, `EXPORT_DISK`. */
  static async take(target: string, id: string): Promise<Reservation> {
    const handle = await disk("reserve", () => open(target, "wx", 0o600).catch(existing));
    const reservation = new Reservation(target, id);
    try {
      await disk("reserve", () => handle.writeFile(textOf(id)));
    } catch (error) {
      await rm(target, { force: true }).catch(() => {});
      throw error;
    } finally {
      await handle.close().catch(() => {});
    }
    return reservation;
  }

  /** Throws `EXPORT_EXISTS` when another, who replaces what stands there, has taken the name. */
  async assertOurs(): Promise<void> {
    if (!(await isReservation(this.#target, this.#id))) exists();
  }

  /** Gives the name back; never throws. */
  async release(): Promise<void> {
    if (await isReservation(this.#target, this.#id)) await rm(this.#target, { force: true }).catch(() => {});
  }
}

/** Whether a file is no more than the reservation of an export. */
export async function isReservation(path: string, id: string): Promise<boolean> {
  const expected = textOf(id);
  const handle = await open(path, "r").catch(() => undefined);
  if (handle === undefined) return false;
  try {
    return (await handle.stat()).size === expected.length && (await readFile(handle, "latin1")) === expected;
  } catch {
    return false;
  } finally {
    await handle.close().catch(() => {});
  }
}

/** No age file begins so: whoever opens it is told that it is none. */
function textOf(id: string): string {
  return `reserved for the export ${id}\n`;
}

function exists(): never {
  throw exportError("EXPORT_EXISTS", "a file of this name exists; pass `replace` to replace it");
}

function existing(error: unknown): never {
  if (error instanceof Error && Reflect.get(error, "code") === "EEXIST") exists();
  throw error;
}
