import { PrivacyError } from "@favorable/core";
import { defineVocabulary, makeProjector, nestedCut, plannedField } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

const MARKER = "MARKER-LONG-ENOUGH-NOT-TO-STAND-ANYWHERE-BY-CHANCE";
const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { identity: { label: { en: "Identity" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const { field, record } = vocabulary;
const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
const street = z.object({ street: z.string() });
const incomplete = (fields: readonly string[]) => new PrivacyError("ROW_INCOMPLETE", "fields are missing", { fields });

/** What is left of a value, as JSON. */
function left(schema: z.core.$ZodType, value: unknown): string {
  const cut = nestedCut(schema);
  return JSON.stringify(cut === undefined ? value : cut(value));
}

describe("a projection", () => {
  const person = record("person", {
    name: field(z.string(), tags),
    address: field(street, tags),
    kids: field(z.array(z.object({ n: z.string() })).optional(), tags),
  });
  const row = { name: "A", address: { street: "x", nir: MARKER }, kids: [{ n: "a", diagnosis: MARKER }] };

  it.each([true, false])("holds no nested key that nobody declared, code generated: %s", (generate) => {
    const plan = Object.entries(person.fields).map(([name, declared]) => plannedField(name, declared));
    const project = makeProjector(plan, { incomplete, generate });
    expect(JSON.stringify(project(row))).toBe('{"name":"A","address":{"street":"x"},"kids":[{"n":"a"}]}');
    expect(JSON.stringify(project({ name: "A", address: { street: "x" } }))).toBe('{"name":"A","address":{"street":"x"}}');
    expect(row.address.nir).toBe(MARKER);
    expect(codeOf(() => project({ ...row, address: `{"street":"x","nir":"${MARKER}"}` }))).toBe("ROW_INVALID");
    const getter = {
      get street(): string {
        throw new Error(MARKER);
      },
    };
    expect(codeOf(() => project({ ...row, address: getter }))).toBe("ROW_INVALID");
  });

  it("plans no cut for a field that holds no object", () => {
    for (const schema of [z.string(), z.array(z.string()), z.enum(["a"]).nullable(), z.date().optional(), z.any(), z.set(z.number())])
      expect(nestedCut(schema)).toBe(undefined);
  });
});

describe("the cut of a schema", () => {
  const extra = { street: "x", more: MARKER };
  const wrapped = {
    optional: street.optional(),
    nullable: street.nullable(),
    default: street.default({ street: "" }),
    prefault: street.prefault({ street: "" }),
    readonly: street.readonly(),
    catch: street.catch({ street: "" }),
    nonoptional: z.nonoptional(street.optional()),
    lazy: z.lazy(() => street),
    preprocess: z.preprocess((value) => value, street),
    transform: street.transform((value) => value),
    pipe: z.any().pipe(street),
    branded: street.brand("street"),
    strict: z.strictObject({ street: z.string() }),
    refined: street.refine(() => true),
  };
  it.each(Object.entries(wrapped))("looks through %s", (_, schema) => {
    expect(left(schema, extra)).toBe('{"street":"x"}');
  });

  it("reaches into arrays, tuples, records, maps, sets and objects in objects", () => {
    expect(left(z.array(z.array(street)), [[extra]])).toBe('[[{"street":"x"}]]');
    expect(left(z.tuple([z.string(), street]), ["a", extra, extra])).toBe('["a",{"street":"x"}]');
    expect(left(z.tuple([z.string()], street), ["a", extra, extra])).toBe('["a",{"street":"x"},{"street":"x"}]');
    expect(left(z.record(z.string(), street), { a: extra })).toBe('{"a":{"street":"x"}}');
    expect(left(z.partialRecord(z.enum(["a", "b"]), z.string()), { a: "1", c: MARKER })).toBe('{"a":"1"}');
    const given = { map: new Map([["a", extra]]), set: new Set([extra]) };
    expect(nestedCut(z.object({ map: z.map(z.string(), street), set: z.set(street) }))?.(given)).toEqual({
      map: new Map([["a", { street: "x" }]]),
      set: new Set([{ street: "x" }]),
    });
    expect(left(z.object({ home: street.optional() }), { home: extra, work: extra })).toBe('{"home":{"street":"x"}}');
  });

  it("follows schemas that hold themselves, to any depth a value has", () => {
    interface Tree {
      readonly name: string;
      readonly kids: readonly Tree[];
    }
    const tree: z.ZodType<Tree> = z.object({
      name: z.string(),
      get kids() {
        return z.array(tree);
      },
    });
    expect(left(tree, { name: "a", nir: MARKER, kids: [{ name: "b", nir: MARKER, kids: [] }] })).not.toContain(MARKER);
    const lazy: z.ZodType = z.lazy(() => z.object({ next: lazy.optional() }));
    expect(left(lazy, { next: { next: { nir: MARKER } }, nir: MARKER })).toBe('{"next":{"next":{}}}');
  });

  it("keeps of a union the keys of the option that fits, and what all share where none does", () => {
    const choice = z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a"), one: z.string() }),
      z.object({ kind: z.literal("b"), two: z.string() }),
    ]);
    expect(left(choice, { kind: "a", one: "1", two: MARKER })).toBe('{"kind":"a","one":"1"}');
    // Not valid any more, and still told by its discriminator.
    expect(left(choice, { kind: "b", one: MARKER, two: 2 })).toBe('{"kind":"b","two":2}');
    expect(left(choice, { kind: "c", one: MARKER, two: MARKER })).toBe('{"kind":"c"}');
    const open = z.union([z.string(), z.object({ id: z.string(), one: z.string() }), z.object({ id: z.string(), two: z.string() })]);
    expect(left(open, "text")).toBe('"text"');
    expect(left(open, { id: "i", two: "2", more: MARKER })).toBe('{"id":"i","two":"2"}');
    expect(left(open, { id: 7, one: MARKER, two: MARKER })).toBe('{"id":7}');
    expect(left(z.intersection(street, z.object({ city: z.string() })), { ...extra, city: "y" })).toBe('{"street":"x","city":"y"}');
  });

  it("lets pass what the schema declares open, and refuses an object where a text is declared", () => {
    expect(left(z.looseObject({ a: z.string() }), { a: "1", b: "2" })).toBe('{"a":"1","b":"2"}');
    expect(left(z.object({ a: z.string() }).catchall(street), { a: "1", b: extra })).toBe('{"a":"1","b":{"street":"x"}}');
    expect(left(z.object({ a: z.any() }), { a: { b: 1 } })).toBe('{"a":{"b":1}}');
    expect(left(z.object({ at: z.date() }), { at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
    for (const value of [{ street: { nir: MARKER } }, { street: [MARKER] }, MARKER, [extra]])
      expect(codeOf(() => nestedCut(street)?.(value))).toBe("ROW_INVALID");
    expect(left(street, null)).toBe("null");
    expect(left(street, { __proto__: null, street: null, nir: MARKER })).toBe('{"street":null}');
  });

  it("leaves of any value no key that the schema lacks", () => {
    const schema = z.object({ a: z.array(z.object({ b: z.string() })), c: z.union([street, z.array(street)]).optional() });
    const hidden = fc.dictionary(
      fc.string().filter((key) => !["street", "b", "a", "c"].includes(key)),
      fc.constant(MARKER),
    );
    fc.assert(
      fc.property(hidden, hidden, fc.boolean(), (one, other, many) => {
        const c = { ...other, street: "x" };
        expect(left(schema, { ...one, a: [{ ...other, b: "y" }], c: many ? [c] : c })).not.toContain(MARKER);
      }),
    );
  });
});
