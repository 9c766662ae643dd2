/** The tags of a field and of a record, as keywords of a schema: `x-favorable-*`. */
import type { JsonValue } from "@favorable/core";
import type { AnyField, Fields } from "../field.ts";
import type { LegalReference, Text } from "../text.ts";
import type { AnyVocabulary } from "../vocabulary.ts";

/** The part of a record that what is derived needs; every `record` of a vocabulary has it. */
export interface TaggedRecord {
  readonly name: string;
  readonly fields: Fields;
  readonly label?: Text;
  readonly subjects: readonly string[];
}

/** What else may be said of a field in what is derived. */
export interface TagOptions {
  /** Adds what the vocabulary says of the category: special category, IRI. */
  readonly vocabulary?: Pick<AnyVocabulary, "categories">;
  /** The retention by category, in any form: it is handed on as it is. */
  readonly retention?: Readonly<Record<string, JsonValue>>;
}

/** Every keyword that is written, for validators that refuse unknown ones (`ajv.addVocabulary(favorableKeywords)`). */
export const favorableKeywords: readonly string[] = [
  "record",
  "subjects",
  "purpose",
  "category",
  "purposes",
  "origins",
  "accepted-from",
  "kind",
  "subject",
  "proof",
  "free-text",
  "bound-to",
  "national-id",
  "special",
  "legal-reference",
  "justification",
  "reason",
  "retention",
  "dpv",
].map((name) => `x-favorable-${name}`);

/** The keywords of a record. */
export function recordTags(record: TaggedRecord): Readonly<Record<string, JsonValue>> {
  return named({ record: record.name, subjects: [...record.subjects] });
}

/** The keywords of a field; what is not stated is left out. */
export function fieldTags(field: AnyField, { vocabulary, retention }: TagOptions): Readonly<Record<string, JsonValue>> {
  const category = own(vocabulary?.categories, field.category);
  const accepted = field.acceptedFrom.length < field.origins.length ? [...field.acceptedFrom] : undefined;
  return named({
    category: field.category,
    purposes: [...field.purposes],
    origins: [...field.origins],
    "accepted-from": accepted,
    kind: field.kind,
    subject: field.subject === true ? true : undefined,
    proof: field.proof ? true : undefined,
    "free-text": field.freeText === undefined ? undefined : { ...field.freeText },
    "bound-to": field.boundTo,
    "national-id": (field.nationalId ?? category?.nationalId) === true ? true : undefined,
    special: category?.special,
    "legal-reference": field.legalRef === undefined ? undefined : reference(field.legalRef),
    justification: field.justification === undefined ? undefined : { ...field.justification },
    reason: field.reason === true ? true : undefined,
    retention: own(retention, field.category),
    dpv: category?.dpv,
  });
}

function reference({ text, article }: LegalReference): JsonValue {
  return { text, ...(article === undefined ? {} : { article }) };
}

function own<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

function named(tags: Readonly<Record<string, JsonValue | undefined>>): Readonly<Record<string, JsonValue>> {
  const said = Object.entries(tags).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [`x-favorable-${name}`, value]));
}
