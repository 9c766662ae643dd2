/** What a witness remembers, in files that survive a loss of power and never go backwards. */
import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PrivacyError, utf8 } from "@favorable/core";
import { parseCheckpoint } from "../checkpoint.ts";
import { parseNote } from "../signed-note.ts";
import type { WitnessRecord, WitnessState } from "../witness/state.ts";

/** Records of a log that are kept behind the last one: what was cosigned, and room for slow processes. */
const KEPT = 1000;

/**
 * Remembers in a folder: of each log a folder named by the SHA-256 of its origin, of each record a file named by its number. A record is
 * written aside, forced to the disk, and linked to the next number, which fails if another process was faster: no lock is left behind by
 * a crash, and no process can put an older record over a newer one.
 *
 * @throws `WITNESS_STATE_INVALID` when a file is not what was written, and of the file system its code (details: `reason`)
 */
export function witnessStateFolder(folder: string): WitnessState {
  const placeOf = (origin: string): string => join(folder, createHash("sha256").update(utf8(origin)).digest("hex"));
  const last = async (origin: string): Promise<{ number: number; record: WitnessRecord } | undefined> => {
    const numbers = await numbersIn(placeOf(origin));
    const number = numbers.at(-1);
    return number === undefined ? undefined : { number, record: recordOf(origin, await readFile(fileOf(placeOf(origin), number))) };
  };
  return {
    read: (origin) => onDisk(async () => (await last(origin))?.record),
    swap: (origin, before, after) =>
      onDisk(async () => {
        const place = placeOf(origin);
        await mkdir(place, { recursive: true, mode: 0o700 });
        const current = await last(origin);
        if (current?.record.note !== before?.note) return false;
        const next = (current?.number ?? 0) + 1;
        const draft = join(place, `draft-${randomBytes(8).toString("hex")}`);
        await writeDurably(draft, utf8(after.note));
        try {
          if (!(await linked(draft, fileOf(place, next)))) return false;
        } finally {
          await rm(draft, { force: true });
        }
        // Only where all numbers are old could one be taken a second time: then a later one stands beside it.
        if ((await numbersIn(place)).at(-1) !== next) return false;
        await syncFolder(place);
        await syncFolder(folder);
        if (next > KEPT) await rm(fileOf(place, next - KEPT), { force: true });
        return true;
      }),
  };
}

function fileOf(place: string, number: number): string {
  return join(place, `${String(number).padStart(16, "0")}.note`);
}

async function numbersIn(place: string): Promise<number[]> {
  try {
    const names = await readdir(place);
    return names.flatMap((name) => (/^\d{16}\.note$/.test(name) ? [Number(name.slice(0, 16))] : [])).sort((left, right) => left - right);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function recordOf(origin: string, bytes: Uint8Array): WitnessRecord {
  try {
    const note = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const { text } = parseNote(note);
    const checkpoint = parseCheckpoint(text);
    if (checkpoint.origin === origin) return { size: checkpoint.size, root: text.split("\n")[2] ?? "", note };
  } catch {
    // A record that cannot be read is no reason to begin anew: that would let the log roll back.
  }
  throw new PrivacyError("WITNESS_STATE_INVALID", "a record of the witness cannot be read", { reason: "record" });
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A directory's own entries are data, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Errors of the file system name paths of the machine: only their code travels. */
async function onDisk<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Error && "syscall" in error && "code" in error)
      throw new PrivacyError("WITNESS_STATE_INVALID", "the state of the witness cannot be read or written", { reason: String(error.code) });
    throw error;
  }
}
