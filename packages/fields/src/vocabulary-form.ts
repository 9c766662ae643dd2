/** The form of a vocabulary's facts, looked at once: every place that is wrong is told, and no value of it. */
import { isCalendarDate, PrivacyError } from "@favorable/core";
import * as z from "zod";

const sentence = z.string().refine((text) => text.isWellFormed());
const text = z.looseObject({ fr: sentence.optional(), en: sentence.optional() });
const reference = z.looseObject({ text: sentence, article: sentence.optional() });
const date = z.string().refine(isCalendarDate);
const kept = z.looseObject({ reference: sentence, on: date });
const words = z.array(z.string());
/** An IRI of the vocabulary, with or without its version: `https://w3id.org/dpv#Purpose`, `https://w3id.org/dpv/2.3/pd#Name`. */
const dpv = z.string().regex(/^https:\/\/w3id\.org\/dpv(?:\/[\w./-]+)?#[\w-]+$/);

const basis = z.looseObject({
  kind: z.enum(["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest"]),
  from: date.optional(),
  until: date.optional(),
  endEvent: z.string().optional(),
  reference: reference.optional(),
  criterion: text.optional(),
  consent: z
    .looseObject({
      perPurpose: z.boolean().optional(),
      proof: text.optional(),
      withdrawal: text.optional(),
      asEasyAsGiving: z.boolean().optional(),
      imbalance: text.optional(),
      parentalBelow: z.number().int().positive().optional(),
    })
    .optional(),
  balance: kept.optional(),
  dpv: dpv.optional(),
});

/** The parts of a vocabulary. */
export type VocabularyPart = "purposes" | "functions" | "categories" | "origins" | "subjects";

const FORMS: Readonly<Record<VocabularyPart, z.ZodType>> = {
  purposes: z.looseObject({
    statement: text,
    object: text.optional(),
    population: words.optional(),
    bases: z.array(basis).optional(),
    main: z.boolean().optional(),
    compatibility: kept.optional(),
    dpv: dpv.optional(),
  }),
  functions: z.looseObject({ label: text, purposes: words, actors: words.optional() }),
  categories: z.looseObject({
    label: text,
    kind: z.string().optional(),
    special: z.string().optional(),
    condition: reference.optional(),
    nationalId: z.boolean().optional(),
    minors: z.boolean().optional(),
    closedList: z.boolean().optional(),
    legalRef: reference.optional(),
    dpv: dpv.optional(),
  }),
  origins: z.looseObject({
    label: text,
    kind: z.string().optional(),
    certifies: z.boolean().optional(),
    excludes: words.optional(),
    link: z.string().optional(),
    dpv: dpv.optional(),
  }),
  subjects: z.looseObject({
    label: text,
    namedAs: text.optional(),
    relation: z.string().optional(),
    legalScope: reference.extend({ included: text, excluded: text.optional() }).optional(),
    minors: z.boolean().optional(),
    minorsRule: text.optional(),
    dpv: dpv.optional(),
  }),
};

const flag = z.boolean().optional();
const FIELD: z.ZodType = z.looseObject({
  label: text.optional(),
  kind: z.string().optional(),
  subject: flag,
  legalRef: reference.optional(),
  justification: text.optional(),
  nationalId: flag,
  freeText: z.looseObject({}).optional(),
  boundTo: z.enum(["clock", "actor"]).optional(),
  boundWhen: z.enum(["added", "changed"]).optional(),
  reason: flag,
  proof: flag,
});

/** Checks the facts of a field's tags: `proof: "yes"` is no yes. Throws `FIELD_UNTAGGED` with the `facts` that have another form. */
export function assertTags(tags: object): void {
  const result = FIELD.safeParse(tags);
  if (result.success) return;
  const facts = [...new Set(result.error.issues.map(({ path }) => String(path[0] ?? "")))];
  throw new PrivacyError("FIELD_UNTAGGED", "facts of the field do not have the form they are declared with", { facts });
}

/**
 * Checks the facts of every word. Facts with other names are kept as they are: they are for whoever reads the vocabulary.
 *
 * @throws `VOCABULARY_INVALID` with all `paths`, such as `purposes.followUp.bases.0.until`
 */
export function assertForm(parts: Readonly<Record<VocabularyPart, object>>): void {
  const paths = (Object.keys(FORMS) as VocabularyPart[]).flatMap((part) =>
    Object.entries(parts[part]).flatMap(([name, facts]) => {
      const result = FORMS[part].safeParse(facts);
      // Keys that zod names here are those of the forms above, or positions.
      return result.success ? [] : result.error.issues.map(({ path }) => [part, name, ...path.map(String)].join("."));
    }),
  );
  if (paths.length > 0)
    throw new PrivacyError("VOCABULARY_INVALID", "facts of the vocabulary do not have the form they are declared with", { paths });
}
