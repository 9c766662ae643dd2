/** The opinion on a document, from what the command line names. */
import { calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import {
  type EvidenceBundle,
  review as giveOpinion,
  isSignedEvidence,
  type OpenedEvidence,
  type Opinion,
  readEvidence,
  readReport,
} from "@favorable/review";
import { openedEvidence } from "../evidence/verify.ts";
import { readJson } from "../input.ts";
import { profileFor } from "./profile-for.ts";

/** How the opinion is given. */
export interface OpinionOptions {
  readonly profile?: string | undefined;
  readonly asOf?: string | undefined;
  readonly evidence?: string | undefined;
  readonly evidenceKey?: string | undefined;
  /** Lets evidence that nobody signed count for a submitted file. */
  readonly unsignedEvidence?: true | undefined;
  readonly simulated?: true | undefined;
}

/** A document, the opinion on it and the evidence it was given on. */
export interface Reviewed {
  readonly document: ProcessingDocument;
  readonly opinion: Opinion;
  readonly evidence: EvidenceBundle | undefined;
}

/** Reads the document and the evidence, and gives the opinion. */
export async function opinionOn(file: string, options: OpinionOptions): Promise<Reviewed> {
  const document = readDocument(readJson(file, "declaration"));
  const asOf = options.asOf === undefined ? dateInZone(new Date(), document.zone ?? "UTC") : calendarDate(options.asOf);
  const given = await givenEvidence(options);
  const { id: profile, remark } = profileFor(document, asOf, options.profile);
  if (remark !== undefined) process.stderr.write(`favorable: ${remark}\n`);
  const opinion = giveOpinion(document, {
    profile,
    asOf,
    ...(given === undefined ? {} : { evidence: given }),
    // What is handed in for a decision rests on evidence that somebody answers for, unless it is asked otherwise.
    unsigned: document.stage === "submitted" && options.unsignedEvidence !== true ? "promise" : "evidence",
    ...(options.simulated === true ? { clock: "simulated" as const } : {}),
  });
  return { document, opinion, evidence: bundleOf(given) };
}

/** The bundle that the options name, for what only shows it. */
export async function evidenceOf(options: Pick<OpinionOptions, "evidence" | "evidenceKey">): Promise<EvidenceBundle | undefined> {
  return bundleOf(await givenEvidence(options));
}

function bundleOf(given: EvidenceBundle | OpenedEvidence | undefined): EvidenceBundle | undefined {
  return given !== undefined && "notCollected" in given ? given.evidence : given;
}

/** A bundle, a report with a bundle in it, or signed evidence, which nobody should take for what it says without its key. */
async function givenEvidence({
  evidence: file,
  evidenceKey: key,
}: Pick<OpinionOptions, "evidence" | "evidenceKey">): Promise<EvidenceBundle | OpenedEvidence | undefined> {
  if (key !== undefined && file === undefined)
    throw new PrivacyError("OPTION_INVALID", "--evidence-key goes with --evidence", { option: "--evidence-key" });
  if (file === undefined) return undefined;
  if (key !== undefined) return openedEvidence(file, { key });
  const value = readJson(file, "evidence bundle");
  if (isSignedEvidence(value))
    throw new PrivacyError("OPTION_INVALID", "the evidence is signed: give the signer's verifier key", { option: "--evidence-key" });
  const isReport = typeof value === "object" && value !== null && "notCollected" in value;
  return isReport ? readReport(value).evidence : readEvidence(value);
}
