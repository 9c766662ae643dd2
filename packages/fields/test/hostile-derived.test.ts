/** Declarations and acts made by chance and by malice: a coded error or a correct result, and no value in a message. */
import { isPrivacyError, simulatedClock } from "@favorable/core";
import {
  createConsentRegister,
  createRedactor,
  defineConsent,
  defineVocabulary,
  favorableKeywords,
  memoryConsentStore,
  openApiComponents,
  readableRow,
  recordJsonSchema,
  recordLinkedData,
} from "@favorable/fields";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const MARKER = "MARKER-LONG-ENOUGH-NOT-TO-STAND-ANYWHERE-BY-CHANCE";
const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } }, count: { statement: { en: "Count" } } },
  categories: {
    identity: { label: { en: "Identity" } },
    health: { label: { en: "Health" }, special: "health" },
  },
  origins: { subject: { label: { en: "The person" }, kind: "subject" }, file: { label: { en: "A file" } } },
});

const keys = fc.constantFrom("a", "default", "$ref", "properties", "enum", "constructor", "toString", "x-favorable-dpv", "\ud83d", "é");
const schema = fc.letrec<{ one: z.ZodType }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom<z.ZodType>(
      z.string(),
      z.number(),
      z.boolean(),
      z.date(),
      z.bigint(),
      z.null(),
      z.any(),
      z.never(),
      z.email(),
      z.iso.date(),
    ),
    fc.constantFrom<z.ZodType>(
      z.set(z.string()),
      z.map(z.string(), z.date()),
      z.enum(["a", "b"]),
      z.literal([1, "x", null]),
      z.file(),
      z.symbol(),
    ),
    fc.constantFrom<z.ZodType>(
      z.string().default("d"),
      z.string().transform(Number),
      z.string().catch("c"),
      z.string().meta({ examples: [MARKER] }),
    ),
    tie("one").map((inner) => z.array(inner)),
    tie("one").map((inner) => inner.optional()),
    tie("one").map((inner) => inner.nullable()),
    tie("one").map((inner) => z.lazy(() => inner)),
    tie("one").map((inner) => z.record(z.string(), inner)),
    fc.array(tie("one"), { minLength: 1, maxLength: 3 }).map((options) => z.union(options)),
    fc.array(fc.tuple(keys, tie("one")), { maxLength: 3 }).map((members) => z.object(Object.fromEntries(members))),
  ),
})).one;
const tagged = fc.record({
  schema,
  category: fc.constantFrom("identity" as const, "health" as const),
  origins: fc.constantFrom(["subject"] as const, ["subject", "file"] as const),
  purposes: fc.constantFrom(["care"] as const, ["care", "count"] as const),
  subject: fc.boolean(),
  nationalId: fc.boolean(),
});

const ajv = new Ajv2020({ strict: false, logger: false });
formats.default(ajv);
ajv.addVocabulary([...favorableKeywords]);

describe("what is derived from records made by chance", () => {
  it("is valid, names every field, and holds no metadata of the schemas", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("name", "dose", "rest", "when"), tagged, { minKeys: 1, maxKeys: 4 }), (fields) => {
        const made = Object.entries(fields).map(([name, { schema: shape, ...tags }]) => [name, vocabulary.field(shape, tags)] as const);
        const person = vocabulary.record("person", Object.fromEntries(made));
        const printed = recordJsonSchema(person, { vocabulary });
        expect(Object.keys(printed["properties"] ?? {})).toEqual(Object.keys(fields));
        expect(ajv.validateSchema(printed)).toBe(true);
        const { schemas } = openApiComponents([person]);
        const data = recordLinkedData(person, vocabulary, "https://register.example/");
        expect(JSON.stringify([schemas, data])).not.toContain(MARKER);
        expect(JSON.stringify(schemas)).not.toContain('"examples"');
        expect(data["@graph"].length).toBeGreaterThan(Object.keys(fields).length);
        const hidden = createRedactor([person]).line(JSON.stringify({ deep: [{ [Object.keys(fields)[0] ?? ""]: MARKER }] }));
        expect(hidden).not.toContain(MARKER);
      }),
      { numRuns: 600, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("leaves rows of anything alone but for texts that nobody accepted", () => {
    const { field, record } = vocabulary;
    const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
    const noted = record("noted", { note: field(z.any(), { ...tags, freeText: { moderator: "director" } }), other: field(z.any(), tags) });
    fc.assert(
      fc.property(
        fc.record({ note: fc.anything(), other: fc.anything() }, { requiredKeys: [] }),
        fc.constantFrom("director", "clerk", undefined),
        (row, role) => {
          const seen = readableRow(noted, row, role);
          expect("other" in seen).toBe("other" in row);
          const { note } = row;
          const plain = typeof note !== "object" || note === null;
          expect("note" in seen).toBe("note" in row && (plain || Reflect.get(note, "state") === "accepted"));
        },
      ),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });
});

describe("acts of consent made by malice", () => {
  let policy: Awaited<ReturnType<typeof defineConsent>>;
  beforeAll(async () => {
    const versions = [{ version: "1", from: "2019-01-01", statement: { en: "Yes." } }];
    policy = await defineConsent({ purpose: "care", zone: "Europe/Paris", channels: ["app"], versions });
  });

  it("are recorded or refused with a code that quotes nothing, and only whole ones count", async () => {
    const clock = simulatedClock(new Date("2020-01-01T00:00:00Z"));
    const odd = fc.oneof(fc.anything(), fc.constantFrom("", "\ud800", "\0", MARKER, "__proto__", "care", "app", "1", "en"));
    const parts = fc.record(
      { id: odd, subject: odd, purpose: odd, channel: odd, version: odd, language: odd, giver: odd, evidence: odd, at: odd },
      { requiredKeys: [] },
    );
    const whole = { id: MARKER, subject: MARKER, purpose: "care", channel: "app", version: "1", language: "en" };
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          parts,
          parts.map((some) => ({ ...whole, ...some })),
        ),
        fc.constantFrom("give", "refuse", "withdraw"),
        async (act, call) => {
          const store = memoryConsentStore(clock);
          const register = createConsentRegister({ policies: [policy], store, clock });
          try {
            const { record } = await register[call as "give"](act as never);
            expect(policy.purpose).toBe(record.purpose);
            expect([typeof record.subject, typeof record.id, typeof record.channel]).toEqual(["string", "string", "string"]);
            expect((await register.status(record.subject, "care")).state).toBe(
              { give: "given", refuse: "refused", withdraw: "withdrawn" }[call],
            );
          } catch (error) {
            expect(isPrivacyError(error)).toBe(true);
            const told = error as Error;
            expect(`${told.message}${told.stack}${JSON.stringify(told)}${String(told.cause)}`).not.toContain(MARKER);
          }
        },
      ),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });
});
