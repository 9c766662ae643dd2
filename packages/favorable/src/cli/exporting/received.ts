/** A received export, opened with a key file, with progress for those who wait. */
import { existsSync, statSync } from "node:fs";
import { isPrivacyError, type PrivacyError } from "@favorable/core";
import { parseIdentityFile } from "@favorable/encryption";
import { type OpenedExport, openExport } from "@favorable/exports/node";
import { readText } from "../input.ts";

/** What the verbs share. */
export interface ReceivedOptions {
  readonly identity: string;
  readonly signedBy?: readonly string[] | undefined;
}

/** Why an export is not to be believed. */
const BROKEN: ReadonlySet<string> = new Set([
  ...["EXPORT_FORMAT", "EXPORT_UNSEALED", "EXPORT_SEAL", "EXPORT_SIGNATURE"],
  ...["AGE_ARMOR", "AGE_HEADER", "AGE_HMAC", "AGE_PAYLOAD", "AGE_TRUNCATED"],
]);

/** Opens and verifies an export; gives the coded error of one that is not to be believed, throws every other. */
export async function opened(file: string, options: ReceivedOptions): Promise<OpenedExport | PrivacyError> {
  const identities = parseIdentityFile(readText(options.identity, "key file"));
  const signedBy = (options.signedBy ?? []).map((key) => (existsSync(key) ? readText(key, "verifier key").trim() : key));
  const progress = progressOf(file);
  try {
    return await openExport(file, identities, { signedBy, onProgress: progress.show });
  } catch (error) {
    if (isPrivacyError(error) && BROKEN.has(error.code)) return error;
    throw error;
  } finally {
    progress.clear();
  }
}

/** A line of percents on a terminal, nothing elsewhere. */
function progressOf(file: string): { show(bytes: number): void; clear(): void } {
  const watched = process.stderr.isTTY === true;
  const size = watched && existsSync(file) ? statSync(file).size : 0;
  let shown = -1;
  return {
    show(bytes) {
      const percent = size === 0 ? 0 : Math.floor((100 * bytes) / size);
      if (!watched || percent === shown) return;
      shown = percent;
      process.stderr.write(`\rverifying ${percent} %`);
    },
    clear() {
      if (shown >= 0) process.stderr.write("\r\u001b[K");
    },
  };
}

/** One sentence for an export that is not to be believed. */
export function brokenSentence(error: PrivacyError): string {
  const reason = error.details["reason"] === undefined ? "" : ` (${String(error.details["reason"])})`;
  return `NOT TO BE BELIEVED: ${error.message}. ${error.code}${reason}\n`;
}
