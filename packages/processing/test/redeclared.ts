/** A declaration made again from its document. */
import { defineMatrix } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import {
  type DeclaredVocabulary,
  defineProcessing,
  type FieldDocument,
  type Processing,
  type ProcessingDocument,
} from "@favorable/processing";
import * as z from "zod";

/** The least that a schema must be for a field to be what the document says it is. */
function schemaOf({ kind, values, optional }: FieldDocument): z.ZodType {
  const [first, ...rest] = values ?? [];
  const schema = kind === "closed-list" && first !== undefined ? z.enum([first, ...rest]) : z.string();
  return optional === true ? schema.optional() : schema;
}

/** Declares what a document says; the types, which a document does not have, are left out. */
export function redeclared(document: ProcessingDocument): Processing<DeclaredVocabulary, object, unknown> {
  const { format: _, stage: __, id, purposes = {}, categories = {}, origins = {}, subjects, records = {}, access, ...stated } = document;
  const vocabulary = defineVocabulary({ purposes, categories, origins, ...(subjects === undefined ? {} : { subjects }) });
  const made = Object.entries(records).map(([name, { fields, ...facts }]) => {
    const tagged = Object.entries(fields).map(([field, { moderator, screenedFor, optional: ___, values: ____, ...tags }]) => {
      const text = { ...(moderator === undefined ? {} : { moderator }), ...(screenedFor === undefined ? {} : { screenedFor }) };
      const free = tags.kind === "free-text" || Object.keys(text).length > 0;
      // The casts: names are checked as they are declared, and the document has no types to check them with.
      return [
        field,
        vocabulary.field(schemaOf(fields[field] ?? ({} as never)), { ...tags, ...(free ? { freeText: text } : {}) } as never),
      ] as const;
    });
    return [name, vocabulary.record(name, Object.fromEntries(tagged) as never, facts as never)] as const;
  });
  const matrix = access === undefined ? undefined : defineMatrix(vocabulary, access as never);
  return defineProcessing({ id, vocabulary, records: Object.fromEntries(made), access: matrix, ...stated } as never) as never;
}
