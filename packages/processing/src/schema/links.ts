/** Schemas of sections VI and VIII: links, recipients, processors, transfers, retention. */
import * as z from "zod";
import type { LinkDocument, ProcessorDocument, RecipientDocument, TransferDocument } from "../document/links.ts";
import type { PurgeDocument, RetentionBound, RetentionDocument, RetentionStart } from "../document/retention.ts";
import { boolean, date, list, object, oneOf, optional, period, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

/** {@link LinkDocument}. */
export const link: z.ZodType<LinkDocument> = object<LinkDocument>({
  processing: text,
  status: oneOf("reviewed", "filed", "unknown"),
  direction: oneOf("in", "out", "both"),
  purposes: list(word),
  carries: list(word),
  channel: optional(
    object<NonNullable<LinkDocument["channel"]>>({
      kind: oneOf("mail", "secure-mail", "upload", "paper", "file-transfer", "api"),
      encrypted: optional(boolean),
      maximumAge: optional(period),
      purgeReaches: optional(list(oneOf("live", "backups"))),
      backupRotation: optional(period),
    }),
  ),
});

/** {@link RecipientDocument}. */
export const recipient: z.ZodType<RecipientDocument> = object<RecipientDocument>({
  label: text,
  purposes: list(word),
  categories: list(word),
  basis: optional(legalReference),
});

/** {@link ProcessorDocument}. */
export const processor: z.ZodType<ProcessorDocument> = object<ProcessorDocument>({
  label: text,
  contract: optional(word),
  clauses: optional(list(oneOf("a", "b", "c", "d", "e", "f", "g", "h"))),
  subProcessors: optional(list(word)),
  country: optional(word),
  endOfContract: optional(oneOf("return", "delete", "return-and-delete")),
});

/** {@link TransferDocument}. */
export const transfer: z.ZodType<TransferDocument> = object<TransferDocument>({
  to: word,
  categories: list(word),
  safeguard: optional(oneOf("adequacy", "standard-clauses", "binding-rules", "derogation", "none")),
});

const start: z.ZodType<RetentionStart> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed-date"), on: date }),
  z.strictObject({ kind: z.literal("field"), field: word }),
  z.strictObject({ kind: z.literal("last-activity") }),
  z.strictObject({ kind: z.literal("event"), event: word }),
]);

const bound = object<RetentionBound>({ period: optional(period), event: optional(word) });

/** {@link RetentionDocument}. */
export const retention: z.ZodType<RetentionDocument> = object<RetentionDocument>({
  categories: list(word),
  start: optional(start),
  minimum: optional(bound),
  maximum: optional(bound),
  then: optional(oneOf("delete", "anonymise", "shred", "archive")),
  activeFor: optional(period),
  archive: optional(object<NonNullable<RetentionDocument["archive"]>>({ roles: list(word), period })),
  reference: optional(legalReference),
  justification: optional(text),
  immutable: optional(boolean),
});

/** {@link PurgeDocument}. */
export const purge: z.ZodType<PurgeDocument> = object<PurgeDocument>({
  automatic: optional(boolean),
  every: optional(period),
  followsShortening: optional(boolean),
  lengtheningNeedsReview: optional(boolean),
  evidence: optional(boolean),
});
