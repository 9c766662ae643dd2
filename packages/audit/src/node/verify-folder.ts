/** Verifies an exported folder offline. */
import { constants, type Dirent } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { LogFiles } from "../verify/files.ts";
import type { LogVerification } from "../verify/findings.ts";
import { type VerifyOptions, verifyLog } from "../verify/verify-log.ts";
import { createVerifier } from "./signer.ts";

/** What a folder is verified with. */
export interface VerifyFolderOptions extends Omit<VerifyOptions, "verifier" | "otherVerifiers"> {
  /** The log's verifier key as text, from somewhere else than the folder; several where its key was changed. */
  readonly vkey: string | readonly string[];
}

/**
 * Verifies every byte of a folder that `exportLog` wrote. What is wrong with the folder is in the answer, never thrown.
 *
 * Only plain files are read, none larger than it can be: a pipe, a device, a link or a file too large is a finding.
 *
 * @throws `KEY_INVALID`; `DATE_INVALID` for an `asOf` that is none; `AGAINST_INVALID`; `FOLDER_UNREADABLE` when there is no such folder or a file may not be
 *   read; what `openBodies` throws
 */
export async function verifyFolder(folder: string, options: VerifyFolderOptions): Promise<LogVerification> {
  const { vkey, ...rest } = options ?? {};
  const [first, ...others] = typeof vkey === "string" ? [vkey] : Array.isArray(vkey) ? vkey : [];
  const verifier = createVerifier(first ?? "");
  if (typeof folder !== "string") throw unreadable("no-folder");
  return verifyLog(folderFiles(folder), { ...rest, verifier, otherVerifiers: others.map(createVerifier) });
}

/** A file may have become something else since it was listed: no link is followed, and no pipe waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What opening says of a name that is no file any more, a link (ELOOP, EMLINK) and a socket or a pipe without a reader (ENXIO) included. */
const GONE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "EMLINK", "ENXIO"]);

function folderFiles(folder: string): LogFiles {
  return {
    async paths() {
      const paths: string[] = [];
      await list(folder, "", paths);
      return paths;
    },
    async read(path, atMost = Number.POSITIVE_INFINITY) {
      try {
        return await readPlain(join(folder, path), atMost);
      } catch (error) {
        if (isPrivacyError(error)) throw error;
        const code = codeOf(error);
        if (GONE.has(code)) return undefined;
        throw unreadable(code);
      }
    },
  };
}

async function readPlain(file: string, atMost: number): Promise<Uint8Array | undefined> {
  const handle = await open(file, FLAGS);
  try {
    const status = await handle.stat();
    if (!status.isFile()) return undefined;
    const { size } = status;
    if (size > atMost) throw tooLarge();
    // A file that grows meanwhile is not followed without end.
    const bytes = new Uint8Array(size + 1);
    let length = 0;
    for (let last = -1; last !== 0 && length < bytes.length; length += last)
      last = (await handle.read(bytes, length, bytes.length - length)).bytesRead;
    if (length > size) throw tooLarge();
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** Adds files as paths; links, empty folders, devices and folders that cannot be named with a `/` at the end: they count as unexpected. */
async function list(folder: string, under: string, paths: string[]): Promise<void> {
  const entries = await entriesOf(folder, under);
  if (entries.length === 0 && under !== "") paths.push(`${under}/`);
  for (const entry of entries) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory()) await list(folder, path, paths);
    else paths.push(`${path}/`);
  }
}

/** A folder within whose name is not UTF-8 cannot be opened by what was read of it: it is listed as an empty one. */
async function entriesOf(folder: string, under: string): Promise<Dirent[]> {
  try {
    return await readdir(join(folder, under), { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    if (under !== "" && GONE.has(code)) return [];
    throw unreadable(code);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

function tooLarge(): PrivacyError {
  return new PrivacyError("FILE_TOO_LARGE", "a file of the folder is larger than it can be");
}

function unreadable(reason: string): PrivacyError {
  return new PrivacyError("FOLDER_UNREADABLE", "the folder or a file in it cannot be read", { reason });
}
