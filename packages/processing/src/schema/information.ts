/** Schemas of section III: categories, origins, fields, records. */
import * as z from "zod";
import type { CategoryDocument, FieldDocument, OriginDocument, OriginRuleDocument, RecordDocument } from "../document/information.ts";
import { boolean, count, dpv, list, named, object, oneOf, optional, string, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

/** {@link CategoryDocument}. */
export const category: z.ZodType<CategoryDocument> = object<CategoryDocument>({
  label: text,
  kind: optional(
    oneOf(
      "general",
      "access-log",
      "cctv",
      "body-camera",
      "badge-event",
      "working-time",
      "user-account",
      "mailbox",
      "geolocation",
      "call-recording",
      "rights-request",
      "identity-copy",
      "campaign-list",
      "payroll",
      "medical-file",
      "prospect",
      "recruitment",
    ),
  ),
  special: optional(
    oneOf(
      "health",
      "biometric",
      "genetic",
      "racial-or-ethnic",
      "political",
      "religious-or-philosophical",
      "trade-union",
      "sex-life",
      "offences",
      "social-appraisal",
    ),
  ),
  condition: optional(legalReference),
  nationalId: optional(boolean),
  minors: optional(boolean),
  closedList: optional(boolean),
  legalRef: optional(legalReference),
  dpv: optional(dpv),
});

/** {@link OriginDocument}. */
export const origin: z.ZodType<OriginDocument> = object<OriginDocument>({
  label: text,
  kind: oneOf("subject", "file", "third-party", "application", "system"),
  certifies: optional(boolean),
  excludes: optional(list(word)),
  link: optional(word),
  channels: optional(list(oneOf("paper", "mail", "secure-mail", "form", "upload", "oral", "file-transfer", "api", "device"))),
  systems: optional(count),
  dpv: optional(dpv),
});

/** {@link FieldDocument}. */
const field: z.ZodType<FieldDocument> = object<FieldDocument>({
  label: optional(text),
  category: word,
  origins: list(word),
  purposes: list(word),
  kind: oneOf("text", "free-text", "closed-list", "number", "boolean", "date", "instant", "document", "identifier", "contact", "other"),
  subject: optional(boolean),
  optional: optional(boolean),
  legalRef: optional(legalReference),
  justification: optional(text),
  nationalId: optional(boolean),
  proof: optional(boolean),
  moderator: optional(word),
  screenedFor: optional(list(z.string().regex(/^[a-z][a-z0-9:-]{0,62}$/))),
  boundTo: optional(oneOf("clock", "actor")),
  boundWhen: optional(oneOf("added", "changed")),
  reason: optional(boolean),
  values: optional(list(string)),
});

/** {@link RecordDocument}. */
export const record: z.ZodType<RecordDocument> = object<RecordDocument>({
  label: optional(text),
  subjects: list(word),
  fields: named(field),
});

/** {@link OriginRuleDocument}. */
export const originRule: z.ZodType<OriginRuleDocument> = object<OriginRuleDocument>({
  origin: word,
  categories: list(word),
  keeps: list(word),
});
