/** Editing a declaration at some places, for fixes whose places depend on the file. */
import type { BasisDocument, FieldDocument, ProcessingDocument, RecordDocument } from "@favorable/processing";
import { entries } from "../facts.ts";
import { basis, category, field, origin, purpose, record, subject } from "./examples.ts";

/** A map with each member changed. */
export function each<T>(map: Readonly<Record<string, T>> | undefined, change: (one: T, id: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([id, one]) => [id, change(one, id)]));
}

/** The document with every field changed. */
export function eachField(document: ProcessingDocument, change: (field: FieldDocument, id: string) => FieldDocument): ProcessingDocument {
  if (document.records === undefined) return document;
  return { ...document, records: each(document.records, (one): RecordDocument => ({ ...one, fields: each(one.fields, change) })) };
}

/** The document with every basis changed. */
export function eachBasis(document: ProcessingDocument, change: (basis: BasisDocument) => BasisDocument): ProcessingDocument {
  return {
    ...document,
    purposes: each(document.purposes, (one) => (one.bases === undefined ? one : { ...one, bases: one.bases.map(change) })),
  };
}

/** The document with a basis for each purpose that has none. */
export function withBases(document: ProcessingDocument): ProcessingDocument {
  const { purposes } = withRecords(document);
  return { ...document, purposes: each(purposes, (one) => ((one.bases ?? []).length > 0 ? one : { ...one, bases: [basis] })) };
}

/** The names of a map. */
export function names(map: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return entries(map).map(([id]) => id);
}

/** The document with examples of what a record is made of, where it has none. */
export function withRecords(document: ProcessingDocument): ProcessingDocument {
  const subjects = names(document.subjects).length > 0 ? document.subjects : { applicants: subject };
  const purposes = names(document.purposes).length > 0 ? document.purposes : { applications: { ...purpose, population: names(subjects) } };
  const categories = names(document.categories).length > 0 ? document.categories : { contact: category };
  const origins = names(document.origins).length > 0 ? document.origins : { applicant: origin };
  const first = (map: Readonly<Record<string, unknown>> | undefined): readonly string[] => names(map).slice(0, 1);
  const example: RecordDocument = {
    ...record,
    subjects: names(subjects),
    fields: { name: { ...field, category: first(categories)[0] ?? "contact", origins: first(origins), purposes: first(purposes) } },
  };
  return {
    ...document,
    ...(subjects === undefined ? {} : { subjects }),
    ...(purposes === undefined ? {} : { purposes }),
    ...(categories === undefined ? {} : { categories }),
    ...(origins === undefined ? {} : { origins }),
    records: names(document.records).length > 0 ? (document.records ?? {}) : { application: example },
  };
}
