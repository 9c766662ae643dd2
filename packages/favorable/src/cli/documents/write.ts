/** Writing a document in a format, to a file or to the standard output. */
import { writeFileSync } from "node:fs";
import { PrivacyError } from "@favorable/core";
import { type Language, type Paper, paperHtml, paperMarkdown } from "@favorable/review/documents";
import { writeResult } from "../declaration/lock.ts";

/** Where and how a document is written. */
export interface Written {
  readonly lang: string;
  readonly format: string;
  readonly out?: string | undefined;
}

/** The language of an option; throws `OPTION_INVALID`. */
export function languageOf(lang: string): Language {
  if (lang !== "fr" && lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  return lang;
}

/** Writes a paper; throws `OPTION_INVALID` for a format it has not. Returns 0. */
export function writePaper(paper: Paper, { format, out }: Written, more: Readonly<Record<string, () => string>> = {}): number {
  const forms: Readonly<Record<string, () => string>> = { md: () => paperMarkdown(paper), html: () => paperHtml(paper), ...more };
  const form = Object.hasOwn(forms, format) ? forms[format] : undefined;
  if (form === undefined) throw new PrivacyError("OPTION_INVALID", "there is no such format", { known: Object.keys(forms) });
  writeResult(form(), out, true);
  return 0;
}

/** Writes bytes to a file; throws `OPTION_INVALID` without one, for a terminal cannot show them. Returns 0. */
export function writeBytes(bytes: Uint8Array, out: string | undefined): number {
  if (out === undefined) throw new PrivacyError("OPTION_INVALID", "this format needs a file: --out", { option: "--out" });
  try {
    writeFileSync(out, bytes);
  } catch {
    throw new PrivacyError("FILE_UNWRITABLE", "the result cannot be written", { file: out });
  }
  process.stdout.write(`${out}\n`);
  return 0;
}
