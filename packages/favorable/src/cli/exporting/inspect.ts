/** `favorable export inspect`: what the file tells, without and with a key. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { PrivacyError } from "@favorable/core";
import { type AgeInspection, inspectAge } from "@favorable/encryption";
import type { ExportManifest } from "@favorable/exports";
import { printable } from "../printable.ts";
import { brokenSentence, opened } from "./received.ts";

const HEADER = 1024 * 1024;

/** Prints what is known; returns the exit code. */
export async function inspectExport(
  file: string,
  options: { readonly identity?: string | undefined; readonly json?: true | undefined },
): Promise<number> {
  const { size, beginning } = beginningOf(file);
  const outside = inspectAge(beginning, size);
  const result = options.identity === undefined ? undefined : await opened(file, { identity: options.identity });
  if (result instanceof PrivacyError) {
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ size, ...outside, code: result.code }, undefined, 2)}\n` : brokenSentence(result),
    );
    return 1;
  }
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ size, ...outside, ...(result === undefined ? {} : { manifest: result.manifest, seal: result.seal }) }, undefined, 2)}\n`
      : outsideText(size, outside) + (result === undefined ? "" : manifestText(result.manifest, result.seal.rows)),
  );
  return 0;
}

function beginningOf(file: string): { readonly size: number; readonly beginning: Uint8Array } {
  try {
    const { size } = statSync(file);
    const handle = openSync(file, "r");
    try {
      const bytes = new Uint8Array(Math.min(size, HEADER));
      return { size, beginning: bytes.subarray(0, readSync(handle, bytes)) };
    } finally {
      closeSync(handle);
    }
  } catch {
    throw new PrivacyError("FILE_UNREADABLE", "the export cannot be read", { file });
  }
}

function outsideText(size: number, { recipients, armored, plaintextLength }: AgeInspection): string {
  const content = plaintextLength === undefined ? "" : `, ${plaintextLength} bytes inside`;
  return `age file of ${size} bytes${armored ? " in armor" : ""}${content}; ${recipients.length} ${recipients.length === 1 ? "key opens" : "keys open"} it (${recipients.join(", ")}).\n`;
}

function manifestText(manifest: ExportManifest, rows: number): string {
  const fields = manifest.fields.map(({ name, transform }) => (transform === undefined ? name : `${name} (${transform})`));
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["export", `${manifest.id}, ${manifest.createdAt}${manifest.simulated ? " (simulated time)" : ""}`],
    ["controller", manifest.controller],
    ["exported by", `${manifest.actor}, as ${manifest.role}`],
    ["approved by", manifest.approval === undefined ? undefined : `${manifest.approval.approver}, as ${manifest.approval.role}`],
    ["purpose", manifest.statement === undefined ? manifest.purpose : `${manifest.purpose}: ${manifest.statement}`],
    ["legal basis", manifest.legalBasis],
    ["record", `${manifest.record}, ${rows} ${rows === 1 ? "row" : "rows"}, ${manifest.rows}`],
    ["fields", fields.join(", ")],
    ["left out", manifest.excluded.map(({ name, reason }) => `${name} (${reason.replace("-", " ")})`).join(", ") || "nothing"],
    ["recipients", manifest.recipients.map(({ label, fingerprint }) => label ?? fingerprint).join(", ")],
    ["keep until", manifest.keepUntil],
    ["afterwards", manifest.afterwards],
    ["says signed", manifest.signer ?? "no"],
  ];
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(12)} ${printable(value)}\n`])).join("");
}
