/** JSON Schema and OpenAPI of records, and of records as a purpose sees them, with the tags beside the shapes. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import * as z from "zod";
import type { AnyField } from "../field.ts";
import { fieldTags, recordTags, type TaggedRecord, type TagOptions } from "./tags.ts";

/** A schema as JSON data. */
export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** What is derived, and with which words. */
export interface SchemaOptions extends TagOptions {
  /** The record as this purpose sees it; the whole row when left out. */
  readonly purpose?: string;
  /** `output` (what a view gives) unless `input` (what is sent in) is wanted; they differ where a schema has defaults or codecs. */
  readonly io?: "output" | "input";
  /** Language of titles, English when left out; a field without a label in it has none. */
  readonly language?: "fr" | "en";
}

/**
 * The JSON Schema (draft 2020-12) of a record, or of what one purpose sees of it.
 *
 * Zod's own metadata stay out: examples may be a person's. What JSON cannot say (a set, a map, a transformation's result) is `{}`.
 *
 * @throws `PURPOSE_WITHOUT_FIELDS` when no field serves the purpose, `SCHEMA_UNREADABLE` when zod cannot print the shape
 * @example
 * ```ts
 * import { defineVocabulary, recordJsonSchema } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up" } }, statistics: { statement: { en: "Count" } } },
 *   categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } } },
 *   origins: { hrFile: { label: { en: "HR file" } } },
 * });
 * const agent = record("agent", {
 *   name: field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 *   doses: field(z.int(), { category: "status", origins: ["hrFile"], purposes: ["followUp", "statistics"] }),
 * });
 * const { properties } = recordJsonSchema(agent, { purpose: "statistics" });
 * console.log(JSON.stringify(Object.keys(properties ?? {}))); // ["doses"]
 * ```
 */
export function recordJsonSchema(record: TaggedRecord, options: SchemaOptions = {}): JsonSchema {
  const { purpose, io = "output", language = "en" } = options;
  const shown = Object.entries(record.fields).filter(([, field]) => purpose === undefined || field.purposes.includes(purpose));
  if (shown.length === 0)
    throw new PrivacyError("PURPOSE_WITHOUT_FIELDS", "no field of the record serves the purpose", { record: record.name });
  const { properties = {}, $schema, ...shape } = printed(record.name, shown, io);
  const tagged = shown.map(([name, field]) => {
    const title = field.label?.[language];
    return [
      name,
      { ...objectOf(objectOf(properties)[name]), ...(title === undefined ? {} : { title }), ...fieldTags(field, options) },
    ] as const;
  });
  const title = record.label?.[language];
  return {
    ...($schema === undefined ? {} : { $schema }),
    ...(title === undefined ? {} : { title }),
    ...shape,
    properties: Object.fromEntries(tagged),
    ...recordTags(record),
    ...(purpose === undefined ? {} : { "x-favorable-purpose": purpose }),
  };
}

/**
 * The `components` of an OpenAPI 3.1 document: each record as `record`, and as each of its purposes sees it as `record.purpose`.
 *
 * @throws as {@link recordJsonSchema}; `RECORD_INVALID` for two records of one name
 */
export function openApiComponents(
  records: readonly TaggedRecord[],
  options: Omit<SchemaOptions, "purpose"> = {},
): { readonly schemas: Readonly<Record<string, JsonSchema>> } {
  if (new Set(records.map(({ name }) => name)).size < records.length)
    throw new PrivacyError("RECORD_INVALID", "components are named after their records, each by a name of its own");
  const schemas = records.flatMap((record) => {
    const purposes = [...new Set(Object.values(record.fields).flatMap((field) => field.purposes))];
    const seen = [undefined, ...purposes].map((purpose) => {
      const name = purpose === undefined ? record.name : `${record.name}.${purpose}`;
      const { $schema: _dialect, ...schema } = recordJsonSchema(record, { ...options, ...(purpose === undefined ? {} : { purpose }) });
      return [name, moved(schema, `#/components/schemas/${name}`)] as const;
    });
    return seen;
  });
  return { schemas: Object.fromEntries(schemas) };
}

function printed(record: string, fields: readonly (readonly [string, AnyField])[], io: "output" | "input"): Record<string, JsonValue> {
  try {
    const shape = z.object(Object.fromEntries(fields.map(([name, { schema }]) => [name, schema])));
    const schema = z.toJSONSchema(shape, {
      io,
      unrepresentable: "any",
      metadata: z.registry(),
      override({ zodSchema, jsonSchema }) {
        // JSON carries a Date as the text of its instant.
        if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
      },
    });
    // The one cast: what is printed is JSON, which stringify makes sure of.
    return JSON.parse(JSON.stringify(schema)) as Record<string, JsonValue>;
  } catch {
    // Its error may quote a default of the schema.
    throw new PrivacyError("SCHEMA_UNREADABLE", "the record has a schema that cannot be printed", { record });
  }
}

/** Keywords whose value is data, in which nothing is a reference. */
const DATA: ReadonlySet<string> = new Set(["default", "const", "enum", "examples"]);

/** Moves references to the schema's root to its new place in a document. */
function moved(schema: JsonSchema, place: string): JsonSchema {
  const move = (value: JsonValue, keyword: string): JsonValue => {
    if (keyword === "$ref" && typeof value === "string") return value.startsWith("#") ? place + value.slice(1) : value;
    if (typeof value !== "object" || value === null || DATA.has(keyword) || keyword.startsWith("x-favorable-")) return value;
    if (isList(value)) return value.map((member) => move(member, ""));
    // Below these stand names that people chose: a field may be called `default` or `$ref`.
    const names = keyword === "properties" || keyword === "$defs";
    const members = Object.entries(value).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, move(member, names ? "" : name)]));
  };
  return objectOf(move(schema, ""));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function objectOf(value: JsonValue | undefined): JsonSchema {
  return typeof value === "object" && value !== null && !isList(value) ? (value as JsonSchema) : {};
}
