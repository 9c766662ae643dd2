import { defineVocabulary, favorableKeywords, openApiComponents, recordJsonSchema } from "@favorable/fields";
import { dataCategories, purposes } from "@favorable/fields/dpv";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

const { field, record } = defineVocabulary({
  purposes: {
    followUp: { statement: { fr: "Suivi", en: "Follow up" }, dpv: purposes.VaccinationManagement },
    statistics: { statement: { en: "Count" } },
  },
  categories: {
    identity: { label: { en: "Identity" }, nationalId: false },
    nir: { label: { en: "Social security number" }, nationalId: true },
    status: { label: { en: "Status" }, special: "health", dpv: dataCategories.HealthRecord },
  },
  origins: {
    hrFile: { label: { en: "HR file" } },
    health: { label: { en: "Occupational health" }, certifies: true },
    application: { label: { en: "App" } },
  },
  subjects: { staff: { label: { en: "Staff" } } },
});
const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});
const identity = { category: "identity", origins: ["hrFile"], purposes: ["followUp"] } as const;
const both = { category: "status", origins: ["hrFile", "health"], purposes: ["followUp", "statistics"] } as const;
const agent = record(
  "agent",
  {
    staffNumber: field(z.string(), { ...identity, subject: true, label: { fr: "Matricule", en: "Staff number" } }),
    nir: field(z.string().meta({ examples: ["2951099126111"], id: "Nir" }), {
      ...identity,
      category: "nir",
      legalRef: { text: "Code de la santé", article: "L. 1111-8-1" },
    }),
    doses: field(z.int().min(0).max(9), both),
    received: field(z.date().optional(), both),
    certificate: field(z.string().optional(), { ...both, proof: true }),
    comment: field(z.string().max(200), { ...identity, freeText: { moderator: "director" } }),
    seenAt: field(z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (at) => at.toISOString() }), {
      ...identity,
      origins: ["application"],
      boundTo: "clock",
    }),
    services: field(Tree, identity),
    choice: field(z.union([z.literal("a"), z.object({ other: z.array(z.string()) })]), identity),
  },
  { label: { en: "Agent" }, subjects: ["staff"] },
);

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats.default(ajv);
ajv.addVocabulary([...favorableKeywords]);

describe("the JSON Schema of a record", () => {
  it("is one that a strict validator takes, of the whole row and of every purpose, in and out", () => {
    for (const purpose of [undefined, "followUp", "statistics"])
      for (const io of ["input", "output"] as const) {
        const schema = recordJsonSchema(agent, { io, ...(purpose === undefined ? {} : { purpose }) });
        expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
        expect(() => ajv.compile(schema)).not.toThrow();
      }
  });

  it("carries the tags of each field, and what the vocabulary says of its category", () => {
    const vocabulary = {
      categories: { status: { label: {}, special: "health", dpv: dataCategories.HealthRecord }, nir: { label: {}, nationalId: true } },
    } as const;
    const { properties } = recordJsonSchema(agent, { vocabulary, retention: { status: { period: "P18M" } } });
    expect(properties).toMatchObject({
      staffNumber: { type: "string", title: "Staff number", "x-favorable-subject": true, "x-favorable-origins": ["hrFile"] },
      nir: { "x-favorable-national-id": true, "x-favorable-legal-reference": { article: "L. 1111-8-1" } },
      doses: {
        type: "integer",
        "x-favorable-special": "health",
        "x-favorable-dpv": dataCategories.HealthRecord,
        "x-favorable-retention": { period: "P18M" },
      },
      certificate: {
        "x-favorable-proof": true,
        "x-favorable-accepted-from": ["hrFile"],
        "x-favorable-purposes": ["followUp", "statistics"],
      },
      comment: { "x-favorable-free-text": { moderator: "director" }, "x-favorable-kind": "free-text" },
      seenAt: { format: "date-time", "x-favorable-bound-to": "clock" },
      received: { type: "string", format: "date-time" },
    });
    const keywords = Object.values(properties as object).flatMap((one: object) => Object.keys(one).filter((key) => key.startsWith("x-")));
    expect(keywords.filter((keyword) => !favorableKeywords.includes(keyword))).toEqual([]);
  });

  it("shows a purpose its own fields and no metadata that zod was given", () => {
    const schema = recordJsonSchema(agent, { purpose: "statistics", language: "fr" });
    expect(Object.keys(schema["properties"] ?? {})).toEqual(["doses", "received", "certificate"]);
    expect(schema).toMatchObject({ required: ["doses"], "x-favorable-purpose": "statistics", "x-favorable-subjects": ["staff"] });
    expect(JSON.stringify(recordJsonSchema(agent))).not.toContain("2951099126111");
    expect(codeOf(() => recordJsonSchema(agent, { purpose: "offers" }))).toBe("PURPOSE_WITHOUT_FIELDS");
  });

  it("accepts what the view of the purpose gives, and nothing that was added to it", () => {
    const accepts = ajv.compile(recordJsonSchema(agent, { purpose: "statistics" }));
    const row = fc.record(
      {
        staffNumber: fc.string(),
        doses: fc.integer({ min: 0, max: 9 }),
        received: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
        certificate: fc.string(),
      },
      { requiredKeys: ["doses"] },
    );
    fc.assert(
      fc.property(row, (given) => {
        const seen: unknown = JSON.parse(JSON.stringify(agent.for("statistics").parse(given)));
        expect(accepts(seen)).toBe(true);
        expect(accepts({ ...(seen as object), staffNumber: "00017" })).toBe(false);
        expect(accepts({ ...(seen as object), doses: 10 })).toBe(false);
      }),
      { numRuns: 500, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("refuses with a code what cannot be printed, without quoting it", () => {
    const marker = "A-LONG-MARKER-IN-A-DEFAULT";
    const odd = z.string().default(() => {
      throw new Error(marker);
    });
    const broken = record("broken", { odd: field(odd, identity) });
    try {
      recordJsonSchema(broken);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "SCHEMA_UNREADABLE" });
      expect(`${String(error)}${JSON.stringify(error)}${String((error as Error).cause)}`).not.toContain(marker);
    }
  });
});

describe("the OpenAPI components of records", () => {
  it("stand in a valid document of OpenAPI 3.1, each record whole and by purpose", async () => {
    const { schemas } = openApiComponents([agent]);
    expect(Object.keys(schemas)).toEqual(["agent", "agent.followUp", "agent.statistics"]);
    const document = {
      openapi: "3.1.0",
      info: { title: "Register", version: "1" },
      paths: {
        "/agents": {
          get: {
            responses: {
              200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/agent.statistics" } } } },
            },
          },
        },
      },
      components: { schemas },
    };
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("refer to what is there, recursive schemas too", () => {
    const { schemas } = openApiComponents([agent]);
    const references = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^"]+)"/g)].map(([, place]) => place ?? "");
    expect(references.length).toBeGreaterThan(0);
    for (const place of references) {
      const target = place
        .split("/")
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], { components: { schemas } });
      expect(target).toBeTypeOf("object");
    }
    expect(codeOf(() => openApiComponents([agent, agent]))).toBe("RECORD_INVALID");
  });

  it("leave data that look like references alone", () => {
    const tricky = record("tricky", {
      kind: field(z.literal("#/x").default("#/x"), identity),
      deep: field(z.object({ default: Tree, $ref: z.string() }), identity),
    });
    const text = JSON.stringify(openApiComponents([tricky]).schemas["tricky"]);
    expect(text).toContain('"default":"#/x"');
    expect(text).toContain('"default":{"$ref":"#/components/schemas/tricky/$defs/');
    expect(text).toContain('"$ref":{"type":"string"}');
  });
});
