/** `favorable check`: what a document has become since it was approved. */
import { PrivacyError } from "@favorable/core";
import { compareDocuments, documentHash, type Renames, readDocument, readLock } from "@favorable/processing";
import { readJson } from "../input.ts";
import { lookOf } from "../terminal.ts";
import { driftText } from "./drift-text.ts";

interface CheckOptions {
  readonly lock: string;
  readonly sha256?: string | undefined;
  readonly rename?: readonly string[] | undefined;
  readonly lang: string;
  readonly json?: true | undefined;
}

/** Prints the comparison; returns 1 when something widens, else 0. */
export function check(file: string, options: CheckOptions): number {
  if (options.lang !== "fr" && options.lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  const document = readDocument(readJson(file, "declaration"));
  const lock = readLock(readJson(options.lock, "lock"), options.sha256);
  const drift = compareDocuments(lock.document, document, { renames: renamesOf(options.rename ?? []) });
  const report = {
    ...drift,
    lock: { approval: lock.approval, sha256: lock.sha256 },
    document: { id: document.id, sha256: documentHash(document) },
  };
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : driftText(drift, lock, options.lang, lookOf(process.stdout, process.env)),
  );
  return drift.direction === "widening" ? 1 : 0;
}

/** Reads `roles:hr=people`; which kinds and names there are is for the comparison to say. */
function renamesOf(given: readonly string[]): Renames {
  const renames = new Map<string, Record<string, string>>();
  for (const one of given) {
    const [, kind, from, to] = /^([a-z]+):([\w.-]+)=([\w.-]+)$/i.exec(one) ?? [];
    if (kind === undefined || from === undefined || to === undefined)
      throw new PrivacyError("OPTION_INVALID", "--rename is kind:old=new, such as roles:hr=people");
    renames.set(kind, { ...renames.get(kind), [from]: to });
  }
  // Any kind is let through here: the comparison refuses one it does not know, with a code.
  return Object.fromEntries(renames);
}
