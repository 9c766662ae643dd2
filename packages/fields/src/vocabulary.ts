/** The words of a declaration: its purposes, categories, origins and people. Everything else must use these words. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import type * as z from "zod";
import type { Field, Fields, FieldTags } from "./field.ts";
import { isOptional, kindOf } from "./kind.ts";
import { declaredNames } from "./names.ts";
import { registerVocabulary } from "./permitted.ts";
import { makeRecord, type RecordContext, type RecordDefinition, type RecordFacts, type Untagged } from "./record.ts";
import { isSchema } from "./schema.ts";
import type { Text } from "./text.ts";

/** The least a purpose says; the document of the declaration holds more, and keeps all that is written. */
export interface PurposeFacts {
  readonly statement: Text;
}

/** The least a category says. */
export interface CategoryFacts {
  readonly label: Text;
}

/** The least an origin says. */
export interface OriginFacts {
  readonly label: Text;
  /** True for a competent third party whose statement replaces the proofs. */
  readonly certifies?: boolean;
}

/** The least a category of people says. */
export interface SubjectFacts {
  readonly label: Text;
}

/** What {@link defineVocabulary} is given. */
export interface VocabularyLiteral<P, C, O, S> {
  readonly purposes: P;
  readonly categories: C;
  readonly origins: O;
  readonly subjects?: S;
}

type Certifying<O> = { [K in keyof O]: O[K] extends { readonly certifies: true } ? K : never }[keyof O] & string;
type Accepted<O, o extends string, x> = x extends true ? Exclude<o, Certifying<O>> : o;

/** A vocabulary, and what is made with its words. */
export interface Vocabulary<
  P extends Readonly<Record<string, PurposeFacts>>,
  C extends Readonly<Record<string, CategoryFacts>>,
  O extends Readonly<Record<string, OriginFacts>>,
  S extends Readonly<Record<string, SubjectFacts>>,
> {
  readonly purposes: P;
  readonly categories: C;
  readonly origins: O;
  readonly subjects: S;
  /**
   * Tags a zod schema: the field it makes may stand in a record.
   *
   * @throws `FIELD_UNTAGGED` for a schema or tags that are none, `CATEGORY_UNKNOWN`, `ORIGIN_UNKNOWN`, `PURPOSE_UNKNOWN`
   */
  field<
    X extends z.core.$ZodType,
    const c extends keyof C & string,
    const o extends keyof O & string,
    const p extends keyof P & string,
    const x extends boolean = false,
  >(schema: X, tags: FieldTags<c, o, p, x>): Field<X, c, o, p, Accepted<O, o, x>>;
  /**
   * Makes a record of tagged fields.
   *
   * @throws `FIELD_UNTAGGED` naming the fields that were not made by `field` of this vocabulary, `SUBJECT_UNKNOWN`, `NAME_INVALID`
   */
  record<const F extends Readonly<Record<string, object>>>(
    name: string,
    fields: F & Untagged<F>,
    facts?: RecordFacts<keyof S & string>,
  ): RecordDefinition<F>;
  /** Whether a record was made by this vocabulary. */
  owns(record: unknown): boolean;
}

/** The part of a vocabulary that its users read: any vocabulary is one. */
export interface AnyVocabulary {
  readonly purposes: Readonly<Record<string, PurposeFacts>>;
  readonly categories: Readonly<Record<string, CategoryFacts>>;
  readonly origins: Readonly<Record<string, OriginFacts>>;
  readonly subjects: Readonly<Record<string, SubjectFacts>>;
  /** Whether a record was made by this vocabulary. */
  owns(record: unknown): boolean;
}

/**
 * Declares the words: purposes, categories, origins and, if stated, the people concerned.
 *
 * What is declared is copied and frozen: nothing changes it afterwards.
 *
 * @throws `NAME_INVALID` for a word that is not a plain name, `VOCABULARY_INVALID` for what is not plain data with these parts
 * @example
 * ```ts
 * import { defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { schemes: { statement: { en: "Manage the youth pass" } }, offers: { statement: { en: "Send offers" } } },
 *   categories: { contact: { label: { en: "Contact" } } },
 *   origins: { subject: { label: { en: "The young person" } } },
 * });
 * const youth = record("youth", {
 *   phone: field(z.string(), { category: "contact", origins: ["subject"], purposes: ["schemes"] }),
 *   mail: field(z.email(), { category: "contact", origins: ["subject"], purposes: ["schemes", "offers"] }),
 * });
 * const data = youth.for("offers").parse({ phone: "+33 600000000", mail: "a@example.org" });
 * console.log(Object.keys(data).join()); // mail
 * ```
 */
export function defineVocabulary<
  const P extends Readonly<Record<string, PurposeFacts>>,
  const C extends Readonly<Record<string, CategoryFacts>>,
  const O extends Readonly<Record<string, OriginFacts>>,
  const S extends Readonly<Record<string, SubjectFacts>> = Readonly<Record<never, never>>,
>(literal: VocabularyLiteral<P, C, O, S>): Vocabulary<P, C, O, S> {
  const words = wordsOf(literal);
  const { subjects } = words;
  const purposes = declaredNames(words.purposes, "purpose");
  const categories = declaredNames(words.categories, "category");
  declaredNames(words.origins, "origin");
  const fields = new WeakSet<object>();
  const records = new WeakSet<object>();
  const context: RecordContext = {
    purposes,
    subjects: [...declaredNames(subjects, "subject")],
    origins: new Map(Object.entries(words.origins).map(([name, origin]) => [name, { certifies: origin.certifies === true }])),
    owns: (field) => fields.has(field),
  };
  const untyped: UntypedVocabulary = {
    field(schema, tags) {
      if (!isSchema(schema) || typeof tags !== "object" || tags === null)
        throw new PrivacyError("FIELD_UNTAGGED", "a field is a zod schema with its category, origins and purposes");
      if (!categories.has(tags.category)) throw new PrivacyError("CATEGORY_UNKNOWN", "the vocabulary declares no such category");
      assertWords(
        tags.origins,
        new Set(context.origins.keys()),
        "ORIGIN_UNKNOWN",
        "a field names at least one origin, all of the vocabulary",
      );
      assertWords(tags.purposes, purposes, "PURPOSE_UNKNOWN", "a field serves at least one purpose, all of the vocabulary");
      const field = makeField(schema, frozenCopy(tags, "FIELD_UNTAGGED"), context);
      fields.add(field);
      return field;
    },
    record(name, members, facts = {}) {
      const record = makeRecord(context, name, members, facts);
      records.add(record);
      return record;
    },
    owns: (record) => typeof record === "object" && record !== null && records.has(record),
  };
  const vocabulary = Object.freeze({ ...words, ...untyped });
  registerVocabulary(vocabulary, purposes);
  // The one cast: the words were checked above; that the types say the same is what the type tests show.
  return vocabulary as unknown as Vocabulary<P, C, O, S>;
}

interface Words {
  readonly purposes: Readonly<Record<string, PurposeFacts>>;
  readonly categories: Readonly<Record<string, CategoryFacts>>;
  readonly origins: Readonly<Record<string, OriginFacts>>;
  readonly subjects: Readonly<Record<string, SubjectFacts>>;
}

function wordsOf(literal: VocabularyLiteral<unknown, unknown, unknown, unknown>): Words {
  const { purposes, categories, origins, subjects = {} } = frozenCopy(literal ?? {}, "VOCABULARY_INVALID");
  const parts = { purposes, categories, origins, subjects: Object.freeze(subjects) };
  const isPart = (part: unknown): boolean => isMap(part) && Object.values(part).every(isMap);
  if (Object.values(parts).every(isPart)) return parts as Words; // Of names only the form is left to check, and `declaredNames` does.
  throw new PrivacyError("VOCABULARY_INVALID", "a vocabulary is purposes, categories, origins and, if stated, subjects: facts by name");
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type AnyTags = FieldTags<string, string, string>;

interface UntypedVocabulary {
  field(schema: z.core.$ZodType, tags: AnyTags): object;
  record(name: string, fields: Fields, facts?: RecordFacts): object;
  owns(record: unknown): boolean;
}

function assertWords(words: unknown, known: ReadonlySet<string>, code: string, message: string): void {
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => known.has(word))) throw new PrivacyError(code, message);
}

function makeField(schema: z.core.$ZodType, tags: AnyTags, context: RecordContext): Fields[string] {
  const proof = tags.proof === true;
  const accepted = proof ? tags.origins.filter((origin) => context.origins.get(origin)?.certifies !== true) : tags.origins;
  const read = tags.freeText !== undefined ? "free-text" : tags.subject === true ? "identifier" : kindOf(schema);
  return Object.freeze({
    ...tags,
    schema,
    origins: Object.freeze([...tags.origins]),
    purposes: Object.freeze([...tags.purposes]),
    proof,
    acceptedFrom: Object.freeze([...accepted]),
    kind: tags.kind ?? read,
    optional: isOptional(schema),
  });
}
