/** A received export, opened with a key file, with progress for those who wait. */
import { existsSync, statSync } from "node:fs";
import { isPrivacyError, type PrivacyError } from "@favorable/core";
import { parseIdentityFile } from "@favorable/encryption";
import type { SignatureState } from "@favorable/exports";
import { type OpenedExport, openExport } from "@favorable/exports/node";
import { readText } from "../input.ts";
import { printable } from "../printable.ts";

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
  const signedBy = options.signedBy?.map((key) => (existsSync(key) ? readText(key, "verifier key").trim() : key));
  const progress = progressOf(file);
  try {
    return await openExport(file, identities, { ...(signedBy === undefined ? {} : { signedBy }), onProgress: progress.show });
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

const SENDER: Readonly<Record<SignatureState, string>> = {
  verified: "Signed by a key you gave.",
  unverified: "Signed, but you gave no key of the sender to hold it against (--signed-by): the sender is unknown.",
  unsigned: "Not signed: anyone who knows the recipient could have made it.",
};

/** What is known of the sender, and whether it was meant for the reader; one sentence a line. */
export function senderSentences({ signature, addressed }: Pick<OpenedExport, "signature" | "addressed">): string {
  const meant = addressed === false ? "Not addressed to you: its manifest names other recipients, so that somebody passed it on.\n" : "";
  return `${SENDER[signature]}\n${meant}`;
}

/** One sentence for an export that is not to be believed. */
export function brokenSentence(error: PrivacyError): string {
  const reason = error.details["reason"] === undefined ? "" : ` (${String(error.details["reason"])})`;
  return `NOT TO BE BELIEVED: ${printable(`${error.message}. ${error.code}${reason}`)}\n`;
}
