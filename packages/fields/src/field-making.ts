/** Making a field: its tags checked against the words of the vocabulary, its schema read once. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import type * as z from "zod";
import { assertBindable } from "./bound.ts";
import type { AnyField, FieldTags } from "./field.ts";
import { isOptional, kindOf } from "./kind.ts";
import type { RecordContext } from "./record-context.ts";
import { isSchema } from "./schema.ts";
import type { FieldKind } from "./text.ts";
import type { CategoryFacts } from "./vocabulary-facts.ts";
import { assertTags } from "./vocabulary-form.ts";

/** The tags of a field before they are checked. */
export type AnyTags = FieldTags<string, string, string>;

/** What a vocabulary tells its fields and records. */
export interface FieldContext extends RecordContext {
  readonly categories: ReadonlyMap<string, CategoryFacts>;
}

/** Makes a field; the typed face is on `field` of a vocabulary. */
export function makeField(schema: z.core.$ZodType, tags: AnyTags, context: FieldContext): AnyField {
  if (!isSchema(schema) || typeof tags !== "object" || tags === null)
    throw new PrivacyError("FIELD_UNTAGGED", "a field is a zod schema with its category, origins and purposes");
  const facts = frozenCopy(tags, "FIELD_UNTAGGED");
  const category = context.categories.get(facts.category);
  if (category === undefined) throw new PrivacyError("CATEGORY_UNKNOWN", "the vocabulary declares no such category");
  assertWords(facts.origins, context.origins, "ORIGIN_UNKNOWN", "a field names at least one origin, all of the vocabulary");
  assertWords(facts.purposes, context.purposes, "PURPOSE_UNKNOWN", "a field serves at least one purpose, all of the vocabulary");
  assertTags(facts);
  const bound = facts.boundTo;
  if (bound === undefined && facts.boundWhen !== undefined)
    throw new PrivacyError("FIELD_UNTAGGED", "when a bound value is set is said of a bound field", { facts: ["boundWhen"] });
  const read = readSchema(schema);
  const kind = facts.kind ?? (facts.freeText !== undefined ? "free-text" : facts.subject === true ? "identifier" : read.kind);
  if (category.closedList === true && OPEN.has(kind))
    throw new PrivacyError("LIST_NOT_CLOSED", "the category takes closed lists only", { category: facts.category, kind });
  if (bound !== undefined) assertBindable(schema, bound);
  const { nationalId = category.nationalId, legalRef = category.legalRef } = facts;
  return Object.freeze({
    ...facts,
    ...(nationalId === undefined ? {} : { nationalId }),
    ...(legalRef === undefined ? {} : { legalRef }),
    schema,
    origins: Object.freeze([...facts.origins]),
    purposes: Object.freeze([...facts.purposes]),
    proof: facts.proof === true,
    acceptedFrom: Object.freeze(bound === undefined ? acceptedFrom(facts, context) : []),
    givenFor: Object.freeze(bound === undefined ? [...facts.purposes] : []),
    kind,
    optional: read.optional,
  });
}

/** Kinds of values that a list does not close. */
const OPEN: ReadonlySet<FieldKind> = new Set(["text", "free-text", "document", "other"]);

function acceptedFrom({ category, origins, proof }: AnyTags, context: FieldContext): readonly string[] {
  return origins.filter((name) => {
    const origin = context.origins.get(name);
    return !(proof === true && origin?.certifies === true) && origin?.excludes.has(category) !== true;
  });
}

/** Reading a `lazy` schema calls the application's code, whose own error is not ours to pass on. */
function readSchema(schema: z.core.$ZodType): { readonly kind: FieldKind; readonly optional: boolean } {
  try {
    return { kind: kindOf(schema), optional: isOptional(schema) };
  } catch {
    throw new PrivacyError("SCHEMA_UNREADABLE", "the schema throws when it is looked at: what a lazy schema stands for is declared before");
  }
}

function assertWords(words: unknown, known: { has(word: string): boolean }, code: string, message: string): void {
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => known.has(word))) throw new PrivacyError(code, message);
}
