/** A lock beside a file that one process writes. */
import { createHash, randomBytes } from "node:crypto";
import { link, open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { PrivacyError } from "@favorable/core";

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** Tokens of the locks this process holds, or is about to. */
const held = new Set<string>();

/**
 * Takes `<path>.lock`; the lock of a process of this host that is dead is taken over, by one process of those that try.
 *
 * The lock comes into being whole, as a link to a finished file. What a dead process left is replaced only by who made the file that stands for
 * its token, which one process can, and only while the lock is still that one's: nobody ever moves the lock of a living process.
 *
 * @returns gives the lock back
 * @throws `JOURNAL_LOCKED` while a living process has it, or one of another host, which cannot be asked
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const owner: Owner = { pid: process.pid, host: hostname(), token: randomBytes(12).toString("hex") };
  held.add(owner.token);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if ((await made(lock, owner)) || (await takenOver(lock, owner))) return () => givenBack(lock, owner);
    }
  } catch (error) {
    held.delete(owner.token);
    throw error;
  }
  held.delete(owner.token);
  throw new PrivacyError("JOURNAL_LOCKED", "another process has the journal open");
}

/** Only its owner removes a lock, and stays alive for as long as that takes. */
async function givenBack(lock: string, { token }: Owner): Promise<void> {
  if (!held.has(token)) return;
  if ((await read(lock))?.token === token) await unlink(lock);
  held.delete(token);
}

/** Links a finished file to the name; false when there is one of that name. */
async function made(name: string, owner: Owner): Promise<boolean> {
  const draft = await drafted(name, owner);
  try {
    await link(draft, name);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function drafted(name: string, owner: Owner): Promise<string> {
  const draft = `${name}.${randomBytes(6).toString("hex")}.draft`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(JSON.stringify(owner));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

/** Replaces the lock of a dead process; false when it is gone by now, or somebody else's. Throws `JOURNAL_LOCKED` while its owner lives. */
async function takenOver(lock: string, owner: Owner): Promise<boolean> {
  const found = await read(lock);
  if (found === undefined) return false;
  const claims = await claimed(lock, found, owner);
  try {
    // Who came later may hold the claim of a process that was replaced meanwhile.
    if ((await read(lock))?.token !== found.token) return false;
    await rename(await drafted(lock, owner), lock);
    return true;
  } finally {
    for (const claim of claims) await unlink(claim);
  }
}

/** Makes the file that stands for taking over what a dead process left, whatever it was: a lock, or such a file itself. */
async function claimed(lock: string, dead: Owner, owner: Owner): Promise<readonly string[]> {
  if (isAlive(dead)) throw new PrivacyError("JOURNAL_LOCKED", "another process has the journal open");
  const claim = `${lock}.${createHash("sha256").update(dead.token).digest("hex").slice(0, 24)}.claim`;
  if (await made(claim, owner)) return [claim];
  const other = await read(claim);
  return other === undefined ? claimed(lock, dead, owner) : [claim, ...(await claimed(lock, other, owner))];
}

/** Whose it is; undefined when it is gone. What cannot be read was not written whole, by something that is no longer there. */
async function read(name: string): Promise<Owner | undefined> {
  let text: string;
  try {
    text = await readFile(name, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { pid, host, token } = JSON.parse(text);
    if (typeof pid === "number" && typeof host === "string" && typeof token === "string") return { pid, host, token };
  } catch {
    // Not JSON.
  }
  return { pid: 0, host: "", token: "" };
}

function isAlive({ pid, host, token }: Owner): boolean {
  if (token === "") return false;
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
