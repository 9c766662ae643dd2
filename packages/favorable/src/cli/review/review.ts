/** `favorable review` and `favorable dossier`: the opinion on a document, as text, as data or as a page. */
import { writeFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import {
  type EvidenceBundle,
  review as giveOpinion,
  isSignedEvidence,
  type Opinion,
  profileOf,
  readEvidence,
  readReport,
} from "@favorable/review";
import { opinionSarif } from "@favorable/review/documents";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import { openedEvidence } from "../evidence/verify.ts";
import { readJson, readText } from "../input.ts";
import { lookOf } from "../terminal.ts";
import { linesOf } from "./lines.ts";
import { opinionText } from "./opinion-text.ts";

interface OpinionOptions {
  readonly profile: string;
  readonly asOf?: string | undefined;
  readonly evidence?: string | undefined;
  readonly evidenceKey?: string | undefined;
  readonly simulated?: true | undefined;
}

interface ReviewOptions extends OpinionOptions {
  readonly lang: string;
  readonly allowConditions?: true | undefined;
  readonly format: string;
  readonly json?: true | undefined;
}

/** What `review` can print. */
export const FORMATS = ["text", "json", "html", "sarif"] as const;

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

interface Reviewed {
  readonly document: ProcessingDocument;
  readonly opinion: Opinion;
  readonly evidence: EvidenceBundle | undefined;
}

async function opinionOn(file: string, options: OpinionOptions): Promise<Reviewed> {
  const document = readDocument(readJson(file, "declaration"));
  const asOf = options.asOf === undefined ? dateInZone(new Date(), document.zone ?? "UTC") : calendarDate(options.asOf);
  const evidence = await evidenceOf(options);
  const opinion = giveOpinion(document, {
    profile: profileOf(options.profile).id,
    asOf,
    ...(evidence === undefined ? {} : { evidence }),
    ...(options.simulated === true ? { clock: "simulated" as const } : {}),
  });
  return { document, opinion, evidence };
}

/** A bundle, a report with a bundle in it, or signed evidence, which nobody should take for what it says without its key. */
async function evidenceOf({ evidence: file, evidenceKey: key }: OpinionOptions): Promise<EvidenceBundle | undefined> {
  if (key !== undefined && file === undefined)
    throw new PrivacyError("OPTION_INVALID", "--evidence-key goes with --evidence", { option: "--evidence-key" });
  if (file === undefined) return undefined;
  if (key !== undefined) return (await openedEvidence(file, { key })).evidence;
  const value = readJson(file, "evidence bundle");
  if (isSignedEvidence(value))
    throw new PrivacyError("OPTION_INVALID", "the evidence is signed: give the signer's verifier key", { option: "--evidence-key" });
  const isReport = typeof value === "object" && value !== null && "notCollected" in value;
  return isReport ? readReport(value).evidence : readEvidence(value);
}
