/** `favorable lock`: the approved document, frozen. */
import { writeFileSync } from "node:fs";
import { PrivacyError } from "@favorable/core";
import { lockDocument, lockText, readDocument } from "@favorable/processing";
import { readJson } from "../input.ts";

interface LockOptions {
  readonly authority: string;
  readonly number: string;
  readonly on: string;
  readonly approvedBy: string;
  readonly out?: string | undefined;
  readonly replace?: true | undefined;
}

/** Writes the lock; returns 0. Throws `FILE_EXISTS` rather than losing what was approved before. */
export function lock(file: string, { authority, number, on, approvedBy, out, replace }: LockOptions): number {
  const text = lockText(lockDocument(readDocument(readJson(file, "declaration")), { authority, number, on, role: approvedBy }));
  writeResult(text, out, replace === true);
  return 0;
}

/** Writes a text to a file, whose name is then printed, or to the standard output. */
export function writeResult(text: string, out: string | undefined, replace: boolean): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(out, text, { flag: replace ? "w" : "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere
      ? new PrivacyError("FILE_EXISTS", "there is a file of that name: --replace replaces it", { file: out })
      : new PrivacyError("FILE_UNWRITABLE", "the result cannot be written", { file: out });
  }
  process.stdout.write(`${out}\n`);
}
