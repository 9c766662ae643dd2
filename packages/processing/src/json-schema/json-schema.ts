/** The form as a JSON Schema, for editors and for tools that are not written in TypeScript. */
import type { JsonValue } from "@favorable/core";
import * as z from "zod";
import { DOCUMENT_FORMAT } from "../document/document.ts";
import { processingDocument } from "../schema/document.ts";
import { category, origin, originRule, record } from "../schema/information.ts";
import { link, processor, recipient, transfer } from "../schema/links.ts";
import { proceeding } from "../schema/proceedings.ts";
import { functionDocument, purpose, subject } from "../schema/purpose.ts";
import { bound, retention, start } from "../schema/retention.ts";
import { country, date, dpv, name, partialDate, period, pointer, sha256 } from "../schema/shape.ts";
import { keptElsewhere, legalReference, namedEvent, text } from "../schema/text.ts";

const ID = `urn:favorable:processing:${DOCUMENT_FORMAT.split("/")[1]}`;

/** The parts that stand in many places, written once under `$defs`. */
const PARTS: Readonly<Record<string, z.ZodType>> = {
  text,
  legalReference,
  keptElsewhere,
  namedEvent,
  name,
  date,
  partialDate,
  period,
  country,
  sha256,
  pointer,
  dpv,
  retentionStart: start,
  retentionBound: bound,
  subject,
  purpose,
  function: functionDocument,
  category,
  origin,
  originRule,
  record,
  link,
  recipient,
  processor,
  transfer,
  retention,
  proceeding,
};

/**
 * Makes the JSON Schema (draft 2020-12) of a document of today's form; the same text is in the package as
 * `@favorable/processing/schema.json`. It accepts what `readDocument` accepts, but for what a schema cannot say: that names used are
 * declared, that the matrix has no hole, that days are in order, that a zone is one of IANA's, and that texts are well-formed Unicode.
 *
 * @example
 * ```ts
 * import { documentJsonSchema } from "@favorable/processing";
 *
 * const schema = documentJsonSchema();
 * console.log(schema["$schema"]); // https://json-schema.org/draft/2020-12/schema
 * console.log(JSON.stringify(schema["required"])); // ["format","id","stage"]
 * ```
 */
export function documentJsonSchema(): { readonly [key: string]: JsonValue | undefined } {
  const parts = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(PARTS)) parts.add(schema, { id });
  const { $schema, ...schema } = z.toJSONSchema(processingDocument, { target: "draft-2020-12", metadata: parts, unrepresentable: "throw" });
  // A JSON Schema is JSON: the copy drops what only zod reads, and with it the type that says so.
  return JSON.parse(JSON.stringify({ $schema, $id: ID, title: `Processing document, ${DOCUMENT_FORMAT}`, ...schema }));
}
