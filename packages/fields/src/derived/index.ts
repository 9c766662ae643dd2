/** What is derived from records: schemas, covered logs, linked data. */
export { type JsonSchema, openApiComponents, recordJsonSchema, type SchemaOptions } from "./json-schema.ts";
export { type LinkedData, linkedDataContext, recordLinkedData } from "./linked-data.ts";
export { createRedactor, type RedactionOptions, type Redactor } from "./redaction.ts";
export { favorableKeywords, type TaggedRecord, type TagOptions } from "./tags.ts";
