/** `favorable review` and `favorable dossier`: the opinion on a document, as text, as data or as a page. */
import { writeFileSync } from "node:fs";
import { calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import { type EvidenceBundle, review as giveOpinion, type Opinion, type ProfileId, profiles, readEvidence } from "@favorable/review";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import { readJson } from "../input.ts";
import { lookOf } from "../terminal.ts";
import { opinionText } from "./opinion-text.ts";

interface OpinionOptions {
  readonly profile: string;
  readonly asOf?: string | undefined;
  readonly evidence?: string | undefined;
  readonly simulated?: true | undefined;
}

interface ReviewOptions extends OpinionOptions {
  readonly lang: string;
  readonly allowConditions?: true | undefined;
  readonly json?: true | undefined;
}

/** Prints the opinion; returns 0 when it is favorable, or favorable with conditions where those are allowed, else 1. */
export async function review(file: string, options: ReviewOptions): Promise<number> {
  if (options.lang !== "fr" && options.lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  const { document, opinion } = opinionOn(file, options);
  const look = lookOf(process.stdout, process.env);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(opinion, undefined, 2)}\n` : opinionText(opinion, document, options.lang, look),
  );
  const passes = opinion.outcome === "favorable" || (options.allowConditions === true && opinion.outcome === "favorable-with-conditions");
  return passes ? 0 : 1;
}

/** Writes the dossier page; returns 0 whatever the opinion says, since the page itself says it. */
export async function dossier(file: string, options: OpinionOptions & { readonly out: string }): Promise<number> {
  const { document, opinion, evidence } = opinionOn(file, options);
  const pictures = evidence === undefined ? {} : { evidence: dossierEvidence(evidence) };
  writeFileSync(options.out, renderDossier({ document, opinion, ...pictures, lang: "both", generatedOn: opinion.asOf }));
  process.stdout.write(`${options.out}\n`);
  return 0;
}

interface Reviewed {
  readonly document: ProcessingDocument;
  readonly opinion: Opinion;
  readonly evidence: EvidenceBundle | undefined;
}

function opinionOn(file: string, options: OpinionOptions): Reviewed {
  const document = readDocument(readJson(file, "declaration"));
  const asOf = options.asOf === undefined ? dateInZone(new Date(), document.zone ?? "UTC") : calendarDate(options.asOf);
  const evidence = options.evidence === undefined ? undefined : readEvidence(readJson(options.evidence, "evidence bundle"));
  const opinion = giveOpinion(document, {
    profile: profileOf(options.profile),
    asOf,
    ...(evidence === undefined ? {} : { evidence }),
    ...(options.simulated === true ? { clock: "simulated" as const } : {}),
  });
  return { document, opinion, evidence };
}

function profileOf(name: string): ProfileId {
  const known = Object.keys(profiles);
  const found = profiles[name as ProfileId];
  if (!Object.hasOwn(profiles, name) || found === undefined)
    throw new PrivacyError("PROFILE_UNKNOWN", "there is no such profile", { known });
  return found.id;
}
