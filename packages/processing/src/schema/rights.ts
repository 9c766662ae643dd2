/** Schemas of section IV: notices and rights. */
import * as z from "zod";
import type { NoticeDocument, RightMeans, RightsDocument } from "../document/rights.ts";
import { boolean, list, object, oneOf, optional, period, word } from "./shape.ts";
import { attachment, legalReference, text } from "./text.ts";

/** {@link NoticeDocument}. */
export const notice: z.ZodType<NoticeDocument> = object<NoticeDocument>({
  ...attachment,
  text: optional(text),
  collection: optional(oneOf("direct", "indirect", "both")),
  audience: optional(oneOf("everyone", "adults", "minors")),
  compulsory: optional(list(word)),
  mentions: optional(
    list(
      oneOf(
        "controller",
        "dpo",
        "purposes",
        "basis",
        "legitimate-interests",
        "recipients",
        "transfers",
        "retention",
        "rights",
        "withdrawal",
        "complaint",
        "compulsory",
        "consequences",
        "automated-decision",
        "categories",
        "source",
      ),
    ),
  ),
  channels: list(
    object<NoticeDocument["channels"][number]>({
      kind: oneOf("intranet", "letter", "e-mail", "handed-over", "display", "website", "form", "board", "message", "oral"),
      reaches: list(word),
      when: optional(oneOf("before-collection", "at-collection", "within-one-month", "later")),
      evidence: optional(oneOf("signature", "delivery-log", "posted", "none")),
    }),
  ),
});

type Means = NonNullable<RightsDocument["means"]>;
const mean = optional(
  object<RightMeans>({ how: text, reference: optional(legalReference), contact: optional(text), function: optional(word) }),
);

/** {@link RightsDocument}. */
export const rights: z.ZodType<RightsDocument> = object<RightsDocument>({
  contact: optional(text),
  channels: optional(list(oneOf("e-mail", "web", "post", "on-site"))),
  answerWithin: optional(period),
  identityCheck: optional(z.union([list(oneOf("session", "challenge", "known-facts", "id-copy")), oneOf("none")])),
  identityCopy: optional(
    z.union([
      oneOf("never-asked"),
      object<Exclude<RightsDocument["identityCopy"], string | undefined>>({
        blackAndWhite: optional(boolean),
        crossed: optional(boolean),
        access: optional(list(word)),
        retention: optional(period),
        securedTransmission: optional(boolean),
        reference: optional(legalReference),
      }),
    ]),
  ),
  means: optional(
    object<Means>({ access: mean, rectification: mean, erasure: mean, restriction: mean, objection: mean, portability: mean }),
  ),
  withdrawal: mean,
  humanDecision: mean,
  propagation: optional(boolean),
  ledger: optional(boolean),
});
