import type { FieldFacts } from "@favorable/fields";
import { takesNull } from "@favorable/fields";
import { expect, it } from "vitest";
import * as z from "zod";
import { vocabulary } from "./vocabulary.ts";

const tags = { category: "status", origins: ["subject"], purposes: ["followUp"] } as const;
const kindOf = (schema: z.core.$ZodType, facts: FieldFacts = {}): string => vocabulary.field(schema, { ...tags, ...facts }).kind;

it.each<[string, z.core.$ZodType]>([
  ["closed-list", z.enum(["a", "b"])],
  ["closed-list", z.literal("a").nullable()],
  ["closed-list", z.union([z.literal("a"), z.literal("b")])],
  ["closed-list", z.array(z.enum(["a"]))],
  ["date", z.iso.date().optional()],
  ["date", z.date()],
  ["instant", z.iso.datetime()],
  ["number", z.number().int().min(0)],
  ["number", z.int()],
  ["boolean", z.boolean().default(false)],
  ["contact", z.email()],
  ["contact", z.string().email().optional()],
  ["contact", z.e164()],
  ["identifier", z.uuid()],
  ["text", z.string().trim().min(1)],
  ["text", z.string().transform((text) => text.length)],
  ["other", z.object({ a: z.string() })],
  ["other", z.union([z.string(), z.number()])],
  ["other", z.unknown()],
])("reads %s from the schema", (kind, schema) => {
  expect(kindOf(schema)).toBe(kind);
});

it("lets a tag decide: free text, the subject's own identifier, a stated kind", () => {
  expect(kindOf(z.string(), { freeText: { moderator: "director" } })).toBe("free-text");
  expect(kindOf(z.string(), { subject: true })).toBe("identifier");
  expect(kindOf(z.string(), { kind: "document" })).toBe("document");
});

it("knows which schemas take null", () => {
  for (const schema of [
    z.string().nullable(),
    z.string().nullish(),
    z.null(),
    z.unknown(),
    z.literal(["a", null]),
    z.union([z.string(), z.null()]),
  ])
    expect(takesNull(schema)).toBe(true);
  for (const schema of [
    z.string(),
    z.string().optional(),
    z.array(z.null()),
    z.object({ a: z.null() }),
    z.literal("null"),
    z
      .string()
      .nullable()
      .transform((text) => text ?? "none"),
  ])
    expect(takesNull(schema)).toBe(false);
});

it("knows which keys may be missing", () => {
  const optional = (schema: z.core.$ZodType): boolean => vocabulary.field(schema, tags).optional;
  expect([z.string().optional(), z.string().nullish(), z.exactOptional(z.string())].map(optional)).toEqual([true, true, true]);
  expect([z.string(), z.string().nullable(), z.string().default("x"), z.string().optional().default("x")].map(optional)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
