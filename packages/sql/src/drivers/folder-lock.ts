/** An exclusive lock beside a folder that only one process may open. */
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { PrivacyError } from "@favorable/core";

/** Who holds a lock, as its file says. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** On Linux: the boot and the process's start in it. A process id that is used again has another start. */
  readonly start?: string;
  readonly token: string;
}

/** A lock that is held. */
export interface FolderLock {
  /** Gives the folder free. A process that dies needs nothing: its lock is seen to be dead. */
  release(): void;
}

const ATTEMPTS = 20;

/**
 * Takes `<folder>.lock`, whether or not the folder exists yet.
 *
 * The file is complete before it gets its name: `link` fails when the name is taken, and nobody ever reads half a lock. File systems
 * without hard links are refused with `LOCK_UNSUPPORTED`.
 *
 * @throws `FOLDER_LOCKED` while a living process holds it, or one on another host, which cannot be asked
 */
export function lockFolder(folder: string): FolderLock {
  const path = `${resolve(folder)}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const start = processStart(process.pid);
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    ...(start === undefined ? {} : { start }),
    token: randomBytes(12).toString("hex"),
  };
  const draft = `${path}.${owner.token}`;
  writeDraft(draft, owner);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (linked(draft, path)) return { release: () => release(path, owner.token) };
      const found = read(path);
      if (found === undefined) continue; // Given free in between.
      if (isAlive(found)) throw locked(path, found);
      clearDead(path, found.token, draft);
    }
    throw locked(path);
  } finally {
    unlinkSync(draft);
  }
}

function writeDraft(draft: string, owner: Owner): void {
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, JSON.stringify(owner));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a file a second name; false when the name is taken. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new PrivacyError("LOCK_UNSUPPORTED", "the file system of the folder has no hard links: choose another", {
      reason: codeOf(error),
    });
  }
}

/**
 * Removes a dead owner's file. Only the process that links `<lock>.<dead owner's token>` may, and only while the lock still shows that
 * token: of two that both saw the dead owner, the slower one would remove the faster one's new lock.
 */
function clearDead(path: string, dead: string, draft: string): void {
  const permit = `${path}.${dead}`;
  if (!linked(draft, permit)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // Another process is clearing it.
    return;
  }
  try {
    if (read(path)?.token === dead) unlinkSync(path);
  } finally {
    unlinkSync(permit);
  }
}

function release(path: string, token: string): void {
  if (read(path)?.token === token) unlinkSync(path);
}

function read(path: string): Owner | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { pid, host, start, token } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid === "number" && typeof host === "string" && typeof token === "string")
      return { pid, host, token, ...(typeof start === "string" ? { start } : {}) };
  } catch {
    // Not written by this library: nothing tells whether its owner lives.
  }
  throw locked(path);
}

function locked(path: string, owner?: Owner): PrivacyError {
  const file = basename(path);
  const who = owner === undefined ? "" : ` by process ${owner.pid} on host ${owner.host}`;
  const message = `the data folder is in use${who}: end that process, or delete ${file} beside the folder when it no longer runs`;
  return new PrivacyError("FOLDER_LOCKED", message, { file, ...(owner === undefined ? {} : { pid: owner.pid }) });
}

function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
  const now = processStart(owner.pid);
  return owner.start === undefined || now === undefined || now === owner.start;
}

/** Start of a process, from /proc on Linux; elsewhere unknown, and a living process id counts as the owner. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // The command's name may hold spaces and parentheses.
    if (fields[0] === "Z") return "ended";
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`; // Field 22 of proc(5): starttime.
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "";
}
