/** `favorable generate`: the documents that follow from a declaration. */
import { calendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import {
  accessMatrix,
  breachRegister,
  deliberation,
  impactAssessment,
  type LawSheetOptions,
  linksSheet,
  type NoticePaperOptions,
  noticeGaps,
  noticePaper,
  type Paper,
  piaFile,
  processorSheets,
  type RightsOptions,
  retentionSchedule,
  rightsProcedure,
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
  const document = read(file);
  const language = languageOf(options.lang);
  const how: NoticePaperOptions = {
    language,
    ...dayOf(document, options, regime === undefined),
    ...(regime === undefined ? {} : { regime }),
    ...(layer === undefined ? {} : { layer }),
  };
  const written = writePaper(noticePaper(document, how), options);
  const { notices, lacking, items } = noticeGaps(document, how);
  if (lacking > 0) process.stderr.write(`favorable: ${lackWords(language, notices, lacking, items.length)}\n`);
  return written;
}

/** Said once, whatever the number of notices. */
function lackWords(language: "fr" | "en", notices: number, lacking: number, items: number): string {
  return language === "en"
    ? `incomplete notices: ${lacking} of ${notices} (${items} ${items === 1 ? "mention that the law asks for is" : "mentions that the law asks for are"} missing)`
    : `notices incomplètes : ${lacking} sur ${notices} (${items} ${items < 2 ? "mention que le droit demande manque" : "mentions que le droit demande manquent"})`;
}

/** The day whose law is cited; where the file decides by the day of its filing, whoever reads a later law is told. */
function dayOf(document: ProcessingDocument, { asOf, lang }: GenerateOptions, says = true): { readonly asOf?: string } {
  if (asOf !== undefined) return { asOf: calendarDate(asOf) };
  const on = document.controller?.country === "MC" ? document.governance?.formality?.on : undefined;
  if (says && on !== undefined)
    process.stderr.write(
      lang === "fr"
        ? `favorable: droit en vigueur au jour du dépôt, ${on} ; --as-of en désigne un autre\n`
        : `favorable: the law in force on the day of the filing, ${on}; --as-of names another\n`,
    );
  return {};
}

/** How a sheet is written, and what the help says of it. */
interface SheetVerb<Options> {
  readonly write: (document: ProcessingDocument, options: Options) => Paper;
  readonly says: string;
}

/** Sheets of the declaration alone. */
export const SHEETS: Readonly<Record<"matrix" | "processors" | "breach", SheetVerb<LawSheetOptions>>> = {
  matrix: { write: accessMatrix, says: "the access matrix: rights, missions, rows in reach, procedure" },
  processors: { write: processorSheets, says: "processors and transfers: contracts, clauses of GDPR article 28(3), end of the contract" },
  breach: { write: breachRegister, says: "the breach procedure, and the form of its register" },
};

/** Sheets that show evidence beside what is declared. */
export const OBSERVED: Readonly<Record<"retention" | "links" | "rights", SheetVerb<RightsOptions>>> = {
  retention: { write: retentionSchedule, says: "the retention schedule: floors, caps, starts, last runs, oldest records" },
  links: { write: linksSheet, says: "links with other processings, their channels, and recipients" },
  rights: { write: rightsProcedure, says: "the procedure for the rights of the persons" },
};

/** Writes a sheet; returns 0. */
export function generateSheet(name: keyof typeof SHEETS, file: string, options: GenerateOptions): number {
  const document = read(file);
  const day = name === "breach" ? dayOf(document, options) : {};
  return writePaper(SHEETS[name].write(document, { language: languageOf(options.lang), ...day }), options);
}

/** Writes a sheet with the evidence that is given; returns 0. */
export async function generateObserved(name: keyof typeof OBSERVED, file: string, options: GenerateOptions): Promise<number> {
  const evidence = await evidenceOf({ evidence: options.evidence, evidenceKey: options.evidenceKey });
  const document = read(file);
  const day = name === "rights" ? dayOf(document, options) : {};
  return writePaper(OBSERVED[name].write(document, { language: languageOf(options.lang), evidence, ...day }), options);
}

function read(file: string): ProcessingDocument {
  return readDocument(readJson(file, "declaration"));
}
