/** A record in the words of the Data Privacy Vocabulary, as JSON-LD whose context is in it: nothing has to be fetched to read it. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import { legalBasisTerms, originTerms } from "../dpv/mapping.ts";
import { dpvPrefixes, dpvVersion, isDpvIri } from "../dpv/prefixes.ts";
import type { AnyField } from "../field.ts";
import type { Text } from "../text.ts";
import type { AnyVocabulary } from "../vocabulary.ts";
import type { TaggedRecord } from "./tags.ts";

/** A JSON-LD 1.1 document. */
export interface LinkedData {
  readonly "@context": Readonly<Record<string, JsonValue>>;
  readonly "@graph": readonly Readonly<Record<string, JsonValue>>[];
}

const reference = (term: string): JsonValue => ({ "@id": term, "@type": "@id" });
const date = (term: string): JsonValue => ({ "@id": term, "@type": "http://www.w3.org/2001/XMLSchema#date" });

/** Prefixes of the vocabulary and the few terms of others that are used. */
export const linkedDataContext: Readonly<Record<string, JsonValue>> = Object.freeze({
  "@version": 1.1,
  ...dpvPrefixes,
  label: { "@id": "http://www.w3.org/2000/01/rdf-schema#label", "@container": "@language" },
  conformsTo: reference("http://purl.org/dc/terms/conformsTo"),
  citation: "http://purl.org/dc/terms/bibliographicCitation",
  validFrom: date("https://schema.org/validFrom"),
  validThrough: date("https://schema.org/validThrough"),
  hasPersonalData: reference("dpv:hasPersonalData"),
  hasPurpose: reference("dpv:hasPurpose"),
  hasLegalBasis: reference("dpv:hasLegalBasis"),
  hasDataSource: reference("dpv:hasDataSource"),
  hasDataSubject: reference("dpv:hasDataSubject"),
});

/**
 * Describes a record as a process on personal data: its fields with their categories and sources, its purposes with their bases, its people.
 *
 * @param base - an absolute IRI ending in `/` or `#` under which the application's own words get their names
 * @throws `LINKED_DATA_BASE` for another base, `RECORD_FOREIGN` for a record of another vocabulary
 * @example
 * ```ts
 * import { defineVocabulary, recordLinkedData } from "@favorable/fields";
 * import { dataCategories } from "@favorable/fields/dpv";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { schemes: { statement: { en: "Manage the pass" } } },
 *   categories: { contact: { label: { en: "Contact" }, dpv: dataCategories.Contact } },
 *   origins: { subject: { label: { en: "The young person" }, kind: "subject" } },
 * });
 * const youth = vocabulary.record("youth", {
 *   mail: vocabulary.field(z.email(), { category: "contact", origins: ["subject"], purposes: ["schemes"] }),
 * });
 * const { "@graph": graph } = recordLinkedData(youth, vocabulary, "https://register.example/");
 * console.log(graph.find((node) => node["@id"] === "https://register.example/record/youth/mail")?.["@type"]); // https://w3id.org/dpv/pd#Contact
 * ```
 */
export function recordLinkedData(record: TaggedRecord, vocabulary: AnyVocabulary, base: string): LinkedData {
  if (typeof base !== "string" || !/^https?:\/\/[^\s<>"{}|\\^`]+[/#]$/.test(base))
    throw new PrivacyError("LINKED_DATA_BASE", "names are given under an absolute http or https IRI that ends in / or #");
  if (!vocabulary.owns(record)) throw new PrivacyError("RECORD_FOREIGN", "the record was not made by that vocabulary");
  const id = (kind: string, name: string): string => `${base}${kind}/${name}`;
  const fields = Object.entries(record.fields);
  const purposes = used(fields, ({ purposes: names }) => names);
  const origins = used(fields, ({ origins: names }) => names);

  const process = {
    "@id": id("record", record.name),
    "@type": "dpv:PersonalDataProcess",
    conformsTo: dpvVersion,
    ...labelled(record.label),
    hasPersonalData: fields.map(([name]) => id(`record/${record.name}`, name)),
    hasPurpose: purposes.map((name) => id("purpose", name)),
    hasDataSource: origins.map((name) => id("origin", name)),
    hasDataSubject: record.subjects.map((name) => id("subject", name)),
  };
  const fieldNodes = fields.map(([name, field]) => ({
    "@id": id(`record/${record.name}`, name),
    "@type": typesOf(field, vocabulary),
    ...labelled(field.label),
    hasPurpose: field.purposes.map((purpose) => id("purpose", purpose)),
    hasDataSource: field.origins.map((origin) => id("origin", origin)),
  }));
  const purposeNodes = purposes.map((name) => {
    const { statement, bases = [], dpv } = vocabulary.purposes[name] ?? { statement: {} };
    return {
      "@id": id("purpose", name),
      "@type": term(dpv, "dpv:Purpose"),
      ...labelled(statement),
      hasLegalBasis: bases.map(({ kind, from, until, reference: law, dpv: iri }) => ({
        "@type": term(iri, legalBasisTerms[kind]),
        ...(from === undefined ? {} : { validFrom: from }),
        ...(until === undefined ? {} : { validThrough: until }),
        ...(law === undefined ? {} : { citation: law.article === undefined ? law.text : `${law.text}, ${law.article}` }),
      })),
    };
  });
  const originNodes = origins.map((name) => {
    const { label, kind, dpv } = vocabulary.origins[name] ?? { label: {} };
    return { "@id": id("origin", name), "@type": term(dpv, kind === undefined ? "dpv:DataSource" : originTerms[kind]), ...labelled(label) };
  });
  const subjectNodes = record.subjects.map((name) => {
    const { label, dpv, minors, vulnerable } = vocabulary.subjects[name] ?? { label: {} };
    const fallback = minors === true ? "dpv:Child" : vulnerable === true ? "dpv:VulnerableDataSubject" : "dpv:DataSubject";
    return { "@id": id("subject", name), "@type": term(dpv, fallback), ...labelled(label) };
  });
  return { "@context": linkedDataContext, "@graph": [process, ...fieldNodes, ...purposeNodes, ...originNodes, ...subjectNodes] };
}

function typesOf(field: AnyField, vocabulary: AnyVocabulary): string[] {
  const category = vocabulary.categories[field.category];
  const national = (field.nationalId ?? category?.nationalId) === true;
  return [
    term(category?.dpv, "dpv:PersonalData"),
    ...(category?.special === undefined || category.special === "social-appraisal" ? [] : ["dpv:SpecialCategoryPersonalData"]),
    ...(national ? ["pd:OfficialID"] : []),
  ];
}

/** The declared term, if it is one of the vocabulary's. */
function term(declared: string | undefined, fallback: string): string {
  return isDpvIri(declared) ? declared : fallback;
}

function labelled(label: Text | undefined): { readonly label?: Readonly<Record<string, string>> } {
  const texts = Object.entries(label ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return texts.length === 0 ? {} : { label: Object.fromEntries(texts) };
}

function used(fields: readonly (readonly [string, AnyField])[], of: (field: AnyField) => readonly string[]): readonly string[] {
  return [...new Set(fields.flatMap(([, field]) => of(field)))];
}
