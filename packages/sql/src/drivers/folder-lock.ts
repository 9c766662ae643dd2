/** An exclusive lock beside a folder that only one process may open. */
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, unlinkSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
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
  /** The folder's real path: every name of it leads to the same lock. */
  readonly folder: string;
  /** Gives the folder free. A process that dies needs nothing: its lock is seen to be dead. */
  release(): void;
}

const ATTEMPTS = 20;
/** As `lockFolder` makes them: a token becomes part of a path, so nothing else is taken from a file. */
const TOKEN = /^[0-9a-f]{24}$/;

/**
 * Takes `<folder>.lock`, whether or not the folder exists yet.
 *
 * The file is complete before it gets its name: `link` fails when the name is taken, and nobody ever reads half a lock. File systems
 * without hard links are refused with `LOCK_UNSUPPORTED`.
 *
 * @throws `FOLDER_LOCKED` while a living process holds it, or one on another host, which cannot be asked; `FOLDER_INVALID` for what is no
 *   plain path of a folder that can be there; `LOCK_UNSUPPORTED`
 */
export function lockFolder(folder: string): FolderLock {
  const real = realFolder(folder);
  const path = `${real}.lock`;
  const start = processStart(process.pid);
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    ...(start === undefined ? {} : { start }),
    token: randomBytes(12).toString("hex"),
  };
  const draft = `${path}.${owner.token}`;
  onDisk(() => writeDraft(draft, owner));
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (linked(draft, path)) return { folder: real, release: () => release(path, owner.token) };
      const found = read(path);
      if (found === undefined) continue; // Given free in between.
      if (isAlive(found)) throw locked(path, found);
      clearDead(path, found, draft);
    }
    throw locked(path);
  } finally {
    unlinkSync(draft);
  }
}

/**
 * The path that the operating system knows the folder by: two names of one folder must not have two locks. A scheme such as `file://`
 * is PGlite's way to name a folder, and is refused.
 */
function realFolder(folder: string): string {
  if (typeof folder !== "string" || folder === "" || folder.includes("\0")) throw invalid("path");
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(folder)) throw invalid("scheme");
  const path = resolve(folder);
  return onDisk(() => {
    mkdirSync(dirname(path), { recursive: true });
    try {
      return realpathSync.native(path);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
    }
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw invalid("dangling-link");
    return join(realpathSync.native(dirname(path)), basename(path));
  });
}

/** Errors of the system quote paths. */
function onDisk<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof PrivacyError ? error : invalid(codeOf(error) || "system");
  }
}

function invalid(reason: string): PrivacyError {
  return new PrivacyError("FOLDER_INVALID", "the data folder is named by a plain path that can be read and written", { reason });
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
 * token: of two that both saw the dead owner, the slower one would remove the faster one's new lock. A process that died with this
 * permit in its hands is a dead owner itself, of the permit, and cleared in the same way.
 */
function clearDead(path: string, dead: Owner, draft: string): void {
  const permit = `${path}.${dead.token}`;
  if (!linked(draft, permit)) {
    const holder = read(permit);
    if (holder === undefined) return;
    if (isAlive(holder))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // It is clearing.
    else clearDead(permit, holder, draft);
    return;
  }
  try {
    if (read(path)?.token === dead.token) unlinkSync(path);
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
    throw locked(path); // Nothing tells whether its owner lives.
  }
  try {
    const { pid, host, start, token } = JSON.parse(text) as Partial<Owner>;
    // Process ids of zero and less mean groups of processes.
    if (Number.isSafeInteger(pid) && Number(pid) > 0 && typeof host === "string" && typeof token === "string" && TOKEN.test(token))
      return { pid: Number(pid), host, token, ...(typeof start === "string" ? { start } : {}) };
  } catch {
    // Not written by this library: nothing tells whether its owner lives.
  }
  throw locked(path);
}

function locked(path: string, owner?: Owner): PrivacyError {
  const file = basename(path);
  // A host may be named after a person.
  const who = owner === undefined ? "" : ` by process ${owner.pid} on ${owner.host === hostname() ? "this" : "another"} host`;
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
