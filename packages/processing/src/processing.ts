/** The declaration of a processing: everything said once, composed and checked. */
import type { AnyMatrix } from "@favorable/access";
import { canonicalBytes, type JsonValue, PrivacyError, toHex } from "@favorable/core";
import type { AnyField, AnyRecord, AnyVocabulary } from "@favorable/fields";
import { sha256 } from "@noble/hashes/sha2.js";
import { closedValues } from "./closed-values.ts";
import { DOCUMENT_FORMAT, type ProcessingDocument, type Stage } from "./document/document.ts";
import type { CategoryDocument, FieldDocument, OriginDocument, RecordDocument } from "./document/information.ts";
import type { PurposeDocument, SubjectDocument } from "./document/purpose.ts";
import { plainData } from "./plain-data.ts";
import { type Problem, printPath, type Telling, throwProblems } from "./problem.ts";
import { checkedDocument } from "./read-document.ts";
import type { StatedParts } from "./stated-parts.ts";

/** A vocabulary whose words say all that the document holds of them. */
export interface DeclaredVocabulary extends AnyVocabulary {
  readonly purposes: Readonly<Record<string, PurposeDocument>>;
  readonly categories: Readonly<Record<string, CategoryDocument>>;
  readonly origins: Readonly<Record<string, OriginDocument>>;
  readonly subjects: Readonly<Record<string, SubjectDocument>>;
}

/** What {@link defineProcessing} is given: its own objects, and the other parts of the document as they will stand there. */
export interface ProcessingLiteral<V, R, M> extends StatedParts<V, R> {
  readonly id: string;
  readonly vocabulary: V;
  readonly records: R;
  /** The matrix; a draft may not have one yet. */
  readonly access?: M;
}

/** Any record, whatever its fields' types. */
export type DeclaredRecord = Pick<AnyRecord, "name" | "fields" | "subjects" | "label">;

/** A declared processing. */
export interface Processing<V, R, M> {
  readonly id: string;
  readonly vocabulary: V;
  readonly records: R;
  readonly access: M;
  /** The declaration as a document at a stage: plain, frozen data. */
  document(stage: Stage): ProcessingDocument;
  /** SHA-256 of the document's canonical JSON (RFC 8785), hexadecimal: what is approved, locked and cited. */
  sha256(stage: Stage): string;
}

/**
 * Declares a processing.
 *
 * Refused is only what makes no sense; what the law thinks of it is for the review. What is not written is *not stated*;
 * an empty list, `"none"` or `false` states that there is none.
 *
 * @throws `DEFINITION_INVALID` with all `paths` and `problems` side by side: `dangling`, `undecided`, `reversed`, `unknown-key`,
 *   `wrong-value`, `missing`, `foreign` (a record or matrix of another vocabulary), `renamed` (a record under another key than its name)
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { defineVocabulary } from "@favorable/fields";
 * import { defineProcessing } from "@favorable/processing";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up the vaccination of staff" }, population: ["staff"] } },
 *   categories: { identity: { label: { en: "Identity" } } },
 *   origins: { hrFile: { label: { en: "HR file" }, kind: "file" } },
 *   subjects: { staff: { label: { en: "Staff" }, relation: "staff" } },
 * });
 * const agent = vocabulary.record("agent", {
 *   name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read"],
 *   roles: { director: { label: { en: "Director" }, purposes: ["followUp"] } },
 *   grants: { director: { identity: "all" } },
 * });
 * const processing = defineProcessing({
 *   id: "vaccination-follow-up",
 *   vocabulary,
 *   records: { agent },
 *   access,
 *   retention: { register: { categories: ["identity"], start: { kind: "fixed-date", on: "2021-10-30" }, maximum: { period: "P18M" } } },
 * });
 * console.log(processing.document("submitted").records?.["agent"]?.fields["name"]?.kind); // text
 * console.log(processing.sha256("draft").length); // 64
 * ```
 */
export function defineProcessing<
  const V extends DeclaredVocabulary,
  const R extends Readonly<Record<string, DeclaredRecord>>,
  M extends AnyMatrix | undefined = undefined,
>(literal: ProcessingLiteral<V, R, M>): Processing<V, R, M> {
  const { id, vocabulary, records, access, ...stated } = literal;
  throwProblems(TELLING, { places: foreignParts(vocabulary, records, access) });
  const { functions = {} } = vocabulary;
  const parts = {
    id,
    // Functions may be said with the words or with the file; the file goes before.
    ...(Object.keys(functions).length === 0 ? {} : { functions }),
    ...stated,
    purposes: vocabulary.purposes,
    categories: vocabulary.categories,
    origins: vocabulary.origins,
    ...(Object.keys(vocabulary.subjects).length === 0 ? {} : { subjects: vocabulary.subjects }),
    records: Object.fromEntries(Object.entries(records).map(([name, record]) => [name, recordDocument(record)])),
    ...(access === undefined ? {} : { access: access.document() }),
  };
  const at = (stage: Stage): ProcessingDocument => checkedDocument(plainData({ format: DOCUMENT_FORMAT, stage, ...parts }), TELLING);
  const documents = new Map<string, ProcessingDocument>([
    ["draft", at("draft")],
    ["submitted", at("submitted")],
  ]);
  const document = (stage: Stage): ProcessingDocument => {
    const known = documents.get(stage);
    if (known === undefined) throw new PrivacyError("STAGE_UNKNOWN", "a declaration is a draft or submitted");
    return known;
  };
  // The one cast: M is undefined exactly when no matrix is given.
  return Object.freeze({
    id,
    vocabulary,
    records: Object.freeze({ ...records }),
    access: access as M,
    document,
    sha256: (stage: Stage) => documentHash(document(stage)),
  });
}

/** SHA-256 of a document's canonical JSON (RFC 8785), hexadecimal. */
export function documentHash(document: ProcessingDocument): string {
  // A document is plain data by construction; the type of JSON has index signatures, which interfaces do not.
  return toHex(sha256(canonicalBytes(document as unknown as JsonValue)));
}

const TELLING: Telling = {
  code: "DEFINITION_INVALID",
  message: "the declaration does not make sense",
  print: printPath,
  most: Number.POSITIVE_INFINITY,
};

function foreignParts(
  vocabulary: AnyVocabulary,
  records: Readonly<Record<string, DeclaredRecord>>,
  access: AnyMatrix | undefined,
): readonly Problem[] {
  const problems: Problem[] = [];
  // From outside the types, null too.
  if (typeof records !== "object" || records === null) return [{ path: ["records"], problem: "foreign" }];
  for (const [name, record] of Object.entries(records)) {
    if (!vocabulary.owns(record)) problems.push({ path: ["records", name], problem: "foreign" });
    else if (record.name !== name) problems.push({ path: ["records", name], problem: "renamed" });
  }
  if (access !== undefined && access?.vocabulary !== vocabulary) problems.push({ path: ["access"], problem: "foreign" });
  return problems;
}

function recordDocument({ label, subjects, fields }: DeclaredRecord): RecordDocument {
  return {
    ...(label === undefined ? {} : { label }),
    subjects,
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldDocument(field)])),
  };
}

/**
 * What a field says of itself, as the document has it. Whatever else a tag says stands in the document as it is, or is refused there:
 * no fact is dropped on the way.
 */
function fieldDocument(field: AnyField): FieldDocument {
  const { schema, proof, optional, freeText, acceptedFrom: _, givenFor: __, ...facts }: AnyField & { givenFor?: unknown } = field;
  const { moderator, screenedFor } = freeText ?? {};
  const values = field.kind === "closed-list" ? closedValues(schema) : undefined;
  return {
    ...facts,
    ...(optional ? { optional: true } : {}),
    ...(proof ? { proof: true } : {}),
    ...(moderator === undefined ? {} : { moderator }),
    ...(screenedFor === undefined ? {} : { screenedFor }),
    ...(values === undefined ? {} : { values }),
  };
}
