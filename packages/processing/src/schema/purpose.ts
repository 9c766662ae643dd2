/** Schemas of sections I and II: purposes, bases, functions, people. */
import * as z from "zod";
import type { BasisDocument, FunctionDocument, PurposeDocument, SubjectDocument } from "../document/purpose.ts";
import { boolean, date, list, object, oneOf, optional, word } from "./shape.ts";
import { keptElsewhere, legalReference, text } from "./text.ts";

/** {@link BasisDocument}. */
const basis: z.ZodType<BasisDocument> = object<BasisDocument>({
  kind: oneOf("consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest"),
  from: optional(date),
  until: optional(date),
  endEvent: optional(word),
  reference: optional(legalReference),
  criterion: optional(text),
  consent: optional(
    object<NonNullable<BasisDocument["consent"]>>({
      perPurpose: boolean,
      proof: text,
      withdrawal: text,
      asEasyAsGiving: boolean,
      imbalance: optional(text),
    }),
  ),
  balance: optional(keptElsewhere),
});

/** {@link PurposeDocument}. */
export const purpose: z.ZodType<PurposeDocument> = object<PurposeDocument>({
  statement: text,
  object: optional(text),
  population: optional(list(word)),
  bases: optional(list(basis)),
  main: optional(boolean),
  compatibility: optional(keptElsewhere),
});

/** {@link FunctionDocument}. */
export const functionDocument: z.ZodType<FunctionDocument> = object<FunctionDocument>({
  label: text,
  purposes: list(word),
  actors: optional(list(word)),
});

/** {@link SubjectDocument}. */
export const subject: z.ZodType<SubjectDocument> = object<SubjectDocument>({
  label: text,
  namedAs: optional(text),
  relation: oneOf("staff", "student", "volunteer", "external", "user", "public", "other"),
  legalScope: optional(
    z.strictObject({ text: word, article: z.exactOptional(word), included: text, excluded: z.exactOptional(text) }) as z.ZodType<
      NonNullable<SubjectDocument["legalScope"]>
    >,
  ),
  minors: optional(boolean),
  minorsRule: optional(text),
});
