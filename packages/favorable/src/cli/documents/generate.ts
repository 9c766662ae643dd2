/** `favorable generate`: the documents that follow from a declaration. */
import { calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import {
  accessMatrix,
  breachRegister,
  deliberation,
  impactAssessment,
  linksSheet,
  noticePaper,
  type ObservedSheetOptions,
  type Paper,
  piaFile,
  processorSheets,
  retentionSchedule,
  rightsProcedure,
  type SheetOptions,
} from "@favorable/review/documents";
import { readJson } from "../input.ts";
import { evidenceOf, type OpinionOptions, opinionOn } from "../review/opinion-on.ts";
import { languageOf, type Written, writePaper } from "./write.ts";

/** Options of every document, and those that some have. */
export interface GenerateOptions extends Written, Partial<OpinionOptions> {
  readonly regime?: string | undefined;
  readonly layer?: string | undefined;
  readonly on?: string | undefined;
  readonly author?: string | undefined;
}

/** Writes the draft deliberation; returns 0 whatever the opinion, since the draft itself says it. */
export async function generateDeliberation(file: string, options: GenerateOptions & OpinionOptions): Promise<number> {
  const language = languageOf(options.lang);
  const { document, opinion, evidence } = await opinionOn(file, options);
  return writePaper(deliberation(document, opinion, { language, evidence }), options);
}

/** Writes the impact assessment: the file of the CNIL's PIA software unless a format is asked for. Returns 0. */
export function generateDpia(file: string, options: GenerateOptions): number {
  const language = languageOf(options.lang);
  const document = read(file);
  const createdOn = options.on === undefined ? dateInZone(new Date(), document.zone ?? "UTC") : calendarDate(options.on);
  const { author } = options;
  const json = (): string =>
    `${JSON.stringify(piaFile(document, { language, createdOn, ...(author === undefined ? {} : { author }) }), undefined, 2)}\n`;
  return writePaper(impactAssessment(document, { language }), options, { json });
}

/** Writes the notices; returns 0. */
export function generateNotices(file: string, options: GenerateOptions): number {
  const { regime, layer } = options;
  if (regime !== undefined && regime !== "gdpr" && regime !== "mc-1565" && regime !== "mc-1165")
    throw new PrivacyError("OPTION_INVALID", "--regime is gdpr, mc-1565 or mc-1165");
  if (layer !== undefined && layer !== "full" && layer !== "short") throw new PrivacyError("OPTION_INVALID", "--layer is full or short");
  const paper = noticePaper(read(file), {
    language: languageOf(options.lang),
    ...(regime === undefined ? {} : { regime }),
    ...(layer === undefined ? {} : { layer }),
  });
  return writePaper(paper, options);
}

/** How a sheet is written, and what the help says of it. */
interface SheetVerb<Options> {
  readonly write: (document: ProcessingDocument, options: Options) => Paper;
  readonly says: string;
}

/** Sheets of the declaration alone. */
export const SHEETS: Readonly<Record<"matrix" | "processors" | "breach", SheetVerb<SheetOptions>>> = {
  matrix: { write: accessMatrix, says: "the access matrix: rights, missions, rows in reach, procedure" },
  processors: { write: processorSheets, says: "processors and transfers: contracts, clauses of GDPR article 28(3), end of the contract" },
  breach: { write: breachRegister, says: "the breach procedure, and the form of its register" },
};

/** Sheets that show evidence beside what is declared. */
export const OBSERVED: Readonly<Record<"retention" | "links" | "rights", SheetVerb<ObservedSheetOptions>>> = {
  retention: { write: retentionSchedule, says: "the retention schedule: floors, caps, starts, last runs, oldest records" },
  links: { write: linksSheet, says: "links with other processings, their channels, and recipients" },
  rights: { write: rightsProcedure, says: "the procedure for the rights of the persons" },
};

/** Writes a sheet; returns 0. */
export function generateSheet(name: keyof typeof SHEETS, file: string, options: GenerateOptions): number {
  return writePaper(SHEETS[name].write(read(file), { language: languageOf(options.lang) }), options);
}

/** Writes a sheet with the evidence that is given; returns 0. */
export async function generateObserved(name: keyof typeof OBSERVED, file: string, options: GenerateOptions): Promise<number> {
  const evidence = await evidenceOf({ evidence: options.evidence, evidenceKey: options.evidenceKey });
  return writePaper(OBSERVED[name].write(read(file), { language: languageOf(options.lang), evidence }), options);
}

function read(file: string): ProcessingDocument {
  return readDocument(readJson(file, "declaration"));
}
