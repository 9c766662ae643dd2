/** Schemas of section VIII: retention and its purge. */
import * as z from "zod";
import type { FormerRetention, PurgeDocument, RetentionBound, RetentionDocument, RetentionStart } from "../document/retention.ts";
import { boolean, date, list, object, oneOf, optional, partialDate, period, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

type Exception = NonNullable<RetentionDocument["exceptions"]>[number];

/** {@link RetentionStart}. */
export const start: z.ZodType<RetentionStart> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed-date"), on: date }),
  z.strictObject({ kind: z.literal("field"), field: word }),
  z.strictObject({ kind: z.literal("last-activity") }),
  z.strictObject({ kind: z.literal("event"), event: word }),
]);

/** {@link RetentionBound}. */
export const bound: z.ZodType<RetentionBound> = object<RetentionBound>({
  period: optional(period),
  event: optional(word),
  roundedTo: optional(oneOf("end-of-month", "end-of-year")),
});

/** {@link RetentionDocument}. */
export const retention: z.ZodType<RetentionDocument> = object<RetentionDocument>({
  categories: list(word),
  start: optional(start),
  minimum: optional(bound),
  maximum: optional(bound),
  then: optional(oneOf("delete", "anonymise", "shred", "archive")),
  activeFor: optional(period),
  archive: optional(object<NonNullable<RetentionDocument["archive"]>>({ roles: list(word), period, filingSystem: optional(word) })),
  reference: optional(legalReference),
  justification: optional(text),
  immutable: optional(boolean),
  purposes: optional(list(word)),
  exceptions: optional(list(object<Exception>({ when: text, maximum: bound, reference: optional(legalReference) }))),
  former: optional(
    list(
      object<FormerRetention>({
        start: optional(start),
        minimum: optional(bound),
        maximum: optional(bound),
        until: optional(partialDate),
      }),
    ),
  ),
});

/** {@link PurgeDocument}. */
export const purge: z.ZodType<PurgeDocument> = object<PurgeDocument>({
  automatic: optional(boolean),
  every: optional(period),
  followsShortening: optional(boolean),
  lengtheningNeedsReview: optional(boolean),
  evidence: optional(boolean),
  evidenceHolds: optional(list(oneOf("policy", "time", "count", "hash", "actor"))),
  events: optional(list(word)),
  reaches: optional(list(oneOf("live", "archive", "backups", "copies", "paper", "processors"))),
  job: optional(word),
});
