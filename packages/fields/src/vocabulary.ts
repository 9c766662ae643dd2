/** The words of a declaration: its purposes, categories, origins and people. Everything else must use these words. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import type * as z from "zod";
import type { Bound, Field, Fields, FieldTags } from "./field.ts";
import { type AnyTags, type FieldContext, makeField } from "./field-making.ts";
import { declaredNames } from "./names.ts";
import { registerVocabulary } from "./permitted.ts";
import { makeRecord, type RecordDefinition, type RecordFacts, type Tagged } from "./record.ts";
import type { Under } from "./views.ts";
import type { CategoryFacts, FunctionFacts, OriginFacts, PurposeFacts, SubjectFacts } from "./vocabulary-facts.ts";
import { assertForm } from "./vocabulary-form.ts";

/** What {@link defineVocabulary} is given. */
export interface VocabularyLiteral<P, C, O, S> {
  readonly purposes: P;
  readonly categories: C;
  readonly origins: O;
  readonly subjects?: S;
  /** The functions of the application, each with the purposes it serves. */
  readonly functions?: Readonly<Record<string, FunctionFacts<keyof P & string>>>;
}

type Certifying<O> = { [K in keyof O]: O[K] extends { readonly certifies: true } ? K : never }[keyof O] & string;
/** The origins from which nothing of a category is accepted, under each category; computed once for a vocabulary. */
type Excluding<O> = {
  [K in keyof O as O[K] extends { readonly excludes: readonly (infer E extends string)[] } ? E : never]: K;
};
type Accepted<O, c extends string, o extends string, x, b> = [b] extends [never]
  ? Exclude<o, Under<Excluding<O>, c> | (x extends true ? Certifying<O> : never)>
  : never;

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
  readonly functions: Readonly<Record<string, FunctionFacts<keyof P & string>>>;
  /**
   * Tags a zod schema: the field it makes may stand in a record.
   *
   * @throws `FIELD_UNTAGGED` for a schema or tags that are none, `CATEGORY_UNKNOWN`, `ORIGIN_UNKNOWN`, `PURPOSE_UNKNOWN`,
   *   `SCHEMA_UNREADABLE` for a schema that throws when it is looked at (a `lazy` one whose target is not there yet),
   *   `LIST_NOT_CLOSED` for open text in a category of closed lists, `BOUND_SCHEMA` for a bound field of another type
   */
  field<
    X extends z.core.$ZodType,
    const c extends keyof C & string,
    const o extends keyof O & string,
    const p extends keyof P & string,
    const x extends boolean = false,
    const b extends Bound = never,
  >(schema: X, tags: FieldTags<c, o, p, x, b>): Field<X, c, o, p, Accepted<O, c, o, x, b>, [b] extends [never] ? p : never>;
  /**
   * Makes a record of tagged fields.
   *
   * @throws `FIELD_UNTAGGED` naming the fields that were not made by `field` of this vocabulary, `SUBJECT_UNKNOWN`, `NAME_INVALID`
   */
  record<const F extends Readonly<Record<string, object>>>(
    name: string,
    fields: Tagged<F>,
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
  readonly functions?: Readonly<Record<string, FunctionFacts>>;
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
  const O extends Readonly<Record<string, OriginFacts<keyof C & string>>>,
  const S extends Readonly<Record<string, SubjectFacts>> = Readonly<Record<never, never>>,
>(literal: VocabularyLiteral<P, C, O, S>): Vocabulary<P, C, O, S> {
  const words = wordsOf(literal);
  const purposes = declaredNames(words.purposes, "purpose");
  const categories = declaredNames(words.categories, "category");
  declaredNames(words.origins, "origin");
  declaredNames(words.functions, "function");
  assertForm(words);
  assertReferences(words, purposes, categories);
  const fields = new WeakSet<object>();
  const records = new WeakSet<object>();
  const context: FieldContext = {
    purposes,
    categories: new Map(Object.entries(words.categories)),
    subjects: [...declaredNames(words.subjects, "subject")],
    origins: new Map(
      Object.entries(words.origins).map(([name, { certifies, excludes }]) => [
        name,
        { certifies: certifies === true, excludes: new Set(excludes) },
      ]),
    ),
    owns: (field) => fields.has(field),
    adopt: (record) => {
      records.add(record);
    },
  };
  const untyped: UntypedVocabulary = {
    field(schema, tags) {
      const field = makeField(schema, tags, context);
      fields.add(field);
      return field;
    },
    record: (name, members, facts = {}) => makeRecord(context, name, members, facts),
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
  readonly functions: Readonly<Record<string, FunctionFacts>>;
}

function wordsOf(literal: Partial<Record<keyof Words, unknown>>): Words {
  const { purposes, categories, origins, subjects = {}, functions = {} } = frozenCopy(literal ?? {}, "VOCABULARY_INVALID");
  const parts = { purposes, categories, origins, subjects: Object.freeze(subjects), functions: Object.freeze(functions) };
  const isPart = (part: unknown): boolean => isMap(part) && Object.values(part).every(isMap);
  if (Object.values(parts).every(isPart)) return parts as Words; // Of names and facts the form is left to check.
  throw new PrivacyError(
    "VOCABULARY_INVALID",
    "a vocabulary is purposes, categories, origins and, if stated, subjects and functions: facts by name",
  );
}

/** What types refuse already, for callers without them. The population of a purpose is checked with the whole declaration. */
function assertReferences({ origins, functions }: Words, purposes: ReadonlySet<string>, categories: ReadonlySet<string>): void {
  if (!Object.values(origins).every(({ excludes = [] }) => excludes.every((category) => categories.has(category))))
    throw new PrivacyError("CATEGORY_UNKNOWN", "an origin excludes a category that the vocabulary does not declare");
  if (!Object.values(functions).every((of) => of.purposes.every((purpose) => purposes.has(purpose))))
    throw new PrivacyError("PURPOSE_UNKNOWN", "a function serves a purpose that the vocabulary does not declare");
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface UntypedVocabulary {
  field(schema: z.core.$ZodType, tags: AnyTags): object;
  record(name: string, fields: Fields, facts?: RecordFacts): object;
  owns(record: unknown): boolean;
}
