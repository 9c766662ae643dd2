/** `favorable access matrix` and `favorable access section-v`: who may do what, as a document states it. */
import { matrixMarkdown, matrixPage, sectionFive } from "@favorable/access/documents";
import { PrivacyError } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { writeResult } from "../declaration/lock.ts";
import { readJson } from "../input.ts";
import { describeDocument } from "./describe-document.ts";

interface Printed {
  readonly lang: string;
  readonly out?: string | undefined;
}

/** Options of the verb. */
export interface MatrixCommandOptions extends Printed {
  readonly format: string;
  readonly purpose?: string | undefined;
}

/** Prints the matrix in Markdown or HTML; returns 0. */
export function accessMatrix(file: string, { format, lang, purpose, out }: MatrixCommandOptions): number {
  const options = { language: languageOf(lang), ...(purpose === undefined ? {} : { purpose }) };
  if (format !== "md" && format !== "html") throw new PrivacyError("OPTION_INVALID", "--format is md or html");
  const description = describeDocument(readDocument(readJson(file, "declaration")));
  writeResult(format === "md" ? matrixMarkdown(description, options) : matrixPage(description, options), out, true);
  return 0;
}

/** Prints section V of a deliberation; returns 0. */
export function accessSection(file: string, { lang, out }: Printed): number {
  writeResult(sectionFive(describeDocument(readDocument(readJson(file, "declaration"))), { language: languageOf(lang) }), out, true);
  return 0;
}

function languageOf(lang: string): "fr" | "en" {
  if (lang !== "fr" && lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  return lang;
}
