/** Schemas of sections I and II: purposes, bases, functions, people. */
import type * as z from "zod";
import type {
  BalanceDocument,
  BasisDocument,
  CompatibilityDocument,
  ConsentDocument,
  EffectDocument,
  FunctionDocument,
  PartState,
  PurposeDocument,
  SubjectDocument,
} from "../document/purpose.ts";
import { boolean, count, date, dpv, list, object, oneOf, optional, partialDate, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

/** {@link PartState}. */
export const state: z.ZodType<PartState> = oneOf("planned", "in-use", "ended", "abandoned");

const consent = object<ConsentDocument>({
  perPurpose: optional(boolean),
  proof: optional(text),
  withdrawal: optional(text),
  asEasyAsGiving: optional(boolean),
  imbalance: optional(text),
  dependent: optional(boolean),
  act: optional(oneOf("tick-box", "signature", "written", "oral", "setting", "implied")),
  askedAt: optional(text),
  wording: optional(list(text)),
  version: optional(word),
  recorded: optional(list(oneOf("purpose", "version", "time", "proof", "withdrawal"))),
  parentalBelow: optional(count),
});

const balance = object<BalanceDocument>({
  reference: word,
  on: date,
  interest: optional(text),
  necessity: optional(text),
  safeguards: optional(list(text)),
  outcome: optional(oneOf("interest-prevails", "persons-prevail")),
});

const compatibility = object<CompatibilityDocument>({
  reference: word,
  on: date,
  collectedFor: optional(word),
  factors: optional(list(oneOf("link", "context", "nature", "consequences", "safeguards"))),
  outcome: optional(oneOf("compatible", "incompatible")),
});

/** {@link BasisDocument}. */
const basis: z.ZodType<BasisDocument> = object<BasisDocument>({
  kind: oneOf("consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest"),
  from: optional(date),
  until: optional(date),
  endEvent: optional(word),
  reference: optional(legalReference),
  criterion: optional(text),
  consent: optional(consent),
  balance: optional(balance),
  dpv: optional(dpv),
});

/** {@link PurposeDocument}. */
export const purpose: z.ZodType<PurposeDocument> = object<PurposeDocument>({
  statement: text,
  object: optional(text),
  population: optional(list(word)),
  bases: optional(list(basis)),
  main: optional(boolean),
  compatibility: optional(compatibility),
  effects: optional(list(object<EffectDocument>({ statement: text, reference: optional(legalReference) }))),
  dpv: optional(dpv),
});

/** {@link FunctionDocument}. */
export const functionDocument: z.ZodType<FunctionDocument> = object<FunctionDocument>({
  label: text,
  purposes: list(word),
  actors: optional(list(word)),
  kind: optional(oneOf("record", "alert", "statistics", "digitise", "search", "send", "extract", "link", "decide", "other")),
  uses: optional(list(word)),
  state: optional(state),
});

/** {@link SubjectDocument}. */
export const subject: z.ZodType<SubjectDocument> = object<SubjectDocument>({
  label: text,
  namedAs: optional(text),
  relation: oneOf("staff", "student", "volunteer", "external", "user", "public", "other"),
  legalScope: optional(
    object<NonNullable<SubjectDocument["legalScope"]>>({ text: word, article: optional(word), included: text, excluded: optional(text) }),
  ),
  minors: optional(boolean),
  minorsRule: optional(text),
  ageGate: optional(
    object<NonNullable<SubjectDocument["ageGate"]>>({ below: count, check: oneOf("declared", "held-by-file", "document", "none") }),
  ),
  parental: optional(oneOf("consents", "is-informed", "none")),
  vulnerable: optional(boolean),
  groups: optional(list(text)),
  number: optional(object<NonNullable<SubjectDocument["number"]>>({ about: count, in: optional(partialDate) })),
  dpv: optional(dpv),
});
