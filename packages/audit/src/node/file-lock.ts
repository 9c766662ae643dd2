/** A lock beside a file that one process writes. */
import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { PrivacyError } from "@favorable/core";

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** Tokens of the locks this process holds. */
const held = new Set<string>();

/**
 * Takes `<path>.lock` (made with `O_EXCL`); the lock of a process of this host that is dead is taken over.
 *
 * @returns gives the lock back
 * @throws `JOURNAL_LOCKED` while a living process has it, or one of another host, which cannot be asked
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const owner: Owner = { pid: process.pid, host: hostname(), token: randomBytes(12).toString("hex") };
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await made(lock, owner)) {
      held.add(owner.token);
      return async () => {
        held.delete(owner.token);
        if ((await read(lock))?.token === owner.token) await unlink(lock);
      };
    }
    const found = await read(lock);
    if (found !== undefined && isAlive(found)) break;
    await clearAway(lock, found);
  }
  throw new PrivacyError("JOURNAL_LOCKED", "another process has the journal open");
}

async function made(lock: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(lock, "wx", 0o600);
    try {
      await handle.writeFile(JSON.stringify(owner));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function read(lock: string): Promise<Owner | undefined> {
  try {
    const { pid, host, token } = JSON.parse(await readFile(lock, "utf8"));
    return typeof pid === "number" && typeof host === "string" && typeof token === "string" ? { pid, host, token } : undefined;
  } catch {
    return undefined; // Gone, or half written by a process that died: cleared away as a dead one's.
  }
}

/** Two processes may clear at once: what was moved away is looked at again, and put back when it is somebody's new lock. */
async function clearAway(lock: string, dead: Owner | undefined): Promise<void> {
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(lock, aside);
    const moved = await read(aside);
    if (moved !== undefined && moved.token !== dead?.token && isAlive(moved)) await link(aside, lock);
    await unlink(aside);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  }
}

function isAlive({ pid, host, token }: Owner): boolean {
  if (host !== hostname()) return true;
  // In a container every process is number 1: a lock of this number is alive only if this process took it.
  if (pid === process.pid) return held.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
