/** Schemas of proceedings and their remarks. */
import * as z from "zod";
import type { ObservationDocument, ProceedingDocument, RemarkDocument } from "../document/proceedings.ts";
import { boolean, count, list, named, object, oneOf, optional, partialDate, period, pointer, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

const observation = object<ObservationDocument>({
  what: text,
  age: optional(period),
  number: optional(count),
  on: optional(partialDate),
  from: optional(partialDate),
  until: optional(partialDate),
});

const remark = object<RemarkDocument>({
  kind: oneOf(
    "breach",
    "demand",
    "modification",
    "procedure",
    "reminder",
    "allegation",
    "measure",
    "finding",
    "conformity",
    "accepted",
    "doctrine",
  ),
  statement: text,
  section: optional(oneOf("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")),
  operative: optional(boolean),
  reference: optional(legalReference),
  concerns: optional(list(pointer)),
  observed: optional(list(observation)),
});

/** {@link ProceedingDocument}. */
export const proceeding: z.ZodType<ProceedingDocument> = object<ProceedingDocument>({
  kind: oneOf(
    "opinion-request",
    "report",
    "opinion",
    "complaint",
    "inspection",
    "notice-of-breaches",
    "formal-notice",
    "reply",
    "sanction",
    "warning",
    "order",
    "closure",
    "statement",
    "rights-request",
  ),
  title: optional(text),
  on: optional(partialDate),
  authority: optional(word),
  by: optional(text),
  reference: optional(word),
  follows: optional(word),
  legalBasis: optional(legalReference),
  outcome: optional(oneOf("favorable", "favorable-with-conditions", "unfavorable", "breach", "closed", "pending", "unanswered")),
  fine: optional(object<NonNullable<ProceedingDocument["fine"]>>({ amount: count, currency: z.string().regex(/^[A-Z]{3}$/) })),
  deadline: optional(period),
  failing: optional(text),
  visas: optional(list(legalReference)),
  remarks: optional(named(remark)),
});
