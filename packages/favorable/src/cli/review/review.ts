/** `favorable review` and `favorable dossier`: the opinion on a document, as text, as data or as a page. */
import { writeFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle, Opinion } from "@favorable/review";
import { deliberation, opinionSarif, paperMarkdown } from "@favorable/review/documents";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import { readText } from "../input.ts";
import { lookOf } from "../terminal.ts";
import { linesOf } from "./lines.ts";
import { type OpinionOptions, opinionOn, type Reviewed } from "./opinion-on.ts";
import { opinionText } from "./opinion-text.ts";

interface ReviewOptions extends OpinionOptions {
  readonly lang: string;
  readonly allowConditions?: true | undefined;
  readonly format: string;
  readonly json?: true | undefined;
}

/** What `review` can print. */
export const FORMATS = ["text", "json", "html", "sarif", "md"] as const;

/** Prints the opinion; returns 0 when it is favorable, or favorable with conditions where those are allowed, else 1. */
export async function review(file: string, options: ReviewOptions): Promise<number> {
  if (options.lang !== "fr" && options.lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  const reviewed = await opinionOn(file, options);
  const { opinion } = reviewed;
  process.stdout.write(written(reviewed, file, options.lang, options.json === true ? "json" : options.format));
  const passes = opinion.outcome === "favorable" || (options.allowConditions === true && opinion.outcome === "favorable-with-conditions");
  return passes ? 0 : 1;
}

function written({ document, opinion, evidence }: Reviewed, file: string, language: "fr" | "en", format: string): string {
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  if (format === "text") return opinionText(opinion, document, language, lookOf(process.stdout, process.env));
  if (format === "json") return json(opinion);
  if (format === "sarif")
    return json(opinionSarif(opinion, { uri: uriOf(file), language, lineOf: linesOf(readText(file, "declaration")) }));
  if (format === "html") return pageOf(document, opinion, evidence, language);
  if (format === "md") return paperMarkdown(deliberation(document, opinion, { language, evidence }));
  throw new PrivacyError("OPTION_INVALID", "there is no such format", { known: FORMATS });
}

/** Relative to where the command runs: an absolute path would name a machine. */
function uriOf(file: string): string {
  return relative(process.cwd(), file).split(sep).map(encodeURIComponent).join("/");
}

function pageOf(document: ProcessingDocument, opinion: Opinion, evidence: EvidenceBundle | undefined, lang: "fr" | "en" | "both"): string {
  const pictures = evidence === undefined ? {} : { evidence: dossierEvidence(evidence) };
  return renderDossier({ document, opinion, ...pictures, lang, generatedOn: opinion.asOf });
}

/** Writes the dossier page; returns 0 whatever the opinion says, since the page itself says it. */
export async function dossier(file: string, options: OpinionOptions & { readonly out: string }): Promise<number> {
  const { document, opinion, evidence } = await opinionOn(file, options);
  writeFileSync(options.out, pageOf(document, opinion, evidence, "both"));
  process.stdout.write(`${options.out}\n`);
  return 0;
}
