import { defineMatrix } from "@favorable/access";
import { canonicalJson, type JsonValue } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { defineProcessing, documentHash, type ProcessingDocument, readDocument } from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { seeds } from "./cases/all-facts.ts";
import { redeclared } from "./redeclared.ts";
import { whole } from "./whole-document.ts";

const text = fc.record({ fr: fc.string(), en: fc.string() }, { requiredKeys: [] }).filter((one) => canBeText(one));
const canBeText = (one: { fr?: string; en?: string }): boolean =>
  [one.fr, one.en].every((said) => said === undefined || said.isWellFormed());
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/).filter((word) => !(word in Object.prototype) && word !== "prototype");
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
const some = (of: readonly string[]): fc.Arbitrary<[string, ...string[]]> =>
  fc.subarray([...of], { minLength: 1 }).map(([first = "", ...rest]) => [first, ...rest]);
const law = fc.record({ text: fc.constantFrom("Law 1.509", "GDPR"), article: fc.constantFrom("1", "9(2)(h)") }, { requiredKeys: ["text"] });

const schemas = [
  z.string(),
  z.enum(["a", "b"]),
  z.number(),
  z.boolean(),
  z.iso.date(),
  z.iso.datetime(),
  z.email(),
  z.uuid(),
  z.enum(["x"]).nullable(),
];
const tags = fc.record(
  {
    label: text,
    legalRef: law,
    justification: text,
    nationalId: fc.boolean(),
    proof: fc.boolean(),
    reason: fc.boolean(),
    subject: fc.constant(true),
    freeText: fc.record({ moderator: fc.constantFrom("none", "somebody"), screenedFor: fc.constant(["iban"]) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** Whole parts of a document that use no declared name. */
const parts = ["title", "kind", "version", "zone", "controller", "onBehalfOf", "dpo", "events", "risks"] as const;

/** A random declaration, and what it says at each stage. */
const declaration = fc
  .record({ purposes: names, categories: names, origins: names, subjects: names, records: names, roles: names })
  .chain((words) =>
    fc.record({
      words: fc.constant(words),
      purposes: fc.array(
        fc.record({ statement: text, population: some(words.subjects), main: fc.boolean() }, { requiredKeys: ["statement"] }),
        { minLength: 4, maxLength: 4 },
      ),
      fields: fc.array(
        fc.record({
          record: fc.nat(3),
          name,
          schema: fc.nat(schemas.length - 1),
          optional: fc.boolean(),
          category: fc.constantFrom(...words.categories),
          origins: some(words.origins),
          purposes: some(words.purposes),
          tags,
        }),
        { minLength: 1, maxLength: 8 },
      ),
      cells: fc.infiniteStream(fc.constantFrom<"all" | "none" | ["read"]>("all", "none", ["read"])),
      stated: fc.subarray([...parts]),
    }),
  )
  .map(({ words, purposes, fields, cells, stated }) => {
    const named = <T>(ids: readonly string[], make: (id: string, at: number) => T): Record<string, T> =>
      Object.fromEntries(ids.map((id, at) => [id, make(id, at)]));
    const vocabulary = defineVocabulary({
      purposes: named(words.purposes, (_, at) => purposes[at] ?? { statement: {} }),
      categories: named(words.categories, (id) => ({ label: { en: id } })),
      origins: named(words.origins, (id) => ({ label: { en: id }, kind: "subject" as const })),
      subjects: named(words.subjects, (id) => ({ label: { en: id }, relation: "staff" as const })),
    });
    const records = named(words.records, (id, at) =>
      vocabulary.record(
        id,
        Object.fromEntries(
          fields
            .filter(({ record }) => record % words.records.length === at)
            .map((one) => {
              const schema = schemas[one.schema] ?? z.string();
              return [
                one.name,
                vocabulary.field(one.optional ? schema.optional() : schema, {
                  ...one.tags,
                  category: one.category,
                  origins: one.origins,
                  purposes: one.purposes,
                }),
              ];
            }),
        ) as never,
      ),
    );
    const access = defineMatrix(vocabulary, {
      actions: ["read", "extract"],
      roles: named(words.roles, (id) => ({ label: { en: id }, purposes: words.purposes })),
      grants: named(words.roles, () => named(words.categories, () => cells.next().value ?? "none")),
    } as never);
    return defineProcessing({
      id: "random",
      vocabulary,
      records,
      access,
      ...Object.fromEntries(stated.map((part) => [part, whole[part]])),
    } as never);
  });

const again = (document: ProcessingDocument): ProcessingDocument =>
  readDocument(JSON.parse(canonicalJson(document as unknown as JsonValue)));

describe("nothing is lost", () => {
  it("from a declaration to its document and to a declaration again: same document, same hash", () => {
    fc.assert(
      fc.property(declaration, fc.constantFrom("draft", "submitted"), (declared, stage) => {
        const document = declared.document(stage);
        expect(again(document)).toEqual(document);
        expect(documentHash(again(document))).toBe(declared.sha256(stage));
        const second = redeclared(again(document));
        expect(second.document(stage)).toEqual(document);
        expect(second.sha256(stage)).toBe(declared.sha256(stage));
      }),
      { numRuns: 300, interruptAfterTimeLimit: 50_000 },
    );
  }, 60_000);

  it.each(seeds)("of $name, redeclared from its document", ({ document }) => {
    expect(redeclared(document).sha256("submitted")).toBe(documentHash(document));
  });

  it("of what is not stated: a key that is not there does not come back, one that states nothing stays", () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(whole).filter((key) => !["format", "id", "stage"].includes(key))), (left) => {
        const document = { ...Object.fromEntries(Object.entries(whole).filter(([key]) => !left.includes(key))) };
        let read: ProcessingDocument;
        try {
          read = readDocument(document);
        } catch {
          return; // Something that is left refers to something that is not.
        }
        expect(Object.keys(read).sort()).toEqual(Object.keys(document).sort());
        expect(read).toEqual(document);
      }),
      { interruptAfterTimeLimit: 15_000 },
    );
    const nothing = {
      format: whole.format,
      id: "x",
      stage: "draft",
      purposes: {},
      notices: {},
      recipients: {},
      capture: "none",
      dpo: "none",
      logs: { events: [], alerts: [] },
    };
    expect(again(readDocument(nothing))).toEqual(nothing);
  });
});
