/**
 * Hostile vocabularies, tags, records and inputs: prototype keys, deep nesting, lone surrogates, cyclic references, getters and proxies
 * that throw. What comes out is a correct result or an error with a code; never another error, and never a value in a message.
 */
import { isPrivacyError } from "@favorable/core";
import { boundValues, defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";

/** Long enough not to stand anywhere by chance. */
const MARKER = "MARKER-zQ7-of-a-person";
const NAMES = ["a", "b", "name", "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "é", "", "a b", MARKER];

const cyclic = fc.constantFrom(0, 1, 2).map((way) => {
  const object: Record<string, unknown> = { a: MARKER };
  object["b"] = way === 0 ? object : way === 1 ? [object] : { a: { name: object } };
  return object;
});
const deep = fc.constantFrom(50, 5_000).chain((depth) =>
  fc.boolean().map((list) => {
    let value: unknown = MARKER;
    for (let at = 0; at < depth; at += 1) value = list ? [value] : { a: value };
    return value;
  }),
);
const strange = fc.constantFrom<() => unknown>(
  () => () => MARKER,
  () => Symbol(MARKER),
  () => 10n ** 40n,
  () => Number.NaN,
  () => new Date(Number.NaN),
  () => new Map([[MARKER, MARKER]]),
  () => new Set([MARKER]),
  () => Object.create(null) as unknown,
  () => Object.create({ a: MARKER, name: MARKER }) as unknown,
  () => Object.freeze([MARKER]),
  () => new Uint8Array(3),
  () => Promise.resolve(MARKER),
  () => ({
    get a(): never {
      throw new Error(MARKER);
    },
  }),
  () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new TypeError(MARKER);
        },
        ownKeys: () => {
          throw new RangeError(MARKER);
        },
      },
    ),
  () => ({ toJSON: () => MARKER, toString: () => MARKER, a: 1 }),
  () => ({ then: (resolve: (value: unknown) => void) => resolve(MARKER) }),
  () => z.string(),
);
const text = fc.oneof(
  fc.constantFrom(MARKER, `\ud800${MARKER}`, `${MARKER}\udfff`, "\u0000", "2021-10-30", "a"),
  fc.string({ unit: "binary" }),
);
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1e308),
    strange.map((make) => make()),
    cyclic,
    deep,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 4 }),
  ),
}));

/** Runs; an error must be ours, and tell nothing of the values. */
function outcome<T>(run: () => T): { readonly value?: T; readonly code?: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (!isPrivacyError(error)) throw new Error("an error without a code left the library");
    expect([error.message, error.stack, JSON.stringify(error.details), String(error.cause)].join("\n")).not.toContain(MARKER);
    return { code: error.code };
  }
}

const untyped = (value: unknown): never => value as never;
const facts = { label: { en: "L" } };
const literal = {
  purposes: { p: { statement: { en: "P" } }, q: { statement: {} } },
  categories: { c: facts, d: facts },
  origins: { o: facts },
};

describe("hostile declarations", () => {
  it("are refused by a code, or make a vocabulary of the words that were written", () => {
    const part = fc.oneof(
      anything,
      fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(anything, fc.constant(facts), fc.constant({ statement: {} }))),
    );
    const vocabularies = fc.record(
      { purposes: part, categories: part, origins: part, subjects: part, functions: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(vocabularies, anything), (given) => {
        const { value } = outcome(() => defineVocabulary(untyped(given)));
        if (value === undefined) return;
        for (const words of [value.purposes, value.categories, value.origins, value.subjects])
          for (const name of Object.keys(words)) expect(name).toMatch(/^[A-Za-z][\w-]{0,62}$/);
        expect(Object.getPrototypeOf(value.purposes)).toBe(Object.prototype);
      }),
      { numRuns: 800, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("of tags and names are refused by a code, or make the field and the record that were written", () => {
    const vocabulary = defineVocabulary(literal);
    const tag = <T>(good: T) => fc.oneof({ weight: 3, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: anything });
    const tags = fc.record(
      {
        category: tag("c"),
        origins: tag(["o"]),
        purposes: tag(["p"]),
        label: anything,
        proof: anything,
        boundTo: fc.oneof(fc.constantFrom("clock", "actor", undefined), anything),
        kind: anything,
        freeText: anything,
        nationalId: anything,
      },
      { requiredKeys: ["category", "origins", "purposes"] },
    );
    const schema = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<unknown>(z.string(), z.any(), z.date().optional()) },
      { weight: 1, arbitrary: anything },
    );
    fc.assert(
      fc.property(schema, fc.oneof(tags, anything), fc.constantFrom(...NAMES), anything, (shape, given, name, more) => {
        const { value: field } = outcome(() => vocabulary.field(untyped(shape), untyped(given)));
        if (field === undefined) return;
        expect([field.category, field.origins, field.purposes]).toEqual(["c", ["o"], ["p"]]);
        const { value: record } = outcome(() => vocabulary.record(name, untyped({ [name]: field }), untyped(more)));
        if (record !== undefined) expect([record.name, Object.keys(record.fields)]).toEqual([name, [name]]);
        outcome(() => vocabulary.record("r", untyped(more)));
      }),
      { numRuns: 800, interruptAfterTimeLimit: 15_000 },
    );
  });
});

describe("hostile input", () => {
  const { field, record } = defineVocabulary(literal);
  const tags = { category: "c", origins: ["o"], purposes: ["p"] } as const;
  const nested: z.ZodType = z.lazy(() => z.object({ a: nested.optional(), b: z.union([z.string(), nested, z.array(nested)]).optional() }));
  const person = record("person", {
    a: field(z.string().max(5).optional(), tags),
    b: field(nested.optional(), tags),
    name: field(z.union([z.string().max(9), z.array(z.string())]).optional(), { ...tags, purposes: ["p", "q"] }),
    then: field(z.map(z.any(), z.number()).or(z.record(z.string(), z.number())).or(z.any()).optional(), tags),
    at: field(z.iso.datetime(), { ...tags, boundTo: "clock" }),
    who: field(z.string().max(8), { ...tags, category: "d", boundTo: "actor" }),
  });
  const views = [person.for("p"), person.for("q"), person.from("o").for("p")] as const;
  const inputs = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.dictionary(fc.constantFrom("a", "b", "name", "then", "at", "who", "__proto__", "constructor", MARKER), anything),
    },
    { weight: 1, arbitrary: anything },
  );

  it("gives the declared fields of the purpose, or an error that names places only", () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(...views), (input, view) => {
        const { value: reading } = outcome(() => view.safeParse(untyped(input)));
        const parsed = outcome(() => view.parse(untyped(input)));
        expect(parsed.value !== undefined).toBe(reading?.success === true);
        if (reading?.success === false) expect(JSON.stringify(reading.issues)).not.toContain(MARKER);
        if (parsed.value === undefined) return;
        expect(Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
        for (const [key, value] of Object.entries(parsed.value)) {
          expect(view.fields).toContain(key);
          expect(value).not.toBe(undefined);
        }
        expect(Object.keys(parsed.value)).not.toContain("at");
      }),
      { numRuns: 1600, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("leaves every object as it was, and pollutes no prototype", () => {
    const keys = Reflect.ownKeys(Object.prototype).length;
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "name", "__proto__", "constructor"), fc.object({ key: fc.constantFrom(...NAMES) })),
        (input) => {
          const before = JSON.stringify(input);
          outcome(() => person.for("p").safeParse(input));
          expect(JSON.stringify(input)).toBe(before);
          expect(Reflect.ownKeys(Object.prototype)).toHaveLength(keys);
        },
      ),
      { numRuns: 400, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("of a clock or an actor gives bound values or a code", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.date({ noInvalidDate: false }), anything),
        fc.oneof(fc.constantFrom("Europe/Paris", "UTC"), text),
        fc.oneof(fc.constant("a-17"), text),
        (now, zone, actor) => {
          const { value } = outcome(() => boundValues(person.fields, "add", untyped({ now, zone, actor })));
          if (value === undefined) return;
          expect(Object.keys(value)).toEqual(["at", "who"]);
          expect(value["who"]).toBe(actor);
          expect(value["at"]).toBe((now as Date).toISOString());
        },
      ),
      { numRuns: 400, interruptAfterTimeLimit: 15_000 },
    );
  });
});
