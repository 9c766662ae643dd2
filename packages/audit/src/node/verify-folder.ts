/** Verifies an exported folder offline. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { LogFiles } from "../verify/files.ts";
import type { LogVerification } from "../verify/findings.ts";
import { verifyLog } from "../verify/verify-log.ts";
import { createVerifier } from "./signer.ts";

/** What a folder is verified with. */
export interface VerifyFolderOptions {
  /** The log's verifier key as text, from somewhere else than the folder. */
  readonly vkey: string;
  /** A checkpoint of this log that was kept elsewhere: the signed note itself, not a path. */
  readonly against?: string | Uint8Array;
  /** The date the periods are judged at; by default today in UTC, or the day of the last entry under a simulated clock. */
  readonly asOf?: CalendarDate;
}

/**
 * Verifies every byte of a folder that `exportLog` wrote. What is wrong with the folder is in the answer, never thrown.
 *
 * @throws `KEY_INVALID`; `FOLDER_UNREADABLE` when there is no such folder or a file may not be read
 */
export async function verifyFolder(folder: string, { vkey, against, asOf }: VerifyFolderOptions): Promise<LogVerification> {
  const verifier = createVerifier(vkey);
  await readdir(folder).catch((error: unknown) => {
    throw unreadable(codeOf(error));
  });
  return verifyLog(folderFiles(folder), {
    verifier,
    ...(against === undefined ? {} : { against }),
    ...(asOf === undefined ? {} : { asOf }),
  });
}

function folderFiles(folder: string): LogFiles {
  return {
    paths: () => list(folder, ""),
    async read(path) {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        const code = codeOf(error);
        if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
        throw unreadable(code);
      }
    },
  };
}

/** Files as paths; links, empty folders and devices with a `/` at the end, so that they count as unexpected. */
async function list(folder: string, under: string): Promise<string[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(codeOf(error));
  });
  if (entries.length === 0 && under !== "") return [`${under}/`];
  const paths: string[] = [];
  for (const entry of entries) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory()) paths.push(...(await list(folder, path)));
    else paths.push(`${path}/`);
  }
  return paths;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

function unreadable(reason: string): PrivacyError {
  return new PrivacyError("FOLDER_UNREADABLE", "the folder or a file in it cannot be read", { reason });
}
