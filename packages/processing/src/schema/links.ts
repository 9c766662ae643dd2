/** Schemas of section VI: links, recipients, processors, transfers. */
import * as z from "zod";
import type {
  EndOfContractDocument,
  LinkDocument,
  ProcessorDocument,
  RecipientDocument,
  SubProcessorDocument,
  TransferAssessmentDocument,
  TransferDocument,
} from "../document/links.ts";
import { state } from "./purpose.ts";
import { boolean, country, date, list, named, object, oneOf, optional, period, sha256, word } from "./shape.ts";
import { keptElsewhere, legalReference, text } from "./text.ts";

type Channel = NonNullable<LinkDocument["channel"]>;

/** {@link LinkDocument}. */
export const link: z.ZodType<LinkDocument> = object<LinkDocument>({
  processing: text,
  status: oneOf("reviewed", "filed", "unknown"),
  direction: oneOf("in", "out", "both"),
  purposes: list(word),
  carries: list(word),
  channel: optional(
    object<Channel>({
      kind: oneOf("mail", "secure-mail", "upload", "paper", "file-transfer", "api"),
      encrypted: optional(boolean),
      maximumAge: optional(period),
      purgeReaches: optional(list(oneOf("live", "backups"))),
      backupRotation: optional(period),
      purge: optional(object<NonNullable<Channel["purge"]>>({ automatic: boolean, every: optional(period) })),
    }),
  ),
  declaration: optional(sha256),
});

/** {@link RecipientDocument}. */
export const recipient: z.ZodType<RecipientDocument> = object<RecipientDocument>({
  label: text,
  purposes: list(word),
  categories: list(word),
  basis: optional(legalReference),
  kind: optional(oneOf("internal", "authority", "partner", "association", "press", "public", "other")),
  country: optional(country),
  means: optional(oneOf("projection", "consultation", "message", "copy", "extract")),
  secrecy: optional(legalReference),
  state: optional(state),
});

const subProcessor = object<SubProcessorDocument>({
  label: text,
  task: optional(text),
  country: optional(country),
  authorised: optional(boolean),
  sameDuties: optional(boolean),
});

const endOfContract = object<EndOfContractDocument>({
  then: oneOf("return", "delete", "return-and-delete"),
  on: optional(date),
  within: optional(period),
  format: optional(word),
  proof: optional(oneOf("certificate", "log", "none")),
  reachesBackups: optional(boolean),
});

/** {@link ProcessorDocument}. */
export const processor: z.ZodType<ProcessorDocument> = object<ProcessorDocument>({
  label: text,
  contract: optional(object<NonNullable<ProcessorDocument["contract"]>>({ reference: word, on: optional(date) })),
  clauses: optional(list(oneOf("a", "b", "c", "d", "e", "f", "g", "h"))),
  purposes: optional(list(word)),
  categories: optional(list(word)),
  actions: optional(list(oneOf("read", "add", "modify", "delete", "extract"))),
  role: optional(word),
  subProcessing: optional(oneOf("specific-authorisation", "general-authorisation", "forbidden")),
  subProcessors: optional(z.union([named(subProcessor), oneOf("none")])),
  country: optional(country),
  endOfContract: optional(endOfContract),
});

/** {@link TransferDocument}. */
export const transfer: z.ZodType<TransferDocument> = object<TransferDocument>({
  to: word,
  categories: list(word),
  safeguard: optional(oneOf("adequacy", "standard-clauses", "binding-rules", "derogation", "none")),
  recipient: optional(word),
  processor: optional(word),
  purposes: optional(list(word)),
  decision: optional(legalReference),
  instrument: optional(keptElsewhere),
  derogation: optional(oneOf("a", "b", "c", "d", "e", "f", "g", "compelling-interests")),
  assessment: optional(
    object<TransferAssessmentDocument>({
      reference: word,
      on: date,
      protection: oneOf("equivalent", "equivalent-with-measures", "not-equivalent"),
      measures: optional(list(oneOf("encryption", "pseudonymisation", "split-processing", "contractual", "organisational"))),
    }),
  ),
  onward: optional(boolean),
});
